/// How parameters follow from gradients: a value that holds hyperparameters and a convention, and no state.
///
/// ```swift
/// let rule = try RAdam.torch(lr: 1e-3)
/// var state = try rule.makeState(count: parameters.count)
/// try rule.update(&parameters, gradients: gradients, state: &state)
/// ```
///
/// Steps are elementwise: an array may be split anywhere, each part with its part of the state, and the bits are the same. They are also
/// the same on every machine, except NaN's sign and payload.
///
/// - NaN in θ, g, m or v gives NaN in that element and stays; ±∞ follow IEEE 754, mostly into NaN one step later. No other element is touched.
/// - Subnormals are kept, not flushed. A gradient of exactly 0 is a gradient: moments decay.
/// - Where |g| passes 1.8e19, g² and with it v are ∞, for good, and an update that divides by √v is 0 as long as m is finite.
public protocol OptimizerRule: Codable, Hashable, Sendable {
  /// The state before the first step.
  ///
  /// - Throws: ``OptimizerStateError`` for a count below 0, and for one whose state takes more memory than the process can get.
  func makeState(count: Int) throws(OptimizerStateError) -> OptimizerState

  /// Takes one step: `state.stepCount` grows by one, and is the t of this step.
  ///
  /// - Throws: ``OptimizerStateError`` where parameters, gradients and state differ in count, the state has other slots than the rule keeps,
  ///   or the step would have no count. Nothing is changed then.
  func update(_ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState) throws(OptimizerStateError)
}

extension OptimizerRule {
  /// Takes one step on arrays. As ``update(_:gradients:state:)`` on spans, and at the same speed where `parameters` is not shared.
  public func update(_ parameters: inout [Float], gradients: [Float], state: inout OptimizerState) throws(OptimizerStateError) {
    var span = parameters.mutableSpan
    try update(&span, gradients: gradients.span, state: &state)
  }
}
