/// What one call of `step` asks for, the same for all parameters.
struct StepSettings {
  var lossScale: Float = 1
  /// Keras' clip by value; nil for none.
  var clampLimit: Float?
  /// What the copies of the parameters are made of.
  var copyType = TensorElementType.float32
  var observes = false
  var checksFinite = false
  /// Whether sums of squares are wanted.
  var measuresNorm = false

  /// What multiplies a gradient of Floats that is scaled by `factor` after it was divided by the loss scale; nil where that is not one factor. To divide
  /// by a power of two is to multiply by its inverse.
  func gradientScale(_ factor: Float?) -> Float? {
    if clampLimit != nil { return nil }
    if lossScale == 1 { return factor ?? 1 }
    let inverse = 1 / lossScale
    return factor == nil && lossScale.significand == 1 && inverse.isNormal ? inverse : nil
  }

  /// Whether each element has to be looked at to know. The sum of squares in Double is finite where all are, but a clamp makes Floats of infinities.
  var looksForNonFinite: Bool { checksFinite && (!measuresNorm || clampLimit != nil) }

  /// Whether gradients have to be read before the step.
  var readsFirst: Bool { checksFinite || measuresNorm }
}
