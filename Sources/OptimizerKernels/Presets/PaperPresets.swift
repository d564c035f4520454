/// The papers' optimizers, by the papers' symbols.
enum PaperPresets {
  static let rows = [
    PresetRow("paper.Adam", adam), PresetRow("paper.AdamReformulated", adamReformulated), PresetRow("paper.AMSGrad", amsGrad),
    PresetRow("paper.RAdam", rAdam), PresetRow("paper.AdamW", adamW), PresetRow("paper.AdaBelief", adaBelief),
    PresetRow("paper.AdaBound") { try bound(&$0, takesMaximum: false) },
    PresetRow("paper.AMSBound") { try bound(&$0, takesMaximum: true) }, PresetRow("paper.AdaMod", adaMod),
    PresetRow("paper.AdaBalance", adaBalance), PresetRow("paper.AdaGrad", adaGrad),
    PresetRow("paper.Momentum") { try momentum(&$0, nesterov: false) },
    PresetRow("paper.Nesterov") { try momentum(&$0, nesterov: true) },
  ]

  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.paper()
    return try Adam.paper(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", d.epsilon))
  }

  private static func adamReformulated(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.reformulated()
    return try Adam.reformulated(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", d.epsilon))
  }

  private static func amsGrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AMSGrad.paper()
    return try AMSGrad.paper(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2))
  }

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.paper()
    return try RAdam.paper(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2))
  }

  /// η multiplies the rate and the decay.
  private static func adamW(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdamW.paper()
    let η = try o.number("eta", 1)
    guard η >= 0 else { throw o.invalid("eta", "\(η)", allowed: "0 ≤ eta") }
    return try AdamW.paper(
      learningRate: η * o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", d.epsilon), weightDecay: η * o.number("lambda", d.weightDecay))
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.paper()
    return try AdaBelief.paper(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", 1e-8))
  }

  private static func bound(_ o: inout PresetReader, takesMaximum: Bool) throws -> any TrainingRule {
    let d = try AdaBound.paper()
    return try AdaBound.paper(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      finalLearningRate: o.number("alpha_star", 0.1), amsbound: takesMaximum)
  }

  private static func adaMod(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaMod.paper()
    return try AdaMod.paper(
      learningRate: o.number("alpha", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      beta3: o.number("beta3", d.beta3), epsilon: o.number("epsilon", d.epsilon))
  }

  private static func adaBalance(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBalance.published()
    return try AdaBalance.published(
      lr: o.number("alpha", d.learningRate), betas: (o.number("beta1", d.beta1), o.number("beta2", d.beta2)),
      beta3: o.number("beta3", d.beta3), finalLR: o.number("alpha_star", 0.1), gamma: o.number("gamma", d.gamma),
      eps: o.number("epsilon", d.epsilon))
  }

  private static func adaGrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaGrad.paper()
    return try AdaGrad.paper(learningRate: o.number("eta", d.learningRate), epsilon: o.number("delta", d.epsilon))
  }

  /// Without a momentum our kernel keeps no velocity.
  private static func momentum(_ o: inout PresetReader, nesterov: Bool) throws -> any TrainingRule {
    let d = try SGD.paper()
    let momentum = try o.number("mu", d.momentum)
    guard momentum > 0 else { throw o.invalid("mu", "\(momentum)", allowed: "above 0, as a velocity needs it") }
    return try SGD.paper(learningRate: o.number("epsilon", d.learningRate), momentum: momentum, nesterov: nesterov)
  }
}
