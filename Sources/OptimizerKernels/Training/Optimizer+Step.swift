extension Optimizer {
  /// Takes one step of all parameters that have a gradient, in Float; see ``step(_:gradients:lossScale:observing:)-(_,Tensors<Gradient>,_,_)``.
  @discardableResult
  public mutating func step(
    _ parameters: inout Tensors<Float>, gradients: Tensors<Float>, lossScale: Float = 1, observing: Bool = false
  ) throws(OptimizerError) -> StepReport {
    try bind(&parameters, gradients)
    defer { withExtendedLifetime((parameters, gradients)) {} }
    return try run(gradientType: .float32, lossScale: lossScale, observing: observing)
  }

  /// Takes one step of all parameters that have a gradient, in any of the element types.
  ///
  /// Gradients are, in this order: divided by the loss scale, clamped (``GradientClipping/value``), scaled (``GradientClipping/norm`` or
  /// ``GradientClipping/globalNorm``), centralised. Parameters that Lookahead brings together with its slow weights come last.
  ///
  /// - Parameters:
  ///   - parameters: all parameters of the optimizer, in any order; no others.
  ///   - gradients: of the same shapes; Floats, Float16s or BFloat16s. A name may be left out: that parameter does not step.
  ///   - lossScale: what the loss was multiplied by; above 0 and finite. Each gradient is divided by it in Float.
  ///   - observing: whether ``StepReport/observation`` is wanted. It costs another reading of what changed.
  /// - Returns: what was done.
  /// - Throws: ``OptimizerError``; nothing is changed then.
  @discardableResult
  @_disfavoredOverload
  public mutating func step<Gradient: TensorElement>(
    _ parameters: inout Tensors<Float>, gradients: Tensors<Gradient>, lossScale: Float = 1, observing: Bool = false
  ) throws(OptimizerError) -> StepReport {
    try bind(&parameters, gradients)
    defer { withExtendedLifetime((parameters, gradients)) {} }
    return try run(gradientType: Gradient.elementType, lossScale: lossScale, observing: observing)
  }

  /// Takes one step as `step(_:gradients:lossScale:observing:)` does, and writes the parameters that stepped to `copy` too, rounded to the nearest of its
  /// numbers, ties to even. Those above its range become ±∞. Where the step is skipped nothing is written.
  ///
  /// - Parameters:
  ///   - parameters: all parameters of the optimizer, in any order; no others.
  ///   - gradients: of the same shapes. A name may be left out: that parameter does not step.
  ///   - copy: tensors of the parameters' names and counts, in any order; a name may be left out.
  ///   - lossScale: what the loss was multiplied by; above 0 and finite.
  ///   - observing: whether ``StepReport/observation`` is wanted.
  /// - Returns: what was done.
  /// - Throws: ``OptimizerError``; nothing is changed then.
  @discardableResult
  public mutating func step<Gradient: TensorElement, Copy: TensorElement>(
    _ parameters: inout Tensors<Float>, gradients: Tensors<Gradient>, copy: inout Tensors<Copy>, lossScale: Float = 1,
    observing: Bool = false
  ) throws(OptimizerError) -> StepReport {
    try bind(&parameters, gradients)
    if let stranger = workspace.copyPositions.bind(copy.layout, to: records) { throw .unknownTensor(name: stranger, what: "copy") }
    for (i, position) in workspace.copyPositions.positions.enumerated() where position >= 0 {
      try check(copy.layout.counts[position], "copy", i)
    }
    copy.makeUnique()
    for (i, position) in workspace.copyPositions.positions.enumerated() where position >= 0 {
      unsafe workspace.sources[i].copy = UnsafeMutableRawPointer(copy.pointer(at: position))
    }
    defer { withExtendedLifetime((parameters, gradients, copy)) {} }
    return try run(gradientType: Gradient.elementType, copyType: Copy.elementType, lossScale: lossScale, observing: observing)
  }

  /// Finds each parameter's tensors.
  private mutating func bind<Gradient: TensorElement>(
    _ parameters: inout Tensors<Float>, _ gradients: Tensors<Gradient>
  ) throws(OptimizerError) {
    makeUnique()
    if let stranger = workspace.parameterPositions.bind(parameters.layout, to: records) {
      throw .unknownTensor(name: stranger, what: "tensor")
    }
    if let stranger = workspace.gradientPositions.bind(gradients.layout, to: records) {
      throw .unknownTensor(name: stranger, what: "gradient")
    }
    for i in records.indices {
      let position = workspace.parameterPositions.positions[i]
      guard position >= 0 else { throw .missingParameter(name: records[i].name) }
      try check(parameters.layout.counts[position], "tensor", i)
      let gradient = workspace.gradientPositions.positions[i]
      if gradient >= 0 { try check(gradients.layout.counts[gradient], "gradient", i) }
    }
    parameters.makeUnique()
    workspace.beginSources(count: records.count)
    for i in records.indices {
      let gradient = workspace.gradientPositions.positions[i]
      var source = unsafe StepSource()
      unsafe source.θ = parameters.pointer(at: workspace.parameterPositions.positions[i])
      unsafe source.isPresent = gradient >= 0
      if gradient >= 0 { unsafe source.gradient = UnsafeRawPointer(gradients.pointer(at: gradient)) }
      unsafe workspace.sources[i] = source
    }
  }

  private func check(_ count: Int, _ what: String, _ i: Int) throws(OptimizerError) {
    guard count == records[i].count else {
      throw .unequalCounts(name: records[i].name, what: what, count: count, parameters: records[i].count)
    }
  }
}

extension StepWorkspace {
  /// Makes room for one source a parameter.
  func beginSources(count: Int) {
    if unsafe sources.count != count { unsafe sources = Array(repeating: StepSource(), count: count) }
  }
}
