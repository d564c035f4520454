import KernelVerification

/// Notices what hyperparameters are: once a batch, since reading them takes longer than looking at a case.
struct HyperparameterEdges {
  private(set) var seen = EdgeSet()
  /// The first rectified step; nil where none is.
  private(set) var thresholdStep: Int?
  /// The steps from the first to the last of which some β2 within 16 ulp of Float turns the branch; nil where none does.
  private(set) var boundarySteps: ClosedRange<Int>?
  private(set) var (rate, ε) = (0.0, 0.0)

  init(_ implementation: Implementation, _ json: String) {
    for leaf in HyperparameterText(json).leaves where leaf.key == "gamma" && leaf.kind == .number(1) { seen.insert(.boundsCloseAtOnce) }
    guard let common = implementation.dialect?.read(json) else { return }
    (rate, ε) = (common.learningRate, common.epsilon)
    noticeDecays(common)
    noticeRate(common)
    noticeOptions(common)
    if let threshold = RectificationThreshold.of(implementation, json) { noticeBranches(common.beta2, threshold) }
  }

  private mutating func noticeDecays(_ h: CommonHyperparameters) {
    seen.insert(.β1IsZero, if: h.beta1 == 0)
    seen.insert(.β2IsZero, if: h.beta2 == 0)
    seen.insert(.β1IsPowerOfTwo, if: Self.isPowerOfTwo(h.beta1))
    seen.insert(.β2IsPowerOfTwo, if: Self.isPowerOfTwo(h.beta2))
    seen.insert(.β1IsOneLessPower, if: h.beta1 > 0 && Self.isPowerOfTwo(1 - h.beta1))
    seen.insert(.β2IsOneLessPower, if: h.beta2 > 0 && Self.isPowerOfTwo(1 - h.beta2))
  }

  private mutating func noticeRate(_ h: CommonHyperparameters) {
    let rate = h.learningRate.magnitude
    seen.insert(.rateIsZero, if: rate == 0)
    seen.insert(.rateIsSubnormal, if: rate > 0 && rate < 0x1p-126)
    seen.insert(.rateIsLarge, if: rate >= 100)
    seen.insert(.rateDecays, if: h.inverseTimeDecay != 0)
  }

  private mutating func noticeOptions(_ h: CommonHyperparameters) {
    seen.insert(.εIsZero, if: h.epsilon == 0)
    seen.insert(.εIsTiny, if: h.epsilon > 0 && h.epsilon <= 1e-16)
    seen.insert(.εIsOne, if: h.epsilon == 1)
    let decay = h.weightDecay.magnitude
    seen.insert(h.isDecoupled ? .decoupledDecay : .decayInGradient, if: decay > 0)
    seen.insert(.decayIsLarge, if: decay > 1)
    seen.insert(.decayIsTiny, if: decay > 0 && decay < 1e-10)
    seen.insert(.keepsMaximum, if: h.amsgrad)
    seen.insert(.maximizes, if: h.maximize)
  }

  private mutating func noticeBranches(_ β2: Double, _ threshold: Double) {
    thresholdStep = RectificationThreshold.firstStep(β2: β2, threshold: threshold)
    seen.insert(.β2NeverRectifies, if: thresholdStep == nil)
    let reach = 16 * Double(Float(β2).ulp)
    let late = RectificationThreshold.firstStep(β2: β2 - reach, threshold: threshold)
    let early = RectificationThreshold.firstStep(β2: β2 + reach, threshold: threshold)
    guard let early, early != late else { return }
    // Below the boundary, the branch turns at a later step or never.
    boundarySteps = early...(late ?? early + 1) - 1
  }

  private static func isPowerOfTwo(_ x: Double) -> Bool { x > 0 && x < 1 && x.significand == 1 }
}
