public import OptimizerReference

/// Where ρt meets a threshold: the β2 at which RAdam's step t turns from one branch to the other.
///
/// ρt = 1 + 2 Σ j β2ʲ / Σ β2ʲ, j from 0 to t − 1, rises all the way from 1 at β2 = 0 to t at β2 = 1.
public enum RectificationBoundary {
  /// The β2 at which ρt is nearest to `threshold`, of all Doubles between 0 and 1; nil where none takes it there: a threshold that is not
  /// above 1, or a t that is not above it.
  ///
  /// Right to the last bit for the thresholds 4 and 5 and all others whose root is between 2⁻⁴⁰ and 1 − 2⁻²⁰. Nearer to 0 or 1, where ρt
  /// hardly leaves 1 or t, the digits of ρt do not tell neighbours apart, and it is a β2 near the root.
  public static func β2(threshold: Double, t: Int) -> Double? {
    // ρ∞ = 2/(1 − β2) − 1 is above ρt, so that its root is below.
    β2(threshold: threshold, t: t, near: (threshold - 1) / (threshold + 1))
  }

  /// The same, quickly where `guess` is near it, as the root for t − 1 is.
  static func β2(threshold: Double, t: Int, near guess: Double) -> Double? {
    guard threshold > 1, Double(t) > threshold else { return nil }
    // A positive Double's bits, read as a whole number, count the Doubles below it.
    func number(_ bits: Int) -> Double { Double(bitPattern: UInt64(bits)) }
    let all = 1...Int(1.0.nextDown.bitPattern)
    let start = Int(min(max(guess, .leastNonzeroMagnitude), 1.0.nextDown).bitPattern)
    let first = firstIndex(in: all, near: start) { exactDistance(ofρtFrom: threshold, β2: number($0), t: t) >= 0 }
    guard let first else { return number(all.upperBound) }
    guard first > all.lowerBound else { return number(first) }
    // ρt is as good as a straight line between two neighbours.
    let below = exactDistance(ofρtFrom: threshold, β2: number(first - 1), t: t)
    let above = exactDistance(ofρtFrom: threshold, β2: number(first), t: t)
    return number(-below < above ? first - 1 : first)
  }

  /// Whether ρt is above `threshold` at a β2 between 0 and 1: undecidable exactly where an evaluation of the paper's form in Double may
  /// honestly come out on either side.
  public static func isAbove(_ threshold: Double, β2: Double, t: Int) -> Decision {
    typealias K = Coefficient<Bounded<Double>>
    let given = K(β2)
    let power = given.power(t)
    let ρInf = 2 / (1 - given) - 1
    let ρt = ρInf - 2 * K(t) * power / (1 - power)
    return ρt.isAbove(threshold, ρInf: ρInf, β2: β2, t: t)
  }
}
