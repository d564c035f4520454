package import KernelShims

/// A rule that is a point of the formula under a name of its own. Its presets are the published conventions; every property of ``RuleFormula``
/// can be read from it: `rule.learningRate`, `rule.epsilon`.
@dynamicMemberLookup
public protocol FormulaRule: RowRule, TrainingRule {
  /// All that the rule is.
  var formula: RuleFormula { get }

  /// The rule of a formula.
  ///
  /// - Throws: ``HyperparameterError`` for what is out of range.
  init(formula: RuleFormula) throws(HyperparameterError)
}

extension FormulaRule {
  /// A number or a choice of the formula.
  public subscript<Value>(dynamicMember member: KeyPath<RuleFormula, Value>) -> Value { formula[keyPath: member] }

  /// Decodes and validates. Every key is required.
  ///
  /// - Throws: ``HyperparameterError`` as the presets do, and `DecodingError`.
  public init(from decoder: any Decoder) throws { try self.init(formula: RuleFormula(from: decoder)) }

  /// Encodes every number and every choice.
  public func encode(to encoder: any Encoder) throws { try formula.encode(to: encoder) }

  /// The state before the first step, of `count` parameters.
  public func makeState(count: Int) throws(OptimizerStateError) -> OptimizerState {
    guard count >= 0 else { throw .negativeCount(count) }
    let slots = formula.layout.slotCount
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Float>.stride * max(slots, 1))
    guard !overflow else { throw .outOfMemory(count: count, byteCount: Int.max) }
    if slots > 0 { try OptimizerStateError.require(bytes, count: count) }
    return OptimizerState(count: count, layout: formula.layout)
  }

  /// Takes one step; see ``OptimizerRule/update(_:gradients:state:)``.
  public func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState
  ) throws(OptimizerStateError) {
    try KernelRun(layout: formula.layout, rule: Self.self, set: .automatic)
      .step(&parameters, gradients: gradients, state: &state, formula.kernelStep)
  }

  /// Takes one step of which some rows have no part; see ``RowRule/update(_:gradients:rows:state:)``.
  public func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, rows: [Bool], state: inout OptimizerState
  ) throws(OptimizerStateError) {
    try KernelRun.check(rows: rows.count, parameters: parameters.count)
    // What gradients are set to 0 in.
    if rows.contains(false) { try OptimizerStateError.require(gradients.count * MemoryLayout<Float>.stride, count: gradients.count) }
    let run = KernelRun(layout: formula.layout, rule: Self.self, set: .automatic, leavesAbsentRows: formula.absentRows == .stay)
    guard formula.absentRows == .step, rows.contains(false) else {
      try run.step(
        &parameters, gradients: gradients, rows: formula.absentRows == .step ? nil : rows, state: &state, formula.kernelStep)
      return
    }
    // Whatever stands where there is no gradient: it may be NaN after a clip by a norm that is.
    let length = max(gradients.count / rows.count, 1)
    let present = gradients.indices.map { i in i / length < rows.count && rows[i / length] ? gradients[i] : 0 }
    try run.step(&parameters, gradients: present.span, state: &state, formula.kernelStep)
  }

  package var layout: StateLayout { formula.layout }

  package func kernelStep(_ t: Int) -> KernelStep { formula.kernelStep(t) }
}
