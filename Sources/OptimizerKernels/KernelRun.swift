internal import KernelShims
internal import KernelsAVX2
internal import KernelsBaseline

/// A kernel's step on a state.
struct KernelRun {
  let layout: StateLayout
  /// Whose step it is, for messages.
  let rule: Any.Type
  let set: KernelInstructionSet

  /// Counts the step, asks for its constants and takes it.
  func step(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState, _ kernelStep: (Int) -> KernelStep
  ) {
    checkCounts(parameters: parameters.count, gradients: gradients.count, state: state)
    state.stepCount += 1
    let step = kernelStep(state.stepCount)
    // Out of the state for the time of the step: its slots cannot be borrowed at once, and a copy would cost.
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
      switch set == .automatic ? .best : set {
      case .avx2:
        guard KernelInstructionSet.best == .avx2 else { fatalError("this machine does not run AVX2") }
        KernelsAVX2.stepElements(
          &parameters, gradients: gradients, firstMoment: &m, secondMoment: &v, maximum: &vMax, averagedRate: &s, step)
      case .baseline, .automatic:
        KernelsBaseline.stepElements(
          &parameters, gradients: gradients, firstMoment: &m, secondMoment: &v, maximum: &vMax, averagedRate: &s, step)
      }
    }
    swap(&first, &state.firstMoment)
    swap(&second, &state.secondMoment)
    if layout.keepsMaximum { state.maximum = kept }
    if layout.keepsAveragedRate { state.averagedRate = rate }
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
