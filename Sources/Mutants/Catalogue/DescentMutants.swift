import KernelShims
import OptimizerKernels

extension Mutant {
  /// Gradient descent with momentum.
  static let descents: [Mutant] = [
    Mutant(
      "first gradient dampened", "lucid's SGD; torch takes the first gradient whole", "torch.optim.SGD",
      .constants { step, x in step.k.firstWeight = x.at(2).firstWeight }),
    Mutant(
      "dampening ignored", "Keras' and optax' SGD have none", "torch.optim.SGD",
      .constants { step, x in step.k.firstWeight = x.at(1).firstWeight }),
    Mutant(
      "first gradient whole", "torch's SGD where lucid's is dampened", "lucid.SGD",
      .constants { step, x in if x.t == 1 { (step.k.firstDecay, step.k.firstWeight) = (0, 1) } }),
    Mutant(
      "look-ahead with the old buffer", "two lines in the other order", "torch.optim.SGD",
      .fault(.lookAheadFromOldMoment) { step, _ in if !step.k.mixesGradient { step.k.stepsByGradient = !step.k.keepsFirstMoment } }),
    Mutant(
      "nesterov ignored", "an option that is dropped, as lucid's RMSprop drops centered", "paper.Nesterov",
      .constants { step, _ in step.k.mixesGradient = false }),
    Mutant(
      "learning rate outside the velocity", "torch's SGD for the papers'", "paper.Momentum",
      .constants { step, x in (step.k.firstWeight, step.k.rate) = (1, Float(x.options.rate)) }),
    Mutant(
      "learning rate inside the velocity", "Keras' and swift-apis' SGD for torch's", "lucid.SGD",
      .constants { step, _ in
        guard step.k.keepsFirstMoment else { return }
        step.k.firstWeight *= step.k.rate
        step.k.gradientWeight *= step.k.rate
        step.k.rate = 1
      }),
    Mutant(
      "decay past the momentum", "decoupled decay where it belongs in the gradient", "torch.optim.SGD",
      .constants { step, _ in
        guard step.k.decaysGradient else { return }
        (step.k.decaysGradient, step.k.decaysInUpdate) = (false, true)
        step.k.decay *= step.k.rate
      }),
    Mutant(
      "Nesterov's velocity once", "θ ← θ + μv without the gradient's share", "tf.keras.optimizers.legacy.SGD",
      .constants { step, _ in step.k.gradientWeight = 0 }),
  ]

  /// AdaGrad, Adamax, NAdam and RMSprop.
  static let adaptiveSums: [Mutant] = [
    Mutant(
      "initial accumulator ignored", "Keras begins at 0.1, torch at 0, mlx-swift at 0", "torch.optim.Adagrad",
      .faultAtFirstStep(.sumFromZero)),
    Mutant(
      "lr_decay with t", "torch counts t − 1", "torch.optim.Adagrad",
      .constants { step, x in
        let d = x.options.inverseDecay
        step.k.rate *= Float((1 + d * Double(x.t - 1)) / (1 + d * Double(x.t)))
      }),
    Mutant(
      "AdaGrad's ε inside the root", "optax.scale_by_rss", "paper.AdaGrad",
      .constants { step, _ in
        (step.k.epsilonInside, step.k.rootEpsilon) = (true, step.k.epsilon)
        step.k.epsilonOutside = false
      }),
    Mutant(
      "a sum that forgets", "RMSprop for AdaGrad", "paper.AdaGrad",
      .constants { step, _ in step.k.secondDecay = 0.999 }),
    Mutant(
      "ε inside the maximum", "torch's Adamax adds it to |g|, lucid's to u", "lucid.Adamax",
      .constants { step, _ in
        (step.k.addsSecondEpsilon, step.k.secondEpsilon) = (true, step.k.epsilon)
        step.k.epsilonOutside = false
      }),
    Mutant(
      "maximum of g, not of |g|", "the magnitude forgotten", "lucid.Adamax", .fault(.signedMagnitude)),
    Mutant(
      "Adamax without 1/c1", "mlx-swift's Adamax", "lucid.Adamax",
      .constants { step, x in step.k.rate *= Float(x.c1) }),
    Mutant(
      "NAdam without its schedule", "lucid's documentation prints that form", "lucid.NAdam",
      .constants { step, x in
        let β1 = x.options.β1
        step.k.momentWeight = Float(β1 / x.options.complement(β1, x.t + 1))
        step.k.gradientWeight = Float((1 - β1) / x.c1)
      }),
    Mutant(
      "NAdam's schedule one step late", "μt for μt₊₁", "lucid.NAdam",
      .constants { step, x in
        let last = x.at(max(x.t - 1, 1))
        (step.k.momentWeight, step.k.gradientWeight) = (last.momentWeight, last.gradientWeight)
      }),
    Mutant(
      "RMSprop's ε inside the root", "torch has it outside, TensorFlow inside", "lucid.RMSprop",
      .constants { step, _ in
        (step.k.epsilonInside, step.k.rootEpsilon) = (true, step.k.epsilon)
        step.k.epsilonOutside = false
      }),
    Mutant(
      "v does not decay", "a sum with a weight for an average", "lucid.RMSprop",
      .constants { step, _ in (step.k.secondDecay, step.k.secondWeight) = (1, 1 - step.k.secondDecay) }),
  ]
}
