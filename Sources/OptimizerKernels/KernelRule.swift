package import KernelShims
internal import KernelsAVX2
internal import KernelsBaseline

/// A rule whose step is one of the kernels'.
package protocol KernelRule: OptimizerRule {
  /// Whether the state keeps the maximum of the second moment.
  var keepsMaximum: Bool { get }

  /// The constants and the shape of step t ≥ 1.
  func kernelStep(_ t: Int) -> KernelStep
}

extension KernelRule {
  /// Takes one step with one compilation of the kernels. All give the same bits.
  ///
  /// - Precondition: as for ``OptimizerRule/update(_:gradients:state:)``; and this machine runs `set`.
  package func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState,
    on set: KernelInstructionSet
  ) {
    checkCounts(parameters: parameters.count, gradients: gradients.count, state: state)
    state.stepCount += 1
    let step = kernelStep(state.stepCount)
    // Out of the state for the time of the step: three of its slots cannot be borrowed at once, and a copy would cost.
    var (first, second, kept): ([Float], [Float], [Float]) = ([], [], state.maximum ?? [])
    swap(&first, &state.firstMoment)
    swap(&second, &state.secondMoment)
    state.maximum = nil
    do {
      var m = first.mutableSpan
      var v = second.mutableSpan
      var vMax = kept.mutableSpan
      switch set == .automatic ? .best : set {
      case .avx2:
        guard KernelInstructionSet.best == .avx2 else { fatalError("this machine does not run AVX2") }
        KernelsAVX2.stepElements(
          &parameters, gradients: gradients, firstMoment: &m, secondMoment: &v, maximum: &vMax, step)
      case .baseline, .automatic:
        KernelsBaseline.stepElements(
          &parameters, gradients: gradients, firstMoment: &m, secondMoment: &v, maximum: &vMax, step)
      }
    }
    swap(&first, &state.firstMoment)
    swap(&second, &state.secondMoment)
    if keepsMaximum { state.maximum = kept }
  }

  /// Takes one step on arrays with one compilation of the kernels.
  package func update(
    _ parameters: inout [Float], gradients: [Float], state: inout OptimizerState, on set: KernelInstructionSet
  ) {
    var span = parameters.mutableSpan
    update(&span, gradients: gradients.span, state: &state, on: set)
  }

  /// Ends the process where counts differ. `fatalError`, for an optimised `precondition` says nothing.
  private func checkCounts(parameters: Int, gradients: Int, state: OptimizerState) {
    guard gradients == parameters else {
      fatalError("gradients have \(gradients) elements, parameters have \(parameters)")
    }
    guard state.count == parameters else {
      fatalError("the state has \(state.count) elements, parameters have \(parameters)")
    }
    guard (state.maximum != nil) == keepsMaximum else {
      fatalError(
        keepsMaximum
          ? "\(Self.self) keeps a maximum here, and the state has none"
          : "the state has a maximum, and \(Self.self) keeps none here")
    }
  }
}
