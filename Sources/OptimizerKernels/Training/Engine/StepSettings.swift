/// What one call of `step` asks for, the same for all parameters.
struct StepSettings {
  let lossScale: Float
  /// Keras' clip by value; nil for none.
  var clampLimit: Float?
  /// What the copies of the parameters are made of.
  var copyType = TensorElementType.float32
  var observes = false
  var checksFinite = false
  /// Whether sums of squares are wanted.
  var measuresNorm = false

  /// What multiplies a gradient of Floats that a clip by norm leaves as it is; nil where that is not one factor. To divide by a power of two is to multiply
  /// by its inverse.
  private(set) var gradientScale: Float?

  init(lossScale: Float = 1, clampLimit: Float? = nil) {
    self.lossScale = lossScale
    self.clampLimit = clampLimit
    let inverse = 1 / lossScale
    if clampLimit == nil && lossScale.significand == 1 && inverse.isNormal { gradientScale = inverse }
  }

  /// The same of one that a clip by norm multiplies by `factor` afterwards: two factors round twice.
  func gradientScale(_ factor: Float) -> Float? { gradientScale == 1 ? factor : nil }

  /// Whether each element has to be looked at to know. The sum of squares in Double is finite where all are, but a clamp makes Floats of infinities.
  var looksForNonFinite: Bool { checksFinite && (!measuresNorm || clampLimit != nil) }

  /// Whether gradients have to be read before the step.
  var readsFirst: Bool { checksFinite || measuresNorm }
}
