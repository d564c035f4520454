import Fuzzing
import OptimizerReference
import Testing

/// The β2 at which ρt meets a threshold, against whole-number arithmetic that shares nothing with it.
@Suite struct RectificationBoundaryTests {
  @Test func anEarlyStepMeetsNoThreshold() {
    for (threshold, t) in [(4.0, 4), (4, 1), (4, 0), (4, -5), (5, 5), (1, 8), (0.5, 8), (-1, 8), (.nan, 8), (.infinity, 8)] {
      #expect(RectificationBoundary.β2(threshold: threshold, t: t) == nil)
    }
  }

  /// The roots that were found at 60 digits, elsewhere.
  @Test(arguments: [(5.0, 6, 0.83976857), (4, 5, 0.7733), (4, 6, 0.6900), (4, 7, 0.6509)])
  func isWhereOthersFoundIt(threshold: Double, t: Int, root: Double) throws {
    let digits = root == 0.83976857 ? 1e-8 : 1e-4
    #expect(abs(try #require(RectificationBoundary.β2(threshold: threshold, t: t)) - root) < digits)
  }

  /// From half an ulp below the root to half an ulp above, ρt passes the threshold: no Double is nearer.
  @Test(arguments: [4, 5], 5...40) func isTheNearestDouble(threshold: Int, t: Int) throws {
    guard t > threshold else { return }
    let root = try #require(RectificationBoundary.β2(threshold: Double(threshold), t: t))
    // The numbers halfway to the neighbours have one bit more.
    let (p, k) = Self.fraction(root)
    #expect(!exactRhoIsAbove(threshold, p: 2 * p - 1, k: k + 1, t: t))
    #expect(exactRhoIsAbove(threshold, p: 2 * p + 1, k: k + 1, t: t))
  }

  /// What is decided is right, and what is not decided is where the paper's form in Double does come out on the wrong side, for some.
  @Test(arguments: [4, 5]) func aDecisionIsExact(threshold: Int) throws {
    var counts: [Decision: Int] = [:]
    var strays = 0
    for t in threshold + 1...40 {
      let root = try #require(RectificationBoundary.β2(threshold: Double(threshold), t: t))
      for ulps in -16...16 {
        let β2 = Double(bitPattern: UInt64(Int(root.bitPattern) + ulps))
        let (p, k) = Self.fraction(β2)
        let isAbove = exactRhoIsAbove(threshold, p: p, k: k, t: t)
        let isStray = (Self.asWritten(β2, t) > Double(threshold)) != isAbove
        let decision = RectificationBoundary.isAbove(Double(threshold), β2: β2, t: t)
        counts[decision, default: 0] += 1
        switch decision {
        case .yes: #expect(isAbove && !isStray)
        case .no: #expect(!isAbove && !isStray)
        case .undecidable: strays += isStray ? 1 : 0
        }
      }
    }
    #expect(counts.count == 3 && strays > 10)
  }

  /// Roots that no table has: of thresholds that are no whole number, of large t, near 0 and near 1.
  @Test(arguments: [(4.5, 7), (4.9, 6), (1.001, 2), (9999, 10_000), (700.25, 1 << 40), (4, 1 << 32)])
  func anyThresholdHasOne(threshold: Double, t: Int) throws {
    let root = try #require(RectificationBoundary.β2(threshold: threshold, t: t))
    // A thousandth of what is left to 0 or to 1, whichever is nearer, is more than rounding leaves open.
    let step = min(root, 1 - root) * 1e-3
    #expect(RectificationBoundary.isAbove(threshold, β2: root - step, t: t) == .no)
    #expect(RectificationBoundary.isAbove(threshold, β2: root + step, t: t) == .yes)
  }

  /// Where no digits tell neighbours apart it still is a β2, and near.
  @Test(arguments: [(5.0.nextDown, 5, 1.0), (1.0.nextUp, 5, 0), (4.999_999_999_999, 5, 1)])
  func aRootAtAnEndIsNearIt(threshold: Double, t: Int, end: Double) throws {
    let root = try #require(RectificationBoundary.β2(threshold: threshold, t: t))
    #expect(root > 0 && root < 1 && abs(root - end) < 1e-9)
  }

  /// β2 = p / 2ᵏ.
  private static func fraction(_ β2: Double) -> (p: UInt64, k: Int) {
    (β2.significandBitPattern | 1 << 52, 52 - Int(β2.exponent))
  }

  /// ρt as the paper writes it, in Double.
  private static func asWritten(_ β2: Double, _ t: Int) -> Double {
    let power = (0..<t).reduce(1.0) { product, _ in product * β2 }
    return 2 / (1 - β2) - 1 - 2 * Double(t) * power / (1 - power)
  }
}
