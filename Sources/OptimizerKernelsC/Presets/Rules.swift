internal import OptimizerKernels

/// The rules that a caller may name: presets by the names and with the options of their libraries, and any rule by its own JSON.
enum Rules {
  /// The name under which the options are a whole ``RuleConfiguration``.
  static let configuration = "RuleConfiguration"

  typealias Made = (configuration: RuleConfiguration, centralization: Centralization)
  typealias Preset = @Sendable (inout PresetOptions) throws -> Made

  /// In alphabetical order.
  static let presets: [(name: StaticString, make: Preset)] = [
    ("adabelief_pytorch.AdaBelief", adaBelief), ("adabound.AdaBound", adaBound), ("adamod.AdaMod", adaMod),
    ("optax.adabelief", optaxAdaBelief), ("optax.adam", optaxAdam), ("optax.amsgrad", optaxAMSGrad), ("optax.radam", optaxRAdam),
    ("optax.sgd", optaxSGD), ("ranger.Ranger", ranger), ("tf.keras.optimizers.legacy.Adagrad", kerasAdaGrad),
    ("tf.keras.optimizers.legacy.Adam", kerasAdam), ("tf.keras.optimizers.legacy.SGD", kerasSGD),
    ("tfa.optimizers.AdaBelief", addonsAdaBelief), ("tfa.optimizers.RectifiedAdam", addonsRAdam),
    ("torch.optim.Adagrad", torchAdaGrad), ("torch.optim.Adam", torchAdam), ("torch.optim.AdamW", torchAdamW),
    ("torch.optim.Adamax", torchAdamax), ("torch.optim.NAdam", torchNAdam), ("torch.optim.RAdam", torchRAdam),
    ("torch.optim.SGD", torchSGD),
  ]

  /// The group of a rule with its options.
  static func group(_ rule: String, options: String?, settings: String?) throws -> ParameterGroup {
    var settings = try GroupSettings.read(settings)
    if rule == configuration {
      guard let options else { throw CallError.argument("options", "null", allowed: "the JSON of a RuleConfiguration") }
      return try settings.group(JSON.decode(RuleConfiguration.self, options, "options"))
    }
    guard let preset = presets.first(where: { $0.name.description == rule }) else {
      let names = [configuration] + presets.map(\.name.description)
      throw CallError(.invalidConfiguration, "rule is \(rule); allowed: \(names.joined(separator: ", "))")
    }
    var options = try PresetOptions(options)
    let made: Made
    do {
      made = try preset.make(&options)
      try options.finish()
    } catch {
      let error = CallError(error)
      throw CallError(error.status, "options of \(rule): \(error.message)")
    }
    if settings.centralization == nil { settings.centralization = made.centralization }
    return try settings.group(made.configuration)
  }
}
