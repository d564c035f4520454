/// What a sweep saw of one optimizer in one binade, the gradients of one sign and exponent. Bins add.
public struct SweepBin: Codable, Equatable, Sendable {
  /// A gradient on which the kernel is wrong.
  public struct Failure: Codable, Equatable, Sendable {
    /// The bits of the gradient.
    public let gradient: UInt32
    /// Why, in a sentence.
    public let reason: String
  }

  /// Gradients that were stepped.
  public internal(set) var gradients = 0
  /// Values that were compared with a finite bound: of θ, and of every slot.
  public internal(set) var comparisons = 0
  /// Gradients at which something overflows, and the kernel has what follows from ∞ or from the finite number.
  public internal(set) var overflows = 0
  /// Gradients at which the bound of a value says nothing, for something may vanish or overflow; the other values of the step are compared.
  public internal(set) var open = 0
  /// Those of them that were looked at closely.
  public internal(set) var lookedAt = 0
  /// Those of these that have no bound then either.
  public internal(set) var noBound = 0
  /// Gradients on which the kernel is wrong.
  public internal(set) var failed = 0
  /// The largest |error| / bound, infinite where a class differs, and the bits of the first gradient that has it.
  public internal(set) var worst: Worst?
  /// The first gradient on which the kernel is wrong.
  public internal(set) var failure: Failure?
  /// What the kernel did that no kernel must: it threw, or changed a count.
  public internal(set) var broken: Failure?

  public struct Worst: Codable, Equatable, Sendable {
    /// Nil where it is infinite.
    let finiteRatio: Double?
    public let gradient: UInt32
    public var ratio: Double { finiteRatio ?? .infinity }

    init(ratio: Double, gradient: UInt32) { (finiteRatio, self.gradient) = (ratio.isFinite ? ratio : nil, gradient) }
  }

  /// Gradients of which every value was judged.
  public var judged: Int { gradients - (open - lookedAt) - noBound }

  mutating func add(_ other: SweepBin) {
    gradients += other.gradients
    comparisons += other.comparisons
    overflows += other.overflows
    open += other.open
    lookedAt += other.lookedAt
    noBound += other.noBound
    failed += other.failed
    if let worst = other.worst { note(worst.ratio, at: worst.gradient) }
    failure = Self.first(failure, other.failure)
    broken = Self.first(broken, other.broken)
  }

  /// Keeps the larger ratio, of equals that of the first gradient.
  mutating func note(_ ratio: Double, at gradient: UInt32) {
    if let worst, ratio < worst.ratio || (ratio == worst.ratio && gradient >= worst.gradient) { return }
    worst = Worst(ratio: ratio, gradient: gradient)
  }

  private static func first(_ a: Failure?, _ b: Failure?) -> Failure? {
    guard let a, let b else { return a ?? b }
    return a.gradient <= b.gradient ? a : b
  }

  var counts: [Int] { [gradients, comparisons, overflows, open, lookedAt, noBound, failed] }

  /// The binade as a reader names it: `+2^-126`, `-subnormal`, `+infinity or NaN`.
  static func name(_ binade: Int) -> String {
    let (sign, exponent) = (binade >> 8 == 0 ? "+" : "-", binade & 255)
    return sign + (exponent == 0 ? "subnormal" : exponent == 255 ? "infinity or NaN" : "2^\(exponent - 127)")
  }
}
