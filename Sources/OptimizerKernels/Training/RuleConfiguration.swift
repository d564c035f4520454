/// Any rule as a value: what JSON, a checkpoint and a group of parameters hold of it.
///
/// ```swift
/// let configuration = try RAdam.torch(lr: 1e-3).configuration
/// ```
///
/// `rule` names the Swift type. All that a step computes is in `formula` and `lookahead`: two rules with equal ones step alike, whatever they are called.
public struct RuleConfiguration: Codable, Hashable, Sendable {
  /// The rule's type, without Lookahead: `Adam`, `RAdam`, …
  public let rule: String
  /// Every number and every choice of the rule.
  public internal(set) var formula: RuleFormula
  /// Lookahead around the rule; nil for none.
  public internal(set) var lookahead: LookaheadConfiguration?

  /// The types that a configuration may name.
  public static let rules = [
    "AMSGrad", "AdaBalance", "AdaBelief", "AdaBound", "AdaGrad", "AdaMod", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp", "SGD",
  ]

  /// - Throws: ``HyperparameterError`` for a rule that is not in ``rules``, and for numbers out of range.
  public init(rule: String, formula: RuleFormula, lookahead: LookaheadConfiguration? = nil) throws(HyperparameterError) {
    guard Self.rules.contains(rule) else {
      let name = String(shown(rule).dropFirst().dropLast())
      throw HyperparameterError(parameter: "rule", value: name, allowed: Self.rules.joined(separator: ", "))
    }
    self.rule = rule
    self.formula = try formula.validated()
    self.lookahead = lookahead
  }

  /// Decodes and validates. Every key but `lookahead` is required.
  ///
  /// - Throws: ``HyperparameterError``, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      rule: values.decode(String.self, forKey: .rule),
      formula: values.decode(RuleFormula.self, forKey: .formula),
      lookahead: values.decodeIfPresent(LookaheadConfiguration.self, forKey: .lookahead))
  }

  /// What people call the rule: `RAdam`, or `Lookahead of RAdam`.
  public var title: String { lookahead == nil ? rule : "Lookahead of \(rule)" }
}

/// The numbers and choices of a ``Lookahead``, without the rule that it wraps.
public struct LookaheadConfiguration: Codable, Hashable, Sendable {
  /// k: how many steps lie between two synchronisations; 1 or more.
  public let syncPeriod: Int
  /// a: how far the slow weights go toward the others.
  public let slowStepSize: Double
  /// Where the slow weights begin, and when they meet the others.
  public let phase: LookaheadPhase
  /// How the point is computed at which they meet.
  public let meeting: LookaheadMeeting
  /// What happens to the inner rule's first moment at a synchronisation.
  public let momentum: LookaheadMomentum
  /// Whether the inner rule begins anew after a synchronisation.
  public let resetsInner: Bool

  /// - Throws: ``HyperparameterError`` for a period below 1 and a step size that is below 0 or no Float.
  public init(
    syncPeriod: Int, slowStepSize: Double, phase: LookaheadPhase = .everyPeriod, meeting: LookaheadMeeting = .fromSlow,
    momentum: LookaheadMomentum = .none, resetsInner: Bool = false
  ) throws(HyperparameterError) {
    try Self.validate(syncPeriod: syncPeriod, slowStepSize: slowStepSize)
    self.syncPeriod = syncPeriod
    self.slowStepSize = slowStepSize
    self.phase = phase
    self.meeting = meeting
    self.momentum = momentum
    self.resetsInner = resetsInner
  }

  /// Decodes and validates. Every key is required.
  ///
  /// - Throws: ``HyperparameterError``, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      syncPeriod: values.decode(Int.self, forKey: .syncPeriod),
      slowStepSize: values.decode(Double.self, forKey: .slowStepSize),
      phase: values.decode(LookaheadPhase.self, forKey: .phase),
      meeting: values.decode(LookaheadMeeting.self, forKey: .meeting),
      momentum: values.decode(LookaheadMomentum.self, forKey: .momentum),
      resetsInner: values.decode(Bool.self, forKey: .resetsInner))
  }

  static func validate(syncPeriod: Int, slowStepSize: Double) throws(HyperparameterError) {
    guard syncPeriod >= 1 else {
      throw HyperparameterError(parameter: "syncPeriod", value: "\(syncPeriod)", allowed: "1 ≤ syncPeriod")
    }
    try HyperparameterRange.constant("slowStepSize", slowStepSize)
  }
}
