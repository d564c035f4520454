internal import KernelShims
internal import KernelsAVX2
internal import KernelsBaseline

/// A kernel's step on a state.
struct KernelRun {
  let layout: StateLayout
  /// Whose step it is, for messages.
  let rule: Any.Type
  let set: KernelInstructionSet
  /// Whether nothing at all happens to rows without a gradient; otherwise their moments decay.
  var leavesAbsentRows = false

  /// Counts the step, asks for its constants and takes it.
  func step(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, rows: [Bool]? = nil, state: inout OptimizerState,
    _ kernelStep: (Int) -> KernelStep
  ) throws(OptimizerStateError) {
    try check(parameters: parameters.count, gradients: gradients.count, state: state)
    if let rows { try Self.check(rows: rows.count, parameters: parameters.count) }
    state.stepCount += 1
    let step = kernelStep(state.stepCount)
    // Out of the state for the time of the step: its slots cannot be borrowed at once, and a copy would cost.
    if layout.beginsWithFirstGradient && state.stepCount == 1 {
      // Whatever a restored state has there: 0 · ∞ would be NaN.
      for i in state.firstMoment.indices { state.firstMoment[i] = 0 }
    }
    var (first, second, kept, rate): ([Float], [Float], [Float], [Float]) = ([], [], state.maximum ?? [], state.averagedRate ?? [])
    swap(&first, &state.firstMoment)
    swap(&second, &state.secondMoment)
    state.maximum = nil
    state.averagedRate = nil
    do {
      var m = first.mutableSpan
      var v = second.mutableSpan
      var vMax = kept.mutableSpan
      var s = rate.mutableSpan
      if let rows {
        stepRows(&parameters, gradients, &m, &v, &vMax, &s, rows, step)
      } else {
        take(&parameters, gradients, &m, &v, &vMax, &s, step)
      }
    }
    swap(&first, &state.firstMoment)
    swap(&second, &state.secondMoment)
    if layout.keepsMaximum { state.maximum = kept }
    if layout.keepsAveragedRate { state.averagedRate = rate }
  }

  /// Takes the step of all elements that are given.
  private func take(
    _ θ: inout MutableSpan<Float>, _ g: Span<Float>, _ m: inout MutableSpan<Float>, _ v: inout MutableSpan<Float>,
    _ vMax: inout MutableSpan<Float>, _ s: inout MutableSpan<Float>, _ step: KernelStep
  ) {
    switch set == .automatic ? .best : set {
    case .avx2:
      guard KernelInstructionSet.best == .avx2 else { fatalError("this machine does not run AVX2") }
      KernelsAVX2.stepElements(&θ, gradients: g, firstMoment: &m, secondMoment: &v, maximum: &vMax, averagedRate: &s, step)
    case .baseline, .automatic:
      KernelsBaseline.stepElements(&θ, gradients: g, firstMoment: &m, secondMoment: &v, maximum: &vMax, averagedRate: &s, step)
    }
  }

  /// Takes the step of the rows that have a gradient; the moments of the others decay, or stay. Rows that follow one another go together.
  private func stepRows(
    _ θ: inout MutableSpan<Float>, _ g: Span<Float>, _ m: inout MutableSpan<Float>, _ v: inout MutableSpan<Float>,
    _ vMax: inout MutableSpan<Float>, _ s: inout MutableSpan<Float>, _ rows: [Bool], _ step: KernelStep
  ) {
    let length = rows.isEmpty ? 0 : θ.count / rows.count
    // A row without a gradient is not looked at: what stands there may be NaN, after a clip by a norm that is.
    let none = rows.contains(false) && !leavesAbsentRows ? [Float](repeating: 0, count: θ.count) : []
    var start = 0
    while start < rows.count {
      let end = rows[start...].firstIndex { $0 != rows[start] } ?? rows.count
      defer { start = end }
      if leavesAbsentRows && !rows[start] { continue }
      let range = start * length..<end * length
      func part(_ isKept: Bool) -> Range<Int> { isKept ? range : 0..<0 }
      var θPart = θ._mutatingExtracting(range)
      var mPart = m._mutatingExtracting(part(step.keepsFirstMoment))
      var vPart = v._mutatingExtracting(part(step.keepsSecondMoment))
      var vMaxPart = vMax._mutatingExtracting(part(step.keepsMaximum))
      var sPart = s._mutatingExtracting(part(step.averagesRate))
      take(
        &θPart, (rows[start] ? g : none.span).extracting(range), &mPart, &vPart, &vMaxPart, &sPart, rows[start] ? step : step.ofAbsentRows)
    }
  }

  /// - Throws: where the counts differ, the state has a slot that the rule does not keep, or lacks one that it keeps, or the step has no count.
  private func check(parameters: Int, gradients: Int, state: OptimizerState) throws(OptimizerStateError) {
    guard gradients == parameters else { throw .gradientCount(gradients, parameters: parameters) }
    guard state.count == parameters || (state.count == 0 && !layout.keepsFirstMoment && !layout.keepsSecondMoment) else {
      throw .stateCount(state.count, parameters: parameters)
    }
    guard state.stepCount < OptimizerStateError.mostSteps else { throw .tooManySteps(state.stepCount) }
    try check("maximum", state.maximum?.count, layout.keepsMaximum)
    try check("averagedRate", state.averagedRate?.count, layout.keepsAveragedRate)
    guard parameters > 0 else { return }
    try check("firstMoment", state.firstMoment.isEmpty ? nil : state.firstMoment.count, layout.keepsFirstMoment)
    try check("secondMoment", state.secondMoment.isEmpty ? nil : state.secondMoment.count, layout.keepsSecondMoment)
  }

  private func check(_ slot: String, _ count: Int?, _ isKept: Bool) throws(OptimizerStateError) {
    guard (count != nil) == isKept else {
      throw isKept ? .missingSlot(slot, rule: "\(rule)") : .unknownSlot(slot, rule: "\(rule)")
    }
  }

  /// - Throws: where the parameters are not so many rows of one length.
  static func check(rows: Int, parameters: Int) throws(OptimizerStateError) {
    guard rows == 0 ? parameters == 0 : parameters.isMultiple(of: rows) else { throw .unequalRows(rows, parameters: parameters) }
  }
}

extension KernelStep {
  /// What is left of the step where there is no gradient: moments decay.
  fileprivate var ofAbsentRows: KernelStep {
    var step = self
    step.holds = true
    step.decaysBeforeUpdate = false
    step.decaysGradient = false
    step.averagesResidual = false
    step.averagesQuotient = false
    step.addsSecondEpsilon = false
    return step
  }
}
