import Fuzzing
import KernelVerification
import OptimizerReference
import Testing

/// An edge, a case that has it, and one beside it that has not.
struct EdgeExample: Sendable, CustomTestStringConvertible {
  let edge: Edge
  let reaching, near: EdgeSample
  var testDescription: String { edge.rawValue }

  init(_ edge: Edge, _ reaching: EdgeSample, not near: EdgeSample = EdgeSample()) {
    (self.edge, self.reaching, self.near) = (edge, reaching, near)
  }
}

enum EdgeExamples {
  static let all = gradients + parameters + states + sequences + steps + hyperparameters + shapes

  private static func g(_ values: Float...) -> EdgeSample { EdgeSample(gradients: values) }
  private static func θ(_ value: Float) -> EdgeSample { EdgeSample(θ: [value, 0.5]) }
  private static func state(_ slots: [Slot: Float], g: Float = 0.3) -> EdgeSample { EdgeSample(gradients: [g], slots: slots) }
  private static func before(_ stepsBefore: Int, steps: Int = 1) -> EdgeSample {
    EdgeSample(gradients: Array(repeating: 0.3, count: steps), stepsBefore: stepsBefore)
  }

  private static let leastNormal = Float.leastNormalMagnitude
  private static let largest = Float.greatestFiniteMagnitude

  private static let gradients = [
    EdgeExample(.gradientIsNaN, g(.nan), not: g(.infinity)),
    EdgeExample(.gradientIsInfinite, g(.infinity), not: g(largest)),
    EdgeExample(.gradientIsMinusInfinite, g(-.infinity), not: g(.infinity)),
    EdgeExample(.gradientIsZero, g(0), not: g(-0.0)),
    EdgeExample(.gradientIsMinusZero, g(-0.0), not: g(0)),
    EdgeExample(.gradientIsLeastSubnormal, g(-.leastNonzeroMagnitude), not: g(Float.leastNonzeroMagnitude.nextUp)),
    EdgeExample(.gradientIsSubnormal, g(leastNormal / 3), not: g(leastNormal)),
    EdgeExample(.gradientIsLargestSubnormal, g(leastNormal.nextDown), not: g(leastNormal)),
    EdgeExample(.gradientIsLeastNormal, g(leastNormal), not: g(leastNormal.nextUp)),
    EdgeExample(.gradientIsLargest, g(-largest), not: g(largest.nextDown)),
    EdgeExample(.gradientIsPowerOfTwo, g(-0.25), not: g(Float(0.25).nextUp)),
    EdgeExample(.squareVanishes, g(0x1p-75), not: g(Float(0x1p-75).nextUp)),
    EdgeExample(.squareIsSubnormal, g(Float(0x1p-75).nextUp), not: g(0x1p-63)),
    EdgeExample(.squareIsNearlyTooLarge, g(Float(0x1p64).nextDown), not: g(0x1p64)),
    EdgeExample(.squareOverflows, g(-0x1p64), not: g(Float(0x1p64).nextDown)),
    EdgeExample(.gradientMeetsEpsilon, g(-1.5e-7), not: g(3e-7)),
  ]

  private static let parameters = [
    EdgeExample(.parametersAreZero, EdgeSample(θ: [0, -0.0]), not: EdgeSample(θ: [0, 0.5])),
    EdgeExample(.parameterIsSubnormal, θ(leastNormal.nextDown), not: θ(leastNormal)),
    EdgeExample(.parameterIsLarge, θ(-0x1p127), not: θ(Float(0x1p127).nextDown)),
    EdgeExample(.parameterIsNaN, θ(.nan), not: θ(.infinity)),
    EdgeExample(.parameterIsInfinite, θ(-.infinity), not: θ(largest)),
  ]

  private static let states = [
    EdgeExample(.restored, state([.m: 0.1])),
    EdgeExample(.momentSticks, state([.m: -0x1p-147], g: 0), not: state([.m: -0x1p-147], g: 0x1p-140)),
    EdgeExample(.secondMomentIsMaximum, state([.v: 0.1, .vmax: 0.1]), not: noMaximum(0.1, Float(0.1).nextUp)),
    EdgeExample(.secondMomentIsAboveMaximum, state([.v: Float(0.1).nextUp, .vmax: 0.1]), not: state([.v: 0.1, .vmax: Float(0.1).nextUp])),
    EdgeExample(
      .secondMomentIsBelowMaximum, state([.v: Float(0.1).nextDown, .vmax: 0.1]), not: state([.v: 0.1, .vmax: Float(0.1).nextDown])),
    EdgeExample(.momentWithoutSecond, state([.m: 0.1, .v: 0]), not: state([.m: 0, .v: 0])),
    EdgeExample(.secondMomentIsSubnormal, state([.v: leastNormal.nextDown]), not: state([.v: leastNormal])),
    EdgeExample(.secondMomentIsInfinite, state([.v: .infinity]), not: state([.v: .nan])),
    EdgeExample(.secondMomentIsNaN, state([.v: .nan]), not: state([.v: .infinity])),
    EdgeExample(.secondMomentIsSquare, state([.v: Float(0.3) * 0.3]), not: state([.v: (Float(0.3) * 0.3).nextUp])),
    EdgeExample(.momentIsNaN, state([.m: .nan]), not: state([.m: -.infinity])),
    EdgeExample(.momentIsInfinite, state([.m: -.infinity]), not: state([.m: .nan])),
    EdgeExample(.averagedRateIsAboveRate, oneRate(0.0021), not: oneRate(0.0019)),
    EdgeExample(.slowWeightsDiffer, oneSlow(Float(0.5).nextUp), not: oneSlow(0.5)),
  ]

  /// Both elements have these, so that none is its own maximum.
  private static func noMaximum(_ v: Float, _ maximum: Float) -> EdgeSample {
    EdgeSample(count: 1, slots: [.v: v, .vmax: maximum])
  }
  private static func oneRate(_ rate: Float) -> EdgeSample { EdgeSample(count: 1, slots: [.stepSize: rate]) }
  private static func oneSlow(_ weight: Float) -> EdgeSample { EdgeSample(count: 1, slots: [.slow: weight]) }

  private static func one(_ values: Float...) -> EdgeSample { EdgeSample(gradients: values, count: 1) }

  private static let sequences = [
    EdgeExample(.oneStep, one(1), not: one(1, 2)),
    EdgeExample(
      .manySteps, EdgeSample(gradients: Array(repeating: 1, count: 9)), not: EdgeSample(gradients: Array(repeating: 1, count: 8))),
    EdgeExample(.constant, one(0.3, 0.3, 0.3), not: one(0.3, 0.3, Float(0.3).nextUp)),
    EdgeExample(.alternating, one(0.3, -0.3, 0.3), not: one(0.3, -0.3, -0.3)),
    EdgeExample(.spike, one(0.3, 30, 0.3), not: one(0.3, 0.3, 30)),
    EdgeExample(.shrinking, one(0.8, -0.4, 0.1), not: one(0.8, 0.41, 0.1)),
    EdgeExample(.sparse, one(0.3, 0, 0.3), not: one(0.3, 0, 0)),
    EdgeExample(.fading, one(0.3, 0), not: one(0, 0.3)),
    EdgeExample(.allZero, one(0, -0.0, 0), not: one(0, 0, .leastNonzeroMagnitude)),
  ]

  private static let radam = EdgeSample(
    implementation: "torch.optim.RAdam",
    hyperparameters:
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}"#,
    gradients: [0.3], stepsBefore: 5)

  private static func radam(_ β2: String, t: Int) -> EdgeSample {
    var sample = radam
    sample.stepsBefore = t - 1
    sample.hyperparameters = radam.hyperparameters?.replacing("0.999", with: β2)
    return sample
  }

  private static let steps = [
    EdgeExample(.firstStep, before(0), not: before(1)),
    EdgeExample(.secondStep, before(0, steps: 2), not: before(0)),
    // With β2 = 0.999, ρ5 is just below 5 and ρ6 is above.
    EdgeExample(.thresholdStep, radam("0.999", t: 6), not: radam("0.999", t: 7)),
    EdgeExample(.across24, before(1 << 24 - 1, steps: 2), not: before(1 << 24, steps: 2)),
    EdgeExample(.across31, before(1 << 31 - 1, steps: 2), not: before(1 << 31, steps: 2)),
    EdgeExample(.across32, before(1 << 32 - 1, steps: 2), not: before(1 << 32, steps: 2)),
    EdgeExample(.past24, before(1 << 24), not: before(1 << 24 - 1)),
    EdgeExample(.past31, before(1 << 31), not: before(1 << 31 - 1)),
    EdgeExample(.past32, before(1 << 32), not: before(1 << 32 - 1)),
  ]

  private static let adaBound =
    #"{"lr": 0.001, "betas": [0.9, 0.999], "final_lr": 0.1, "gamma": 0.001, "eps": 1e-8, "weight_decay": 0, "amsbound": false}"#
  private static let adagrad =
    #"{"lr": 0.01, "lr_decay": 0.1, "weight_decay": 0, "initial_accumulator_value": 0, "eps": 1e-10, "maximize": false}"#

  private static let hyperparameters = [
    EdgeExample(.β1IsZero, EdgeSample(betas: "[0, 0.99]"), not: EdgeSample(betas: "[0.9, 0]")),
    EdgeExample(.β2IsZero, EdgeSample(betas: "[0.9, 0]"), not: EdgeSample(betas: "[0, 0.99]")),
    EdgeExample(.β1IsPowerOfTwo, EdgeSample(betas: "[0.25, 0.99]"), not: EdgeSample(betas: "[0.75, 0.25]")),
    EdgeExample(.β2IsPowerOfTwo, EdgeSample(betas: "[0.9, 0.25]"), not: EdgeSample(betas: "[0.25, 0.75]")),
    EdgeExample(.β1IsOneLessPower, EdgeSample(betas: "[0.75, 0.99]"), not: EdgeSample(betas: "[0.25, 0.75]")),
    EdgeExample(.β2IsOneLessPower, EdgeSample(betas: "[0.9, 0.99609375]"), not: EdgeSample(betas: "[0.75, 0.25]")),
    // ρ6 is 5 where β2 is 0.8397685748659791.
    // ρ∞ is 5 where β2 is 2/3.
    EdgeExample(.β2NeverRectifies, radam("0.66", t: 1), not: radam("0.67", t: 1)),
    EdgeExample(.β2AtBoundary, radam("0.8397686", t: 6), not: radam("0.84", t: 6)),
    EdgeExample(.εIsZero, EdgeSample(eps: "0"), not: EdgeSample(eps: "1e-30")),
    EdgeExample(.εIsTiny, EdgeSample(eps: "1e-16"), not: EdgeSample(eps: "0")),
    EdgeExample(.εIsOne, EdgeSample(eps: "1"), not: EdgeSample(eps: "0.5")),
    EdgeExample(.rateIsZero, EdgeSample(lr: "0"), not: EdgeSample(lr: "1e-37")),
    EdgeExample(.rateIsTiny, EdgeSample(lr: "1e-31"), not: EdgeSample(lr: "1e-30")),
    EdgeExample(.rateIsLarge, EdgeSample(lr: "100"), not: EdgeSample(lr: "99")),
    EdgeExample(.decayInGradient, EdgeSample(decay: "0.1"), not: EdgeSample(decay: "0.1", flags: [false, false, true])),
    EdgeExample(.decoupledDecay, EdgeSample(decay: "0.1", flags: [false, false, true]), not: EdgeSample(flags: [false, false, true])),
    EdgeExample(.decayIsLarge, EdgeSample(decay: "1.5"), not: EdgeSample(decay: "1")),
    EdgeExample(.decayIsTiny, EdgeSample(decay: "1e-11"), not: EdgeSample(decay: "1e-9")),
    EdgeExample(
      .rateDecays, EdgeSample(implementation: "torch.optim.Adagrad", hyperparameters: adagrad),
      not: EdgeSample(implementation: "torch.optim.Adagrad", hyperparameters: adagrad.replacing("0.1", with: "0"))),
    EdgeExample(.keepsMaximum, EdgeSample(flags: [true, false, false]), not: EdgeSample(flags: [false, true, true])),
    EdgeExample(.maximizes, EdgeSample(flags: [false, true, false]), not: EdgeSample(flags: [true, false, true])),
    EdgeExample(
      .boundsCloseAtOnce,
      EdgeSample(implementation: "adabound.AdaBound", hyperparameters: adaBound.replacing("\"gamma\": 0.001", with: "\"gamma\": 0.95")),
      not: EdgeSample(implementation: "adabound.AdaBound", hyperparameters: adaBound)),
  ]

  private static let x = Trajectory(name: "x", initial: [1], gradients: [1])

  private static let shapes = [
    EdgeExample(.noElements, EdgeSample(count: 0), not: EdgeSample(count: 1)),
    EdgeExample(.oneElement, EdgeSample(count: 1), not: EdgeSample(count: 0)),
    EdgeExample(.wholeVectors, EdgeSample(count: 48), not: EdgeSample(count: 47)),
    EdgeExample(.tailOfOne, EdgeSample(count: 33), not: EdgeSample(count: 34)),
    EdgeExample(.tailOfFifteen, EdgeSample(count: 31), not: EdgeSample(count: 30)),
    EdgeExample(.fourVectorsAndThree, EdgeSample(count: 67), not: EdgeSample(count: 68)),
    EdgeExample(.belowBlock, EdgeSample(count: 255), not: EdgeSample(count: 254)),
    EdgeExample(.block, EdgeSample(count: 4096), not: EdgeSample(count: 4095)),
    EdgeExample(.aboveBlock, EdgeSample(count: 65), not: EdgeSample(count: 66)),
    EdgeExample(.severalTensors, EdgeSample(others: [x])),
    EdgeExample(.absentRows, EdgeSample(rows: [true, false]), not: EdgeSample(rows: [true, true])),
  ]
}
