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

  init(count: Int, seed: UInt64, special: Bool, keepsMaximum: Bool) {
    var draws = Draws(state: seed)
    for _ in 0..<count {
      var x = (0..<5).map { _ in draws.number() }
      if special {
        for i in 0..<5 where draws.bits() % 8 == 0 { x[i] = specials[Int(draws.bits() % UInt64(specials.count))] }
      }
      θ.append(x[0])
      g.append(x[1])
      m.append(x[2])
      v.append(x[3] < 0 ? -x[3] : x[3])
      if keepsMaximum { vMax.append(x[4] < 0 ? -x[4] : x[4]) }
    }
  }

  /// Every array's bits in order, all NaNs one.
  var bits: [[UInt32]] { [θ, g, m, v, vMax].map { $0.map(canonicalBits) } }

  /// Steps `range` of each array.
  mutating func step(_ range: Range<Int>, _ k: KernelStep, on set: KernelInstructionSet) {
    // Copies, for no two properties can be borrowed at once.
    var stepped = (self.θ, self.m, self.v, self.vMax)
    stepArrays(&stepped.0, &stepped.1, &stepped.2, &stepped.3, range, k, set)
    (θ, m, v, vMax) = stepped
  }

  private func stepArrays(
    _ θArray: inout [Float], _ mArray: inout [Float], _ vArray: inout [Float], _ vMaxArray: inout [Float],
    _ range: Range<Int>, _ k: KernelStep, _ set: KernelInstructionSet
  ) {
    var θ = θArray.mutableSpan
    var m = mArray.mutableSpan
    var v = vArray.mutableSpan
    var vMax = vMaxArray.mutableSpan
    var θPart = θ._mutatingExtracting(range)
    var mPart = m._mutatingExtracting(range)
    var vPart = v._mutatingExtracting(range)
    var vMaxPart = vMax._mutatingExtracting(k.keepsMaximum ? range : 0..<0)
    let gPart = g.span.extracting(range)
    switch set {
    case .baseline:
      KernelsBaseline.stepElements(
        &θPart, gradients: gPart, firstMoment: &mPart, secondMoment: &vPart, maximum: &vMaxPart, k)
    case .avx2, .automatic:
      KernelsAVX2.stepElements(
        &θPart, gradients: gPart, firstMoment: &mPart, secondMoment: &vPart, maximum: &vMaxPart, k)
    }
  }
}

func canonicalBits(_ x: Float) -> UInt32 { x.isNaN ? Float.nan.bitPattern : x.bitPattern }

/// Every shape that a kernel has, with constants of which no two are equal.
let everyShape: [KernelStep] = {
  let roots: [(divides: Bool, Bool, Bool, Bool, Bool)] = [
    (false, false, false, false, false), (true, false, false, false, false), (true, false, false, false, true),
    (true, false, false, true, true), (true, true, false, false, true), (true, true, true, false, false),
  ]
  var shapes: [KernelStep] = []
  for (divides, scalesInside, epsilonInside, scalesOutside, epsilonOutside) in roots {
    for decay in 0..<4 {
      for keepsMaximum in [false, true] {
        shapes.append(
          KernelStep(
            firstDecay: 0.9, firstWeight: 0.1, secondDecay: 0.999, secondWeight: 0.001, scale: 1.75, epsilon: 1e-3, rate: 0.01,
            decay: 0.97, decaysGradient: decay == 1, keepsMaximum: keepsMaximum, dividesByRoot: divides,
            scalesInside: scalesInside, epsilonInside: epsilonInside, scalesOutside: scalesOutside,
            epsilonOutside: epsilonOutside, decaysBeforeUpdate: decay == 2, decaysInUpdate: decay == 3))
      }
    }
  }
  return shapes
}()
