import OptimizerReference
import Testing

@testable import KernelVerification

/// Numbers in lanes against the same numbers one by one.
@Suite struct BoundedLanesTests {
  typealias Number = Bounded<Float>

  /// Ordinary numbers, and all at which an operation does something of its own.
  static let numbers: [Number] = {
    let values: [Double] = [
      0, -0.0, 1, -1, 0.75, -3e-5, 0x1p-126, 0x1p-149, 0x1p-700, -0x1p-700, 0x1.fffffep127, -0x1.fffffep127, 1e30, .infinity, -.infinity,
      .nan,
    ]
    let bounds: [Double] = [0, 0x1p-150, 1e-9, 0.75, 1e31, .infinity]
    return values.flatMap { value in bounds.map { Number(value: value, bound: $0) } }
  }()

  /// Lanes that start with the number, so that what is left to single numbers is asked for beside ordinary ones, and ordinary ones alone.
  static func lanes(_ x: Number, _ fillsAll: Bool) -> BoundedLanes {
    var lanes = BoundedLanes(fillsAll ? x : Number(value: 0.5, bound: 1e-8))
    lanes[0] = x
    lanes[5] = x
    return lanes
  }

  static func areSame(_ a: Number, _ b: Number) -> Bool {
    let isSameValue = a.value.isNaN ? b.value.isNaN : a.value.bitPattern == b.value.bitPattern
    return isSameValue && (a.bound.isNaN ? b.bound.isNaN : a.bound == b.bound)
  }

  private func check(
    _ name: String, _ a: BoundedLanes, _ b: BoundedLanes, _ inLanes: BoundedLanes, _ alone: (Number, Number) -> Number
  ) {
    for i in 0..<BoundedLanes.count where !Self.areSame(inLanes[i], alone(a[i], b[i])) {
      Issue.record("\(a[i]) \(name) \(b[i]) in lane \(i): \(inLanes[i]), not \(alone(a[i], b[i]))")
    }
  }

  @Test(arguments: [true, false]) func areWhatEachIsAlone(fillsAll: Bool) {
    for x in Self.numbers {
      let a = Self.lanes(x, fillsAll)
      check("√", a, a, √a) { a, _ in √a }
      check("negated", a, a, -a) { a, _ in -a }
      check("float32", a, a, a.float32()) { a, _ in a.float32() }
      for y in Self.numbers {
        let b = Self.lanes(y, fillsAll)
        check("+", a, b, a + b, +)
        check("-", a, b, a - b, -)
        check("*", a, b, a * b, *)
        check("/", a, b, a / b, /)
        check("max", a, b, .max(a, b)) { .max($0, $1) }
        check("min", a, b, .min(a, b)) { .min($0, $1) }
        check("max unless NaN", a, b, .max(a, unlessNaN: b)) { .max($0, unlessNaN: $1) }
        check("sum", a, b, .sum([a, b, a])) { .sum([$0, $1, $0]) }
        for z in [Number(value: 0.5, bound: 0), Number(value: 2, bound: 1e-9), Number(value: .infinity, bound: 0)] {
          let c = Self.lanes(z, true)
          check("clamped to", b, a, .clamp(b, from: a, to: c)) { .clamp($0, from: $1, to: z) }
        }
      }
    }
  }

  @Test func constantsAreWhatEachIsAlone() {
    for x in Self.numbers {
      let (lanes, alone) = (BoundedLanes(constant: x.value, bound: x.bound), Number(constant: x.value, bound: x.bound))
      #expect((0..<BoundedLanes.count).allSatisfy { Self.areSame(lanes[$0], alone) }, "\(x)")
    }
    #expect((0..<BoundedLanes.count).allSatisfy { Self.areSame((3 as BoundedLanes)[$0], 3) })
  }

  /// The last lanes of a tensor hold its last elements, and its last again.
  @Test func theLastElementFillsWhatIsLeft() {
    let values = (0..<11).map(Double.init)
    #expect(SIMD8(values, from: 1, upTo: 9) == SIMD8(1, 2, 3, 4, 5, 6, 7, 8))
    #expect(SIMD8(values, from: 7, upTo: 10) == SIMD8(7, 8, 9, 9, 9, 9, 9, 9))
  }

  @Test func unitsAreThoseOfFloat() {
    let values = SIMD8<Double>(0, 1, -1.5, 3e38, 0x1p-126, 0x1p-127, 0x1p-149, -0x1.fffffep127)
    for i in 0..<8 { #expect(values.floatUlps[i] == ulp(values[i], .float), "\(values[i])") }
  }
}
