internal import Safetensors

extension Optimizer {
  /// Takes one step of all parameters that have a gradient, in Float; see ``step(_:gradients:lossScale:observing:)-(_,Tensors<Gradient>,_,_)``.
  @discardableResult
  public mutating func step(
    _ parameters: inout Tensors<Float>, gradients: Tensors<Float>, lossScale: Float = 1, observing: Bool = false
  ) throws(OptimizerError) -> StepReport {
    try bind(&parameters, gradients)
    // What is passed inout lives until the call returns.
    defer { extendLifetime(gradients) }
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
    // What is passed inout lives until the call returns.
    defer { extendLifetime(gradients) }
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
    try workspace.copyPositions.bind(copy.layout, to: records, as: "copy")
    try OptimizerError.wrap { () throws(OutOfMemory) in try copy.makeUnique() }
    let base = unsafe copy.storage.base
    for (i, offset) in workspace.copyPositions.offsets.enumerated() where offset >= 0 && records[i].count > 0 {
      // The tensor lies in the copy's storage, from the offset on.
      unsafe workspace.sources[i].copy = base.map { unsafe $0 + offset }
    }
    defer { extendLifetime(gradients) }
    return try run(gradientType: Gradient.elementType, copyType: Copy.elementType, lossScale: lossScale, observing: observing)
  }

  /// Finds each parameter's tensors.
  private mutating func bind<Gradient: TensorElement>(
    _ parameters: inout Tensors<Float>, _ gradients: Tensors<Gradient>
  ) throws(OptimizerError) {
    try makeUnique()
    try workspace.parameterPositions.bind(parameters.layout, to: records, as: "tensor")
    try workspace.gradientPositions.bind(gradients.layout, to: records, as: "gradient")
    if parameters.layout.names.count < records.count {
      for (i, offset) in workspace.parameterPositions.offsets.enumerated() where offset < 0 {
        throw .missingParameter(name: records[i].name)
      }
    }
    try OptimizerError.wrap { () throws(OutOfMemory) in try parameters.makeUnique() }
    unsafe workspace.fillSources(parameters.storage.base, gradients.storage.base)
  }
}

extension StepWorkspace {
  /// Makes room for one source a parameter.
  func beginSources(count: Int) {
    if unsafe sources.count != count { unsafe sources = Array(repeating: StepSource(), count: count) }
  }

  /// Sets what each parameter steps: its tensors in two storages, of which those without elements have no address.
  ///
  /// - Precondition: the tensors lie where ``parameterPositions`` and ``gradientPositions`` have them.
  func fillSources(_ parameters: UnsafeMutableRawPointer?, _ gradients: UnsafeMutableRawPointer?) {
    let offsets = parameterPositions.offsets
    beginSources(count: offsets.count)
    for i in offsets.indices {
      let gradient = gradientPositions.offsets[i]
      var source = unsafe StepSource()
      unsafe source.isPresent = gradient >= 0
      // Storage of no bytes has no address. A tensor without elements may lie at the end, and is not touched.
      unsafe source.θ = parameters.map { unsafe ($0 + offsets[i]).assumingMemoryBound(to: Float.self) }
      if gradient >= 0 { unsafe source.gradient = gradients.map { unsafe UnsafeRawPointer($0 + gradient) } }
      unsafe sources[i] = source
    }
  }
}
