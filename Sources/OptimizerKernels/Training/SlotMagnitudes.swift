extension StateSlot {
  /// Whether its numbers are never negative: averages, sums and maxima of squares or magnitudes, and rates.
  package var isMagnitude: Bool {
    switch self {
    case .firstMoment, .slowWeights: false
    case .secondMoment, .maximum, .averagedRate: true
    }
  }

  /// What a slot of magnitudes may hold, for the sentence that refuses another. A step that overflowed leaves ∞ and NaN
  /// behind.
  static let allowedMagnitudes = "0 and above, ∞ and NaN"

  /// The first number below 0 of a slot of magnitudes; nil for a slot that may hold them. −0 is none.
  func firstNegative(in values: Span<Float>) -> (index: Int, value: Float)? {
    guard isMagnitude else { return nil }
    var start = 0
    while start < values.count {
      let piece = values.extracting(start..<min(start + 4096, values.count))
      // Without a way out, so that many numbers are compared at once.
      var negatives: UInt32 = 0
      for i in piece.indices { negatives |= piece[i] < 0 ? 1 : 0 }
      if negatives != 0 {
        for i in piece.indices where piece[i] < 0 { return (start + i, piece[i]) }
      }
      start += piece.count
    }
    return nil
  }

  /// - Throws: ``OptimizerError/stateMismatch(name:reason:)`` for a negative number in a slot of magnitudes.
  func check(_ values: Span<Float>, of name: String) throws(OptimizerError) {
    guard let (index, value) = firstNegative(in: values) else { return }
    throw .stateMismatch(
      name: name, reason: "the \(title) is \(value) at index \(index); allowed: \(Self.allowedMagnitudes)")
  }
}
