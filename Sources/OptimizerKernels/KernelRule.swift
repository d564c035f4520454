package import KernelShims

/// A rule whose step is one of the kernels'.
package protocol KernelRule: OptimizerRule {
  /// Which slots the state has.
  var layout: StateLayout { get }

  /// The constants and the shape of step t ≥ 1.
  func kernelStep(_ t: Int) -> KernelStep
}

extension KernelRule {
  /// Whether the state keeps the maximum of the second moment.
  package var keepsMaximum: Bool { layout.keepsMaximum }

  /// Takes one step with one compilation of the kernels. All give the same bits.
  ///
  /// - Precondition: this machine runs `set`.
  /// - Throws: as ``OptimizerRule/update(_:gradients:state:)``.
  package func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState,
    on set: KernelInstructionSet
  ) throws(OptimizerStateError) {
    try KernelRun(layout: layout, rule: Self.self, set: set).step(&parameters, gradients: gradients, state: &state, kernelStep)
  }

  /// Takes one step on arrays with one compilation of the kernels.
  package func update(
    _ parameters: inout [Float], gradients: [Float], state: inout OptimizerState, on set: KernelInstructionSet
  ) throws(OptimizerStateError) {
    var span = parameters.mutableSpan
    try update(&span, gradients: gradients.span, state: &state, on: set)
  }
}
