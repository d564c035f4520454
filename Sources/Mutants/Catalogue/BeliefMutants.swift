import KernelShims
import OptimizerKernels

extension Mutant {
  /// AdaBelief: which m, and where each ε goes.
  static let beliefs: [Mutant] = [
    Mutant(
      "g − m with the old m", "the paper's m is updated first; issue 56 of Adabelief-Optimizer is about such an order", "paper.AdaBelief",
      .fault(.residualOfOldMoment)),
    Mutant(
      "AdaBelief of g²", "a copy of Adam with the name changed", "paper.AdaBelief",
      .constants { step, _ in step.k.averagesResidual = false }),
    Mutant(
      "ε not kept in s", "labml_nn's AdaBelief forgets it after the step", "paper.AdaBelief",
      .constants { step, _ in
        (step.k.momentEpsilonInside, step.k.momentEpsilon) = (step.k.addsSecondEpsilon, step.k.secondEpsilon)
        step.k.addsSecondEpsilon = false
      }),
    Mutant(
      "ε kept in s", "Adabelief-Optimizer issue 57: it grows until the step is SGD's",
      "labml_nn.optimizers.ada_belief.AdaBelief (documented)",
      .constants { step, x in
        (step.k.addsSecondEpsilon, step.k.secondEpsilon) = (x.options.ε > 0, Float(x.options.ε))
        step.k.momentEpsilonInside = false
      }),
    Mutant(
      "no ε in s at all", "Adabelief-Optimizer issue 32: two of three descriptions have it", "optax.adabelief",
      .constants { step, _ in step.k.addsSecondEpsilon = false }),
    Mutant(
      "ε kept by the maximum alone", "jettify's AdaBelief and adabelief_pytorch 0.0.5 with amsgrad", "adabelief_pytorch.AdaBelief",
      .constants { step, _ in
        guard step.k.keepsMaximum else { return }
        (step.k.addsMaximumEpsilon, step.k.maximumEpsilon) = (step.k.addsSecondEpsilon, step.k.secondEpsilon)
        step.k.addsSecondEpsilon = false
      }),
    Mutant(
      "maximum ignored when rectified", "adabelief_pytorch 0.2.1, rectify=True", "tfa.optimizers.AdaBelief",
      .constants { step, _ in step.k.ignoresMaximum = step.k.keepsMaximum }),
    Mutant(
      "no 1/c1 and no outer ε", "pytorch_optimizer 3.9.0's foreach AdaBelief", "pytorch_optimizer.AdaBelief",
      .constants { step, x in
        step.k.rate *= Float(x.c1)
        step.k.epsilon = 0
      }),
    Mutant(
      "1e-15 under the root", "pytorch_optimizer 3.9.0's AdaBelief", "pytorch_optimizer.AdaBelief",
      .constants { step, _ in
        if step.k.dividesByRoot { (step.k.momentEpsilonInside, step.k.momentEpsilon) = (true, 1e-15) }
      }),
    Mutant(
      "ε before the correction", "adabelief_pytorch computes √s + ε anew where it is rectified", "paper.AdaBelief",
      .constants { step, x in step.k.epsilon /= Float(x.c2.squareRoot()) }),
    Mutant(
      "no step until it is rectified", "labml_nn ada_belief.py, line 74: an empty dictionary is taken for the flag",
      "tfa.optimizers.AdaBelief", .constants { step, _ in if !step.k.dividesByRoot { step.k.holds = true } }),
    Mutant(
      "the maximum of s not stored", "PyTorch's foreach path, issue 142041", "adabelief_pytorch.AdaBelief",
      .fault(.maximumNotStored)),
  ]
}
