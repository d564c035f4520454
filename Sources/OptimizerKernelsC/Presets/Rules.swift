internal import OptimizerKernels

/// The rules that a caller may name: presets by the names and with the options of their libraries, and any rule by its own JSON.
enum Rules {
  /// The name under which the options are a whole ``RuleConfiguration``.
  static let configuration = "RuleConfiguration"

  /// The presets that may be a group's, in alphabetical order: all except the one that is there to clip.
  static let names = Preset.staticNames.filter { $0.description != "torch.nn.utils.clip_grad_norm_" }

  /// The group of a rule with its options.
  static func group(_ rule: String, options: String?, settings: String?) throws -> ParameterGroup {
    let settings = try GroupSettings.read(settings)
    if rule == configuration {
      guard let options else { throw CallError.argument("options", "null", allowed: "the JSON of a RuleConfiguration") }
      return try settings.group(JSON.decode(RuleConfiguration.self, options, "options"))
    }
    do {
      let preset = try Preset(rule, options: options ?? "{}")
      guard preset.clipping == nil else {
        throw CallError(.invalidConfiguration, "options of \(rule): a group does not clip; allowed: optk_set_clipping, for all groups")
      }
      return try settings.group(preset)
    } catch let error as ConfigurationError where !Preset.names.contains(rule) {
      throw CallError(.invalidConfiguration, "rule\(error.description.dropFirst("name".count)), or \(configuration)")
    } catch let error as ConfigurationError {
      throw CallError(.invalidConfiguration, "options of \(rule): \(error)")
    }
  }
}
