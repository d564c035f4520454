/// The arrays of one parameter in one step: where they begin, and what happens to its gradient on the way.
///
/// Every pointer that is not nil holds `count` elements that stay where they are for the time of the step, and no two overlap.
@unsafe struct StepTarget {
  let count: Int
  /// Which ``PlannedStep`` it takes.
  let plan: Int
  /// Its number among the optimizer's parameters.
  let record: Int
  /// How many blocks the targets before it have.
  let firstBlock: Int
  let θ: UnsafeMutablePointer<Float>?
  var gradient: UnsafeRawPointer?
  /// What ``gradient`` points to.
  var gradientType: TensorElementType
  let copy: UnsafeMutableRawPointer?
  let m: UnsafeMutablePointer<Float>?
  let v: UnsafeMutablePointer<Float>?
  let vMax: UnsafeMutablePointer<Float>?
  let s: UnsafeMutablePointer<Float>?
  let slow: UnsafeMutablePointer<Float>?
  /// Whether slow weights have to begin in this step.
  let fillsSlow: Bool
  /// Whether each element has a learning rate of its own.
  let hasRates: Bool
  /// What multiplies the gradient, after it was clamped; nil for nothing.
  var factor: Float?
  /// Whether the gradient is ready as it stands.
  var isPrepared = false

  var blockCount: Int { unsafe Blocks.count(of: count) }
}
