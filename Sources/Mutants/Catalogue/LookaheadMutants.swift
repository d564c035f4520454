import OptimizerKernels

extension Mutant {
  /// Lookahead: where the slow weights begin, when they meet the others, and what is written then.
  static let lookaheads: [Mutant] = [
    mutant("slow weights from zero", "michaelrzhang/lookahead, TensorFlow version", .slowFromZero),
    mutant("slow weights from the first step", "jettify/pytorch-optimizer makes them after it", .slowFromFirstStep),
    mutant("synchronised one step late", "jettify/pytorch-optimizer tests its counter before raising it", .oneStepLate),
    mutant("synchronised every k + 1 steps", "michaelrzhang/lookahead, TensorFlow version", .oneStepMore),
    mutant("synchronised at t = 1", "jettify/pytorch-optimizer: a counter that begins at 0", .atFirstStep),
    mutant("slow weights not written", "a state that is not saved: michaelrzhang's state_dict", .slowNotWritten),
    mutant("parameters not reset", "optax issue 263: the wrong half of the pair is handed on", .fastNotReset),
    mutant("a from the other end", "the two ends of a lerp swapped", .otherEnd),
    mutant("inner momentum lost", "pullback_momentum=reset where it is none", .momentumLost),
    mutant("the k-th inner step dropped", "the pull from the parameters before it", .stepDropped),
    Mutant.lookahead(
      "inner steps counted anew", "optax' reset_state where there is none", "tfa.optimizers.Lookahead",
      .innerCountReset),
    Mutant.lookahead(
      "slow buffer made after the first step", "tensorflow-addons issue 2351: slow weights of variables that appeared late",
      "ranger.Ranger", .slowFromFirstStep, centring: true),
  ]

  private static func mutant(_ name: String, _ source: String, _ fault: LookaheadFault) -> Mutant {
    .lookahead(name, source, "paper.Lookahead", fault)
  }
}

/// The rule inside a Lookahead, whatever it is.
private protocol WrapsRule {
  var wrapped: any OptimizerRule { get }
}

extension Lookahead: WrapsRule {
  fileprivate var wrapped: any OptimizerRule { inner }
}

extension Mutant {
  /// A bug of Lookahead, or of what is done to its gradients first.
  static func lookahead(
    _ name: String, _ source: String, _ implementation: String, _ fault: LookaheadFault?, centring: Bool = false,
    preparing preparation: PreparationFault? = nil
  ) -> Mutant {
    @Sendable func kernel(_ json: String, _ fault: LookaheadFault?, _ preparation: PreparationFault?) throws -> PlainLookahead {
      guard let rule = try Preset(implementation, options: json).rule as? any WrapsRule else {
        throw MutantError(description: "\(implementation) is no Lookahead")
      }
      let options = MutantOptions(json)
      return PlainLookahead(
        try FormulaKernel(rule.wrapped, options.inner?.json ?? json), options, fault,
        preparing: PlainPreparation(options, centring: centring, preparation))
    }
    return Mutant(
      name: name, source: source, implementation: implementation, makeKernel: { try kernel($0, fault, preparation) },
      makeHonest: { try kernel($0, nil, nil) })
  }
}
