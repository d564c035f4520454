import KernelVerification

/// The kernels of one implementation with one bug each.
func plant(_ bugs: [Bug], in implementation: String) -> [PlantedBug] {
  bugs.map { bug in
    PlantedBug(name: bug.rawValue) { hyperparameters in try PlainKernel(implementation, hyperparameters, bug: bug) }
  }
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
