/// A rule that an ``Optimizer`` steps many tensors with: every rule of this package, and ``Lookahead`` around one.
public protocol TrainingRule: OptimizerRule {
  /// The rule as a value that JSON and a checkpoint hold.
  var configuration: RuleConfiguration { get }
}

extension FormulaRule {
  /// The rule as a value that JSON and a checkpoint hold.
  public var configuration: RuleConfiguration { RuleConfiguration(known: String(describing: Self.self), formula: formula) }
}

extension Lookahead: TrainingRule where Inner: FormulaRule {
  /// Both rules as a value that JSON and a checkpoint hold.
  public var configuration: RuleConfiguration {
    var configuration = inner.configuration
    configuration.lookahead = LookaheadConfiguration(self)
    return configuration
  }
}

extension RuleConfiguration {
  /// Of a rule that is valid already.
  init(known rule: String, formula: RuleFormula) {
    self.rule = rule
    self.formula = formula
    lookahead = nil
  }
}

extension LookaheadConfiguration {
  init(_ rule: Lookahead<some OptimizerRule>) {
    syncPeriod = rule.syncPeriod
    slowStepSize = rule.slowStepSize
    phase = rule.phase
    meeting = rule.meeting
    momentum = rule.momentum
    resetsInner = rule.resetsInner
  }
}
