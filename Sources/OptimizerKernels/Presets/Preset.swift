internal import Safetensors

/// A published optimizer under its library's name, with its options in that library's words.
///
/// ```swift
/// let preset = try Preset("torch.optim.RAdam", options: #"{"lr": 0.01, "betas": [0.9, 0.99]}"#)
/// let group = try ParameterGroup(preset.rule, withoutDecay: preset.withoutDecay, centralization: preset.centralization)
/// ```
///
/// - Names: ``names``. `verify` lists the same names, and those of implementations that no rule here computes.
/// - Options: a JSON object. An option that is left out has the library's default, where it has one.
/// - An option that only chooses how the library computes, such as torch's `foreach`, is taken and changes nothing.
public struct Preset: Sendable {
  /// The rule with these options.
  public let rule: any TrainingRule
  /// Which gradients the optimizer centralizes, after they are clipped.
  public let centralization: Centralization
  /// How the optimizer clips gradients; nil where it does not.
  public let clipping: GradientClipping?
  /// Globs of the names that do not decay.
  public let withoutDecay: [String]

  /// Every name, in alphabetical order.
  public static let names = staticNames.map(\.description)
  /// The same, for C.
  package static let staticNames = rows.map(\.name).sorted { $0.description < $1.description }

  /// - Parameters:
  ///   - name: one of ``names``.
  ///   - options: a JSON object with the library's keys.
  /// - Throws: ``ConfigurationError`` for a name that is not known, text that is not JSON, and an option that is missing, not known, or of a
  ///   value that is not allowed. Its path is the key.
  public init(_ name: String, options: String = "{}") throws(ConfigurationError) {
    try self.init(named: name, at: "name", ConfigurationObject(json: options))
  }

  /// A preset whose name stands at `path`.
  init(named name: String, at path: String, _ options: ConfigurationObject) throws(ConfigurationError) {
    var reader = PresetReader(options)
    rule = try Self.row(name, at: path).rule(&reader)
    (centralization, clipping, withoutDecay) = (reader.centralization, reader.clipping, reader.withoutDecay)
  }

  static func row(_ name: String, at path: String) throws(ConfigurationError) -> PresetRow {
    guard let row = byName[name] else { throw .invalid(path, shown(name), allowed: near(name).joined(separator: ", ")) }
    return row
  }

  /// Whether a parameter of that name decays.
  package func decays(_ parameter: String) -> Bool {
    // The patterns were read when the options were.
    (try? NamePatterns(withoutDecay, key: "withoutDecay").match(parameter)) != true
  }

  /// The rule of the parameters that do not decay.
  package var ruleWithoutDecay: any TrainingRule { (rule as? any FormulaRule)?.withoutDecay ?? rule }

  static let rows: [PresetRow] = [
    PaperPresets.rows, TorchPresets.rows, KerasPresets.rows, OptaxPresets.rows, AuthorsPresets.rows, LookaheadPresets.rows,
    TorchOptimizerPresets.rows, PytorchOptimizerPresets.rows, LabmlPresets.rows, LucidPresets.rows, SwiftPresets.rows,
  ].flatMap { $0 }

  private static let byName = Dictionary(uniqueKeysWithValues: rows.map { ($0.name.description, $0) })

  /// The names with the same last part, whatever the case of its letters; all where none has it.
  private static func near(_ name: String) -> [String] {
    func last(_ name: String) -> String? { name.split(separator: ".").last?.lowercased() }
    let near = names.filter { last($0) == last(name) }
    return near.isEmpty ? names : near
  }
}

extension RuleConfiguration {
  /// The rule of a published optimizer, with its decay for all names and without what it does to gradients before; see
  /// ``Preset``.
  ///
  /// - Throws: ``ConfigurationError``, as ``Preset/init(_:options:)``.
  public init(named name: String, options: String = "{}") throws(ConfigurationError) {
    self = try Preset(name, options: options).rule.configuration
  }
}

extension FormulaRule {
  /// The same rule with a weight decay of 0, which is always allowed.
  fileprivate var withoutDecay: Self {
    var formula = formula
    formula.weightDecay = 0
    return (try? Self(formula: formula)) ?? self
  }
}

/// One name, and what reads its options.
struct PresetRow: Sendable {
  typealias Read = @Sendable (inout PresetReader) throws -> any TrainingRule

  let name: StaticString
  private let read: Read

  init(_ name: StaticString, _ read: @escaping Read) { (self.name, self.read) = (name, read) }

  /// The rule of the options, all of which must be known.
  func rule(_ reader: inout PresetReader) throws(ConfigurationError) -> any TrainingRule {
    do {
      let rule = try read(&reader)
      try reader.finish()
      return rule
    } catch let error as ConfigurationError {
      throw error
    } catch let error as HyperparameterError {
      throw ConfigurationError(error, in: reader.path, keys: reader.keys)
    } catch {
      throw ConfigurationError(path: reader.path, reason: .notJSON("\(error)"))
    }
  }
}
