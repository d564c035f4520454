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
    let meant = MeantHyperparameters(json)
    (rate, ε) = (meant.rate ?? 0, meant.ε ?? 0)
    seen.insert(.boundsCloseAtOnce, if: (meant.γ ?? 0) > 0.9)
    noticeDecays(meant)
    noticeRate(meant)
    noticeOptions(meant)
    if meant.weightDecay != 0 {
      // Where no flag says which, the implementation has one kind.
      let isDecoupled = meant.isDecoupled ?? implementation.dialect?.read(json)?.isDecoupled ?? false
      seen.insert(isDecoupled ? .decoupledDecay : .decayInGradient)
    }
    if let β2 = meant.β2, let threshold = RectificationThreshold.of(implementation, json) { noticeBranches(β2, threshold) }
  }

  private mutating func noticeDecays(_ h: MeantHyperparameters) {
    if let β1 = h.β1 {
      seen.insert(.β1IsZero, if: β1 == 0)
      seen.insert(.β1IsPowerOfTwo, if: Self.isPowerOfTwo(β1))
      seen.insert(.β1IsOneLessPower, if: Self.isPowerOfTwo(1 - β1))
    }
    if let β2 = h.β2 {
      seen.insert(.β2IsZero, if: β2 == 0)
      seen.insert(.β2IsPowerOfTwo, if: Self.isPowerOfTwo(β2))
      seen.insert(.β2IsOneLessPower, if: Self.isPowerOfTwo(1 - β2))
    }
  }

  private mutating func noticeRate(_ h: MeantHyperparameters) {
    if let rate = h.rate?.magnitude {
      seen.insert(.rateIsZero, if: rate == 0)
      seen.insert(.rateIsTiny, if: rate > 0 && rate < 0x1p-100)
      seen.insert(.rateIsLarge, if: rate >= 100)
    }
    seen.insert(.rateDecays, if: h.rateDecay != 0)
  }

  private mutating func noticeOptions(_ h: MeantHyperparameters) {
    seen.insert(.εIsZero, if: h.ε == 0)
    if let ε = h.ε { seen.insert(.εIsTiny, if: ε > 0 && ε <= 1e-16) }
    seen.insert(.εIsOne, if: h.ε == 1)
    let decay = h.weightDecay.magnitude
    seen.insert(.decayIsLarge, if: decay > 1)
    seen.insert(.decayIsTiny, if: decay > 0 && decay < 1e-10)
    seen.insert(.keepsMaximum, if: h.keepsMaximum)
    seen.insert(.maximizes, if: h.maximizes)
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
