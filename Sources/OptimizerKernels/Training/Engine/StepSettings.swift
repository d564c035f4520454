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

  /// Whether gradients have to be read before the step.
  var readsFirst: Bool { checksFinite || measuresNorm }
}
