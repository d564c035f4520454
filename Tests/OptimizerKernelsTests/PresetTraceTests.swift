import OptimizerKernels
import Testing

/// What published code gives: values recorded from it, or computed from its formula in Double, apart from this package.
@Suite struct PresetTraceTests {
  private let constant = [Float](repeating: 0.1, count: 10)
  private let changing: [Float] = [0.1, 0.2, -0.1, 0.05]
  private let spike: [Float] = [1, 0.1, 0.1, 0.1, 0, 0, 0]
  private let alternating: [Float] = [1, -1, 1]

  @Test func `RAdam's thresholds and where ε goes`() throws {
    let four = [5: 0.999582688499]
    let five = [4: 0.9996, 5: 0.9995]
    expect(try RAdam.lucidCompiled(), constant, gives: four)
    expect(try RAdam.lucidDocumented(), constant, gives: four)
    expect(try RAdam.lucid(), constant, gives: five)
    for rule in try [
      RAdam.torch(), .tensorFlowAddons(), .liyuanLucasLiu(degeneratedToSGD: true), .labml(), .torchOptimizer(), .optax(learningRate: 1e-3),
      .swiftAPIs(), .pytorchOptimizer(degeneratedToSGD: true), .pytorchOptimizerRanger(betas: (0.9, 0.999), degeneratedToSGD: true),
      .ranger(betas: (0.9, 0.999)),
    ] {
      expect(rule, constant, gives: five)
    }
    expect(
      try RAdam.kozistr(), constant, gives: [0.9999, 0.9998, 0.9997, 0.9996, 0.999582689362, 0.999556869541, 0.999524132363])
    let small = [Float](repeating: 1e-3, count: 7)
    expect(try RAdam.tensorFlowAddons(epsilon: 1e-3), small, gives: [7: 0.999965720036])
    expect(try RAdam.liyuanLucasLiu(eps: 1e-3, degeneratedToSGD: true), small, gives: [7: 0.999990621695])
  }

  @Test func `what RAdam does below the threshold`() throws {
    let holds = [Double](repeating: 1, count: 5)
    expect(try RAdam.liyuanLucasLiu(weightDecay: 0.1), constant, gives: holds)
    expect(try RAdam.pytorchOptimizer(weightDecay: 0.1), constant, gives: holds)
    expect(try RAdam.pytorchOptimizer(weightDecay: 0.1, weightDecouple: false), constant, gives: holds)
    expect(try RAdam.labml(degeneratedToSGD: false), constant, gives: holds)
    // θ decays while it is held.
    let decay = LabMLWeightDecay(weightDecay: 0.1)
    expect(try RAdam.labml(weightDecay: decay, degeneratedToSGD: false), constant, gives: [1: 0.9999, 2: 0.99980001, 5: 0.99950009999])
    expect(try RAdam.pytorchOptimizerRanger(), constant, gives: [1.0001, 1.0002, 1.0003])
    expect(try AdaBelief.torchOptimizer(rectify: true), constant, gives: [0.9999 + 0.00009])
  }

  @Test func `weight decay`() throws {
    let half = [Float](repeating: 0.5, count: 2)
    expect(try RAdam.torch(lr: 0.01, weightDecay: 0.1), half, gives: [0.994, 0.994 - 0.01 * (0.9 * 0.06 + 0.1 * 0.5994) / 0.19])
    expect(try RAdam.torch(lr: 0.01, weightDecay: 0.1, decoupledWeightDecay: true), half, gives: [0.994, 0.988006])
    let absolute = LabMLWeightDecay(weightDecay: 0.1, absolute: true)
    expect(try RAdam.labml(lr: 0.01, weightDecay: absolute), half, gives: [0.895])
    let coupled = LabMLWeightDecay(weightDecay: 0.1, decoupled: false, absolute: true)
    expect(try RAdam.labml(lr: 0.01, weightDecay: coupled), half, gives: [0.994])
    expect(
      try RAdam.pytorchOptimizer(lr: 0.01, weightDecay: 0.1, weightDecouple: false, degeneratedToSGD: true), half, gives: [0.995, 0.99])
    expect(try AdaBound.luolcW(lr: 0.01, weightDecay: 0.1), half, gives: [0.89])
    expect(try AdamW.paper(learningRate: 0.01, weightDecay: 0.1), half, gives: [0.89])
    expect(try AdamW.lucid(lr: 0.01, weightDecay: 0.1), half, gives: [0.989])
    // The decay of labml takes the rate without warmup, LiyuanLucasLiu's the rate with it.
    let decay = LabMLWeightDecay(weightDecay: 0.1)
    expect(try Adam.labml(lr: 1, weightDecay: decay, schedule: .warmup(steps: 10)), half, gives: [0.9 - 0.1], digits: 7)
    expect(try AdamW.liyuanLucasLiu(lr: 1, weightDecay: 0.1, warmup: 10), half, gives: [0.99 - 0.1], digits: 7)
  }

  /// PR #36 of LiyuanLucasLiu/RAdam, ten gradients of 1.
  @Test func `LiyuanLucasLiu's published vector`() throws {
    let ones = [Float](repeating: 1, count: 10)
    for (betas, want) in [
      ((0.9, 0.999), 0.9948096871376038), ((0.9, 0.1), 0.9900001287460327), ((0.1, 0.999), 0.9948096871376038),
    ] {
      expect(try RAdam.liyuanLucasLiu(betas: betas, degeneratedToSGD: true), ones, gives: [10: want])
    }
  }

  /// The tests of tensorflow-addons, evaluated in Double.
  @Test func `tensorflow-addons's dense tests`() throws {
    func hundred(_ g: Float) -> [Float] { [Float](repeating: g, count: 100) }
    expect(try RAdam.tensorFlowAddons(), hundred(0.1), gives: [100: 0.985768744334])
    expect(try RAdam.tensorFlowAddons(amsgrad: true), hundred(0.04), from: 4, gives: [100: 3.986068764930])
    expect(try RAdam.tensorFlowAddons(weightDecay: 0.01), hundred(0.2), from: 2, gives: [100: 1.983275865035])
    let warmup = try RAdam.tensorFlowAddons(totalSteps: 100, warmupProportion: 0.1, minLR: 1e-5)
    expect(warmup, hundred(0.03), from: 3, gives: [100: 2.994166861531])
    let scheduled = try RAdam.tensorFlowAddons(
      weightDecay: 2e-3, schedule: .exponentialDecay(steps: 50, rate: 0.5, staircase: false),
      weightDecaySchedule: .inverseTimeDecay(steps: 25, rate: 0.25, staircase: false))
    expect(scheduled, hundred(0.1), gives: [100: 0.993192514463])
    expect(scheduled, hundred(0.2), from: 2, gives: [100: 1.992624291942])
  }

  /// swift-apis's own vectors: a thousand steps from 0. RAdam's evaluated in Double.
  @Test func `swift-apis's published vectors`() throws {
    func thousand(_ g: Float) -> [Float] { [Float](repeating: g, count: 1000) }
    // An ulp a step, of the largest θ on the way, is what θ's roundings come to.
    func expect(_ rule: some OptimizerRule, _ want: [Double]) throws {
      for (g, want) in zip([-5, 0.1, 0.2] as [Float], want) {
        let got = Double(try trace(rule, thousand(g), from: 0)[999])
        #expect(abs(got - want) <= 1000 * Double(Float(want).ulp), "\(got), not \(want)")
      }
    }
    try expect(RAdam.swiftAPIs(epsilon: 1e-7), [0.469143144, -0.444642411, -0.445142785])
    try expect(Adam.swiftAPIs(epsilon: 1e-7), [0.99999064, -0.9999898, -0.9999905])
    try expect(AMSGrad.swiftAPIs(epsilon: 1e-7), [0.99999064, -0.9999898, -0.9999905])
    try expect(Adamax.swiftAPIs(learningRate: 1e-3, epsilon: 1e-7), [0.9999907, -0.99999064, -0.99999064])
    try expect(AdaGrad.swiftAPIs(epsilon: 1e-7, initialAccumulatorValue: 0.1), [0.06179592, -0.057095252, -0.059872225])
    try expect(RMSProp.swiftAPIs(epsilon: 1e-7), [1.0091327, -1.0091326, -1.0091326])
    try expect(SGD.swiftAPIs(learningRate: 1e-3), [5.0000668, -0.10000112, -0.20000224])
  }

  @Test func `Adam's ε in Keras and in others`() throws {
    let tiny: [Float] = [1e-8]
    for (rule, want) in try [
      (Adam.paper(learningRate: 1, epsilon: 1e-8), -0.5), (.torch(lr: 1), -0.5), (.lucid(lr: 1), -0.5),
      (.labml(lr: 1, eps: 1e-8, optimizedUpdate: false), -0.5), (.keras(learningRate: 1, epsilon: 1e-8), -0.030653),
      (.labml(lr: 1, eps: 1e-8), -0.030653), (.swiftAPIs(learningRate: 1), -0.030653), (.mlx(learningRate: 1, biasCorrection: true), -0.5),
    ] {
      expect(rule, tiny, from: 0, gives: [want], digits: 6)
    }
    // Without bias correction: 1e-9 / (1e-8 · √0.001 + 1e-8).
    expect(try Adam.mlx(learningRate: 1), tiny, from: 0, gives: [-0.0969346], digits: 6)
  }

  @Test func `AMSGrad's maxima`() throws {
    for rule in try [AMSGrad.torch(), .keras(), .labml(), .swiftAPIs()] { expect(rule, spike, gives: [2: 0.998259189378], digits: 9) }
    expect(try AMSGrad.optax(learningRate: 1e-3), spike, gives: [2: 0.998473684226])
    expect(try AMSGrad.optax(learningRate: 1e-3, biasCorrectionNu: false), spike, gives: [1: 0.968377233398], digits: 9)
    expect(try AMSGrad.paper(), spike, gives: [1: 0.996837722340])
  }

  @Test func `AdaBelief's ε: kept, forgotten, kept by the maximum`() throws {
    let (lr, eps) = (1.0, 1e-3)
    func expect(_ rule: AdaBelief, _ second: Double, _ third: Double) throws {
      let got = try trace(rule, alternating, from: 0)
      for (got, want) in [(got[1], second), (got[2], third)] {
        // Updates as large as θ: some ten roundings each, beside the digits that are given.
        #expect(abs(Double(got) - want) <= 0.5e-6 + 30 * Double(Float(1).ulp), "\(got), not \(want)")
      }
    }
    try expect(AdaBelief.adabeliefPytorch(lr: lr, eps: eps, rectify: false), -0.704537, -0.949775)
    try expect(AdaBelief.paper(learningRate: lr, epsilon: eps), -0.704537, -0.949775)
    try expect(AdaBelief.pytorchOptimizer(lr: lr, eps: eps), -0.704537, -0.949775)
    try expect(AdaBelief.tensorFlowAddons(learningRate: lr, epsilon: eps, rectify: false), -0.704537, -0.949775)
    try expect(AdaBelief.optax(learningRate: lr, eps: eps, epsRoot: eps), -0.704537, -0.949775)
    try expect(AdaBelief.torchOptimizer(lr: lr, eps: eps), -0.704537, -0.949775)
    try expect(AdaBelief.labmlDocumented(lr: lr, eps: eps, optimizedUpdate: false, rectify: false), -0.698224, -1.003743)
    try expect(AdaBelief.torchOptimizer(lr: lr, eps: eps, amsgrad: true), -0.698388, -0.995943)
    try expect(AdaBelief.adabeliefPytorch005(lr: lr, eps: eps, amsgrad: true), -0.698388, -0.995943)
  }

  @Test func `AdaBelief of labml as shipped, and rectified without its maximum`() throws {
    expect(try AdaBelief.labml(), constant, gives: [1, 1, 1, 1, 1, 0.99996382, 0.99991602], digits: 8)
    let many = [Float](repeating: 1, count: 12).enumerated().map { $0.offset % 2 == 0 ? $0.element : -$0.element }
    let without = try trace(AdaBelief.adabeliefPytorch(lr: 1, eps: 1e-3), many)
    #expect(try trace(AdaBelief.adabeliefPytorch(lr: 1, eps: 1e-3, amsgrad: true), many) == without)
    let bounded = try AdaBelief.pytorchOptimizer(betas: (0.9, 0.9), rectify: true, amsBound: true)
    #expect(try trace(bounded, spike) != trace(AdaBelief.pytorchOptimizer(betas: (0.9, 0.9), rectify: true), spike))
  }

  @Test func `AdaBound, AdaMod and AdaBalance`() throws {
    let bound = [0.999000003162, 0.998034822502, 0.997614733741, 0.997161251345]
    expect(try AdaBound.luolc(), changing, gives: bound)
    expect(try AdaBound.torchOptimizer(), changing, gives: bound)
    expect(try AdaBound.pytorchOptimizer(), changing, gives: bound)
    let wide = [0.999000003162, 0.997550003162, 0.996584003162, 0.995284669829]
    expect(try AdaBound.luolc(gamma: 0.5), changing, gives: wide)
    let mod = [0.999999000003, 0.999995137732, 0.999992575561, 0.999989023520]
    expect(try AdaMod.lancopku(), changing, gives: mod)
    expect(try AdaMod.torchOptimizer(), changing, gives: mod)
    expect(try AdaMod.pytorchOptimizer(betas: (0.9, 0.999, 0.999)), changing, gives: mod)
    expect(try AdaBalance.published(), changing, gives: [0.999999, 0.999993211577, 0.999988396024, 0.999980631083])
    let amsbound = [0.999968377323, 0.999855175774, 0.999784718670, 0.999692335914]
    expect(try AdaBalance.published(amsbound: true), changing, gives: amsbound)
    let closed = [0.999666666667, 0.998216666667, 0.997250666667, 0.995951333333]
    expect(try AdaBalance.published(gamma: 0.5), changing, gives: closed)
  }

  @Test func `AdaMod's average with 1/c1 and without`() throws {
    // From 0, where the steps show: 1e-6 each at first, then 1.898e-6 in the code and 0.999e-6 in the paper.
    let code = try trace(AdaMod.lancopku(eps: 0), [0.1, 0.1], from: 0)
    let paper = try trace(AdaMod.paper(epsilon: 0), [0.1, 0.1], from: 0)
    #expect(abs(code[0] + 1e-6) <= 20 * Float(1e-6).ulp && abs(paper[0] + 1e-6) <= 20 * Float(1e-6).ulp)
    #expect(abs(code[1] - code[0] + 2.898e-6) <= 0.5e-9)
    #expect(abs(paper[1] - paper[0] + 1.999e-6) <= 0.5e-9)
  }

  @Test func `SGD's momentum at the first step`() throws {
    let ones = [Float](repeating: 1, count: 3)
    expect(try SGD.torch(lr: 0.1, momentum: 0.9, dampening: 0.5), ones, gives: [0.9, 0.76, 0.584])
    expect(try SGD.lucid(lr: 0.1, momentum: 0.9, dampening: 0.5), ones, gives: [0.95, 0.855])
    expect(try SGD.torch(lr: 0.1), ones, gives: [0.9, 0.8, 0.7])
    // g + μm: 1.9, then 1 + 0.9 · 1.9.
    for rule in try [
      SGD.torch(lr: 0.1, momentum: 0.9, nesterov: true), .lucid(lr: 0.1, momentum: 0.9, nesterov: true),
      .keras(learningRate: 0.1, momentum: 0.9, nesterov: true), .paper(learningRate: 0.1, nesterov: true),
    ] {
      expect(rule, ones, gives: [0.81, 0.81 - 0.271])
    }
    // A rate that halves: Keras's velocity keeps the old one, 0.1 · 0.9 + 0.05.
    expect(try SGD.keras(learningRate: 0.1, momentum: 0.9, decay: 1), ones, gives: [0.9, 0.76])
    expect(try SGD.torch(lr: 0.1, weightDecay: 0.5, maximize: true), ones, gives: [1 + 0.1 * 0.5])
  }

  @Test func `AdaGrad, Adamax, NAdam and RMSProp`() throws {
    expect(try AdaGrad.paper(learningRate: 0.1, epsilon: 0), [2, 2], gives: [0.9, 0.9 - 0.1 / 2.0.squareRoot()])
    expect(try AdaGrad.torch(lr: 0.1, lrDecay: 1, eps: 0), [2, 2], gives: [0.9, 0.9 - 0.05 / 2.0.squareRoot()])
    expect(try AdaGrad.torch(lr: 0.1, eps: 0, maximize: true), [2], gives: [1.1])
    expect(try AdaGrad.keras(learningRate: 0.1, initialAccumulatorValue: 12), [2], gives: [0.95])
    expect(try AdaGrad.lucid(lr: 0.1, lrDecay: 0.5, eps: 12), [2], gives: [1 - 0.2 / 4.5])
    expect(try Adamax.paper(learningRate: 0.1), [2, -1], gives: [0.9, 0.9 - 0.1 / 0.19 * 0.08 / 1.998])
    expect(try Adamax.torch(lr: 0.1, eps: 0.5), [2, -1], gives: [0.92, 0.92 - 0.1 / 0.19 * 0.08 / 2.4975])
    expect(try Adamax.lucid(lr: 0.1, eps: 0.5), [2, -1], gives: [0.92, 0.92 - 0.1 / 0.19 * 0.08 / 2.498])
    // μ1 = 0.45007…, μ2 = 0.45014… : (1 − μ1) · g/(1 − μ1) + μ2 · 0.1g/(1 − μ1μ2) over |g|.
    let (μ1, μ2) = (0.45007346555957, 0.45014691912567)
    expect(try NAdam.torch(lr: 0.1, eps: 0), [2], gives: [0.9 - 0.1 * μ2 * 0.1 / (1 - μ1 * μ2)], digits: 9)
    expect(try NAdam.lucid(lr: 0.1, eps: 0), [2], gives: [0.9 - 0.1 * μ2 * 0.1 / (1 - μ1 * μ2)], digits: 9)
    expect(try RMSProp.lucid(lr: 0.1, alpha: 0.75, eps: 0), [2], gives: [0.8])
    // b = 2, then 1 + 2/√1.75.
    expect(try RMSProp.lucid(lr: 0.1, alpha: 0.75, eps: 0, momentum: 0.5), [2, 2], gives: [0.8, 0.8 - 0.1 * (1 + 2 / 1.75.squareRoot())])
  }

  @Test func `optax's nesterov takes the gradient beside the moment`() throws {
    // β1 · m/(1 − β1²) + (1 − β1) · g/(1 − β1) with m = 0.01: 0.9 · 0.01/0.19 + 0.1.
    expect(try RAdam.optax(learningRate: 0.1, nesterov: true), constant, gives: [1 - 0.1 * (0.9 * 0.01 / 0.19 + 0.1)])
  }
}
