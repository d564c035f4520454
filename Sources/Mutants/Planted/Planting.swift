public import KernelVerification

extension Implementation {
  /// Bugs that the verifier must catch in a kernel of this implementation; none of one without a kernel.
  public var plantedBugs: [PlantedBug] {
    guard let kernel else { return [] }
    let plain = (Bug.ofPlainKernels[name] ?? []).map { bug in
      PlantedBug(name: bug.rawValue) { hyperparameters in try PlainKernel(name, hyperparameters, bug: bug) }
    }
    guard plain.isEmpty || name == "torch.optim.RAdam" else { return plain }
    return plain + ClippingBugs.of(name) + wrap(kernel, around: self, WrappedFault.Limits.of[name] ?? WrappedFault.Limits())
  }
}

extension Bug {
  /// The bugs of each implementation that ``PlainKernel`` can follow.
  static let ofPlainKernels: [String: [Bug]] = [
    "paper.Adam": ofAll + ofBareRoot + ofCorrection + ofEpsilon, "paper.AdamReformulated": ofAll + ofBareRoot + ofCorrection + ofEpsilon,
    "paper.AMSGrad": ofAll + ofBareRoot + ofMaximum, "paper.RAdam": ofAll + ofBareRoot + ofCorrection + ofRectification,
    "torch.optim.Adam": ofTorchAdam, "torch.optim.AdamW": ofTorchAdam,
    "torch.optim.RAdam": ofAll + ofBareRoot + ofCorrection + ofEpsilon + ofRectification + ofDecay + ofMaximize,
    "kozistr.RAdamOptimizer": ofAll + ofCorrection + ofRectification + ofDecay + [
      .epsilonElsewhere, .epsilonIgnored, .epsilonTwice, .rateOneStepAhead,
    ],
  ]

  private static let ofTorchAdam =
    ofAll + ofBareRoot + ofCorrection + ofEpsilon + ofMaximum + [.maximumOfCorrected] + ofDecay + ofMaximize
}

/// The bugs by what a kernel must have for them to show.
extension Bug {
  /// Every kernel of the family.
  static let ofAll: [Bug] = [
    .betasSwapped, .floatOneMinusBeta2, .momentumNotAveraged, .staleMomentum, .absoluteGradient, .momentumSquared, .gradientClipped,
    .bfloat16Moment, .farInterpolation, .subnormalsFlushed, .notANumberLaundered, .infinityClamped, .tailUnwritten,
    .tailTwice, .lanesSwapped, .countTruncated, .doesNothing, .leavesZeros,
    .momentNotKept, .answerOfLastCall, .anotherAnswer, .learningRateOneUlpUp, .reciprocalRootUnrefined,
  ]
  /// A bias correction.
  static let ofCorrection: [Bug] = [
    .biasOneStepOff, .firstMomentUncorrected, .secondMomentUncorrected, .stepInByte, .stepInFloat, .stepAsBits, .firstStepForever,
    .stepCountNotKept,
  ]
  /// A root of v itself, which may be 0.
  static let ofBareRoot: [Bug] = [.reciprocalRoot]
  /// An ε outside the root.
  static let ofEpsilon: [Bug] = [.epsilonElsewhere, .epsilonIgnored, .epsilonTwice, .epsilonInsideRoot]
  /// A running maximum.
  static let ofMaximum: [Bug] = [.maximumNotStored, .maximumNotUsed, .maximumSwallowsNaN]
  /// A rectification.
  static let ofRectification: [Bug] = [.thresholdElsewhere, .floatRho, .rectificationOmitted, .adaptiveBelowThreshold]
  /// A decoupled decay.
  static let ofDecay: [Bug] = [.decayElsewhere, .decayWithoutRate, .decayAfterUpdate]
  /// The options `maximize` and a decay.
  static let ofMaximize: [Bug] = [.maximizeIgnored, .maximizeTurnsDecay]
}
