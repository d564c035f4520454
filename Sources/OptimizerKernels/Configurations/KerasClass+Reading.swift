internal import Safetensors

extension KerasClass {
  /// Reads a serialised optimizer, or a config alone.
  static func read(_ object: ConfigurationObject, className: String? = nil) throws(ConfigurationError) -> KerasConfiguration {
    guard let written = try object.text("class_name") else {
      if let className { return try KerasClass(className, at: "className").read(config: object) }
      guard let name = try object.text("name") else {
        throw ConfigurationError(
          path: object.path("class_name"), reason: .missing(allowed: allCases.map(\.rawValue).joined(separator: ", ")))
      }
      return try KerasClass(name, at: object.path("name")).read(config: object)
    }
    let keras = try KerasClass(written, at: object.path("class_name"))
    try object.allow(only: ["module", "class_name", "config", "registered_name", "build_config", "compile_config"])
    if let module = try object.text("module"), module != keras.module {
      throw .invalid(object.path("module"), quoted(module), allowed: keras.module)
    }
    return try keras.read(config: object.object("config"))
  }

  private func read(config o: ConfigurationObject) throws(ConfigurationError) -> KerasConfiguration {
    var o = o
    // Python writes None for what has its default.
    o.nullIsDefault = true
    guard let name = presetName else { return try lookahead(o) }
    let preset = try Preset(named: name, at: o.path, o)
    return KerasConfiguration(preset.rule.configuration, clipping: preset.clipping)
  }

  /// Clipping that is set on the inner optimizer has no effect there, and none here.
  private func lookahead(_ o: ConfigurationObject) throws(ConfigurationError) -> KerasConfiguration {
    var reader = PresetReader(o)
    try reader.readKerasBase()
    let (period, size) = (try reader.count("sync_period", 6), try reader.number("slow_step_size", 0.5))
    guard let optimizer = try reader.object("optimizer")?.object else {
      throw ConfigurationError(path: o.path("optimizer"), reason: .missing(allowed: "an object"))
    }
    try reader.finish()
    let inner = try KerasClass.read(optimizer).rule
    guard inner.lookahead == nil else {
      throw .invalid(o.path("optimizer.class_name"), "Lookahead", allowed: "an optimizer that is not Lookahead itself")
    }
    let rule = try o.made { () throws(HyperparameterError) in
      try RuleConfiguration(
        rule: inner.rule, formula: inner.formula, lookahead: LookaheadConfiguration(syncPeriod: period, slowStepSize: size))
    }
    return KerasConfiguration(rule, clipping: reader.clipping)
  }
}

extension ConfigurationObject {
  /// What is made of the object's numbers; one out of range is named as it is here.
  func made<T>(_ make: () throws(HyperparameterError) -> T) throws(ConfigurationError) -> T {
    do {
      return try make()
    } catch {
      throw ConfigurationError(error, in: path, keys: kerasKeys)
    }
  }
}
