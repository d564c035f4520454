/// A rule that can step where some rows have no gradient.
public protocol RowRule: OptimizerRule {
  /// Takes one step in which some rows have no part. What happens to those is by preset: tensorflow-addons lets their moments decay, Keras's Adam lets
  /// them coast, its SGD leaves them as they are; see ``RuleFormula/AbsentRows``. Rules of libraries without such rows take a gradient of 0.
  ///
  /// `rows` tells for each row of the first axis whether it has a gradient; the gradient of the others is 0.
  ///
  /// - Throws: as ``OptimizerRule/update(_:gradients:state:)``, and where the parameters are not so many rows of one length.
  func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, rows: [Bool], state: inout OptimizerState
  ) throws(OptimizerStateError)
}

extension RowRule {
  /// The same on arrays.
  public func update(
    _ parameters: inout [Float], gradients: [Float], rows: [Bool], state: inout OptimizerState
  ) throws(OptimizerStateError) {
    var span = parameters.mutableSpan
    try update(&span, gradients: gradients.span, rows: rows, state: &state)
  }
}
