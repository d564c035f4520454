internal import Safetensors

/// The options of a preset as it reads them, each by its key, and what it finds beside the rule.
struct PresetReader {
  let object: ConfigurationObject
  /// Keys that were read, in that order.
  private(set) var known: [String] = []
  /// Keys that were left out, with the defaults that took their place.
  private(set) var leftOut: [(key: String, standard: String)] = []
  /// The keys of our parameters that the table of names does not tell.
  private var parameters: [String: String] = [:]
  /// Keys that are read where something else than a preset reads them.
  private var ignored: [String] = []

  /// What the optimizer does beside its rule.
  var centralization = Centralization.none
  var clipping: GradientClipping?
  var withoutDecay: [String] = []

  init(_ object: ConfigurationObject) { self.object = object }

  /// Where the options stand; empty for a text of their own.
  var path: String { object.path }

  /// A finite number; `standard` where it is left out.
  ///
  /// - Parameter parameter: our name of what it becomes, where the table of names does not tell.
  mutating func number(
    _ key: String, _ standard: Double, as parameter: String? = nil
  ) throws(ConfigurationError) -> Double {
    if let parameter { parameters[parameter] = key }
    return try present(key, "a finite number", or: standard) ? object.number(key, standard) : standard
  }

  /// A finite number that must be there.
  mutating func number(_ key: String) throws(ConfigurationError) -> Double {
    guard try present(key, "a finite number"), let number = try object.number(key) else { throw missing(key, "a finite number") }
    return number
  }

  /// A finite number; nil where it is null or left out.
  mutating func optionalNumber(_ key: String) throws(ConfigurationError) -> Double? {
    known.append(key)
    return try object.number(key)
  }

  /// A whole number; `standard` where it is left out.
  mutating func count(_ key: String, _ standard: Int) throws(ConfigurationError) -> Int {
    try present(key, "a whole number", or: standard) ? object.count(key, standard) : standard
  }

  /// A whole number that must be there.
  mutating func count(_ key: String) throws(ConfigurationError) -> Int {
    guard try present(key, "a whole number") else { throw missing(key, "a whole number") }
    return try object.count(key, 0)
  }

  /// true or false; `standard` where it is left out.
  mutating func flag(_ key: String, _ standard: Bool = false) throws(ConfigurationError) -> Bool {
    try present(key, "true or false", or: standard) ? object.flag(key, standard) : standard
  }

  /// β1 and β2, or as many βs as `standard` has.
  mutating func betas(_ standard: [Double]) throws(ConfigurationError) -> [Double] {
    let allowed = standard.count == 2 ? "two numbers" : "three numbers"
    guard try present("betas", allowed, or: standard) else { return standard }
    let betas = try object.numbers("betas")
    guard betas.count == standard.count else {
      throw .invalid(object.path("betas"), "an array of length \(betas.count)", allowed: allowed)
    }
    return betas
  }

  /// β1 and β2; those of `standard` where they are left out.
  mutating func betas(_ standard: some FormulaRule) throws(ConfigurationError) -> (Double, Double) {
    let betas = try betas([standard.beta1, standard.beta2])
    return (betas[0], betas[1])
  }

  /// A text that a choice has; `standard` where it is left out.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ standard: Choice
  ) throws(ConfigurationError) -> Choice {
    guard try present(key, "a string"), let text = try object.text(key) else { return standard }
    guard let choice = Choice(rawValue: text) else {
      throw .invalid(object.path(key), shown(text), allowed: Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// Strings; none where they are null or left out.
  mutating func texts(_ key: String) throws(ConfigurationError) -> [String] {
    known.append(key)
    guard let value = object.value(key) else { return [] }
    guard case .array(let elements) = value else { throw object.refusal(key, value, "an array of strings") }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw object.refusal(key, element, "strings") }
      texts.append(text)
    }
    return texts
  }

  /// A number, or one of Keras' schedules and the rate that it starts from.
  mutating func rate(_ key: String, _ standard: Double) throws(ConfigurationError) -> (first: Double, schedule: LearningRateSchedule?) {
    guard try present(key, "a finite number or a schedule", or: standard) else { return (standard, nil) }
    return try object.rate(key, standard)
  }

  /// The options of an object among the options; nil where it is null or left out.
  mutating func object(_ key: String) throws(ConfigurationError) -> PresetReader? {
    known.append(key)
    return object.value(key) == nil ? nil : PresetReader(try object.object(key))
  }

  /// The optimizer inside another: its name under `inner`, its options under `inner_args`.
  ///
  /// - Parameter ignoresClipping: whether clipping of the inner optimizer has no effect there; otherwise it is refused.
  mutating func inner(ignoresClipping: Bool = false) throws(ConfigurationError) -> any FormulaRule {
    known += ["inner", "inner_args"]
    guard let name = try object.text("inner") else { throw missing("inner", "the name of an optimizer") }
    let preset = try Preset(named: name, at: object.path("inner"), object.object("inner_args"))
    guard let rule = preset.rule as? any FormulaRule else {
      throw .invalid(object.path("inner"), shown(name), allowed: "an optimizer that wraps no other")
    }
    guard ignoresClipping || preset.clipping == nil, preset.withoutDecay.isEmpty else {
      throw .invalid(object.path("inner"), shown(name), allowed: "an optimizer that neither clips nor leaves names without decay")
    }
    return rule
  }

  /// The library's keys of our parameters, for the errors that name these.
  var keys: [String: String] {
    var keys = Self.keys.compactMapValues { names in names.first { known.contains($0) } }
    if known.contains("betas") { for i in 1...3 { keys["beta\(i)"] = "betas[\(i - 1)]" } }
    // What the library calls as we do is named so.
    return keys.filter { !known.contains($0.key) }.merging(parameters) { $1 }
  }

  private static let keys: [String: [String]] = [
    "learningRate": ["lr", "learning_rate", "alpha", "eta", "epsilon"], "beta1": ["beta_1", "b1"], "beta2": ["beta_2", "b2", "alpha"],
    "epsilon": ["eps", "delta"], "momentEpsilon": ["eps", "epsilon"], "rootEpsilon": ["eps_root", "eps", "epsilon"],
    "weightDecay": ["weight_decay", "lambda"], "momentum": ["mu"], "momentumDecay": ["momentum_decay"],
    "initialSecondMoment": ["initial_accumulator_value"], "finalLearningRate": ["final_lr", "alpha_star"],
    "threshold": ["sma_threshold", "n_sma_threshold", "N_sma_threshhold"], "totalSteps": ["total_steps"],
    "decay": ["lr_decay"], "steps": ["warmup"], "total": ["total_steps"], "modelSize": ["d_model"],
    "proportion": ["warmup_proportion"], "minimum": ["min_lr"], "syncPeriod": ["sync_period", "la_steps", "k"],
    "slowStepSize": ["slow_step_size", "la_alpha", "alpha"], "globalNorm": ["max_norm"],
  ]

  /// An error about an option.
  func invalid(_ key: String, _ value: String, allowed: String) -> ConfigurationError {
    .invalid(object.path(key), value, allowed: allowed)
  }

  /// Takes options that change nothing in what is computed.
  mutating func ignore(_ keys: String...) { ignored += keys }

  /// Takes a string, or null, that changes nothing in what is computed.
  mutating func ignoreText(_ key: String) throws(ConfigurationError) {
    ignore(key)
    _ = try object.text(key)
  }

  /// - Throws: for an option that was not read.
  func finish() throws(ConfigurationError) { try object.allow(only: known, ignoring: ignored) }

  /// Whether the key is there; where it is not, `standard` takes its place.
  ///
  /// - Throws: where it is null.
  private mutating func present(_ key: String, _ allowed: String, or standard: Any? = nil) throws(ConfigurationError) -> Bool {
    known.append(key)
    if object.value(key) != nil { return true }
    guard !object.holds(key) || object.nullIsDefault else { throw .invalid(object.path(key), "null", allowed: allowed) }
    if let standard { leftOut.append((key, "\(standard)")) }
    return false
  }

  private func missing(_ key: String, _ allowed: String) -> ConfigurationError {
    ConfigurationError(path: object.path(key), reason: .missing(allowed: allowed))
  }
}
