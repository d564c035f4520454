import KernelShims
import KernelsAVX2
import KernelsBaseline
import OptimizerKernels

/// Deterministic numbers: SplitMix64.
struct Draws {
  var state: UInt64

  mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Any sign, twenty decades.
  mutating func number() -> Float {
    let mantissa = Float(bits() >> 40) * 0x1p-24 + 0.5
    let scaled = Float(sign: .plus, exponent: Int(bits() % 64) - 48, significand: mantissa)
    return bits() & 1 == 0 ? scaled : -scaled
  }
}

let specials: [Float] = [
  0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNormalMagnitude / 2, .greatestFiniteMagnitude, 1e19, -1e-23,
]

/// The arrays of a step, each element drawn alone; with every special value in every array where `special`.
struct StepArrays: Equatable {
  var θ: [Float] = []
  var g: [Float] = []
  var m: [Float] = []
  var v: [Float] = []
  var vMax: [Float] = []
  var s: [Float] = []

  /// Only the arrays that `shape` keeps.
  init(count: Int, seed: UInt64, special: Bool, _ shape: KernelStep) {
    var draws = Draws(state: seed)
    for _ in 0..<count {
      var x = (0..<6).map { _ in draws.number() }
      if special {
        for i in 0..<6 where draws.bits() % 8 == 0 { x[i] = specials[Int(draws.bits() % UInt64(specials.count))] }
      }
      θ.append(x[0])
      g.append(x[1])
      if shape.keepsFirstMoment { m.append(x[2]) }
      if shape.keepsSecondMoment { v.append(x[3] < 0 ? -x[3] : x[3]) }
      if shape.keepsMaximum { vMax.append(x[4] < 0 ? -x[4] : x[4]) }
      if shape.averagesRate { s.append(x[5] < 0 ? -x[5] : x[5]) }
    }
  }

  static let all: [any WritableKeyPath<StepArrays, [Float]> & Sendable] = [\.θ, \.g, \.m, \.v, \.vMax, \.s]

  /// One element, with 0 for what is not kept.
  subscript(i: Int) -> ScalarElement {
    func value(_ a: [Float]) -> Float { a.isEmpty ? 0 : a[i] }
    return ScalarElement(θ: θ[i], g: g[i], m: value(m), v: value(v), vMax: value(vMax), s: value(s))
  }

  /// Every array's bits in order, all NaNs one.
  var bits: [[UInt32]] { [θ, g, m, v, vMax, s].map { $0.map(canonicalBits) } }

  /// Steps `range` of each array.
  mutating func step(_ range: Range<Int>, _ k: KernelStep, on set: KernelInstructionSet) {
    // Copies, for no two properties can be borrowed at once.
    var stepped = (θ, m, v, vMax, s)
    stepArrays(&stepped.0, &stepped.1, &stepped.2, &stepped.3, &stepped.4, range, k, set)
    (θ, m, v, vMax, s) = stepped
  }

  private func stepArrays(
    _ θArray: inout [Float], _ mArray: inout [Float], _ vArray: inout [Float], _ vMaxArray: inout [Float], _ sArray: inout [Float],
    _ range: Range<Int>, _ k: KernelStep, _ set: KernelInstructionSet
  ) {
    var θ = θArray.mutableSpan
    var m = mArray.mutableSpan
    var v = vArray.mutableSpan
    var vMax = vMaxArray.mutableSpan
    var s = sArray.mutableSpan
    var θPart = θ._mutatingExtracting(range)
    var mPart = m._mutatingExtracting(k.keepsFirstMoment ? range : 0..<0)
    var vPart = v._mutatingExtracting(k.keepsSecondMoment ? range : 0..<0)
    var vMaxPart = vMax._mutatingExtracting(k.keepsMaximum ? range : 0..<0)
    var sPart = s._mutatingExtracting(k.averagesRate ? range : 0..<0)
    let gPart = g.span.extracting(range)
    switch set {
    case .baseline:
      KernelsBaseline.stepElements(
        &θPart, gradients: gPart, firstMoment: &mPart, secondMoment: &vPart, maximum: &vMaxPart, averagedRate: &sPart, k)
    case .avx2, .automatic:
      KernelsAVX2.stepElements(
        &θPart, gradients: gPart, firstMoment: &mPart, secondMoment: &vPart, maximum: &vMaxPart, averagedRate: &sPart, k)
    }
  }
}

extension ScalarElement {
  /// What a step changes.
  var bits: [UInt32] { [θ, m, v, vMax, s].map(canonicalBits) }
}

func canonicalBits(_ x: Float) -> UInt32 { x.isNaN ? Float.nan.bitPattern : x.bitPattern }
