public import OptimizerReference

/// Float where constants are concerned, and exact operations: over it a reference gives how far rounding each of its constants once may
/// move a result, and nothing else.
@usableFromInline enum FloatConstants: RoundingFormat {
  @inlinable static var unitRoundoff: Double { 0 }
  @inlinable static var underflow: Double { Float.underflow }
  @inlinable static var ownRoundoff: Double { Float.ownRoundoff }
  @inlinable static var constantRoundoff: Double { Float.constantRoundoff }
  @inlinable static var leastNormal: Double { Float.leastNormal }
  @inlinable static func holds(_ constant: Double) -> Bool { Float.holds(constant) }
  @inlinable static var largest: Double { Float.largest }
}
