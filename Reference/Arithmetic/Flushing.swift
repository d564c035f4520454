/// A format whose arithmetic has no subnormal numbers: TensorFlow and XLA set the processor to give 0 instead, and to take 0 for those it is
/// given.
///
/// So a result may be off by as much as the least normal number, where it would be off by half the least subnormal.
public enum Flushing<Format: RoundingFormat & BinaryFloatingPoint>: RoundingFormat {
  public static var unitRoundoff: Double { Format.unitRoundoff }
  public static var underflow: Double { leastNormal }
  public static var ownRoundoff: Double { Format.ownRoundoff }
  public static var constantRoundoff: Double { Format.constantRoundoff }
  public static var leastNormal: Double { Double(Format.leastNormalMagnitude) }
  public static var largest: Double { Format.largest }
  public static func holds(_ constant: Double) -> Bool { Format.holds(constant) && (constant == 0 || abs(constant) >= leastNormal) }

  /// A number that is given: it counts as 0 where it is subnormal.
  public static func taken<Number: Scalar>(_ x: Bounded<Double>, as number: Number.Type) -> Number {
    let mayBeSubnormal = x.value != 0 && abs(x.value) - x.bound < leastNormal
    return Number(value: x.value, bound: mayBeSubnormal ? max(x.bound, min(abs(x.value) + x.bound, leastNormal)) : x.bound)
  }
}
