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
  ) {
    checkCounts(parameters: parameters.count, gradients: gradients.count, state: state)
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
    guard rows.isEmpty ? θ.count == 0 : θ.count.isMultiple(of: rows.count) else {
      fatalError("\(θ.count) parameters are not \(rows.count) rows")
    }
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

  /// Ends the process where counts differ. `fatalError`, for an optimised `precondition` says nothing.
  private func checkCounts(parameters: Int, gradients: Int, state: OptimizerState) {
    guard gradients == parameters else {
      fatalError("gradients have \(gradients) elements, parameters have \(parameters)")
    }
    guard state.count == parameters || (state.count == 0 && !layout.keepsFirstMoment && !layout.keepsSecondMoment) else {
      fatalError("the state has \(state.count) elements, parameters have \(parameters)")
    }
    check("a maximum", state.maximum?.count, layout.keepsMaximum)
    check("an averaged rate", state.averagedRate?.count, layout.keepsAveragedRate)
    guard parameters > 0 else { return }
    check("a first moment", state.firstMoment.isEmpty ? nil : state.firstMoment.count, layout.keepsFirstMoment)
    check("a second moment", state.secondMoment.isEmpty ? nil : state.secondMoment.count, layout.keepsSecondMoment)
  }

  /// Ends the process where the state has a slot that the rule does not keep, or lacks one that it keeps.
  private func check(_ slot: String, _ count: Int?, _ isKept: Bool) {
    guard (count != nil) == isKept else {
      fatalError(
        isKept ? "\(rule) keeps \(slot) here, and the state has none" : "the state has \(slot), and \(rule) keeps none here")
    }
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
