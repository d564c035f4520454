import KernelShims
import OptimizerKernels

extension Mutant {
  /// AdaBound and AMSBound: the bounds, and what is clamped.
  static let bounds: [Mutant] = [
    Mutant(
      "bounds one step late", "a step count raised after the bounds were computed", "adabound.AdaBound",
      .constants { step, x in
        let last = x.at(max(x.t - 1, 1))
        (step.k.lowerRate, step.k.upperRate) = (last.lowerRate, x.t == 1 ? .infinity : last.upperRate)
      }),
    Mutant(
      "bounds one step early", "a step count raised twice", "paper.AdaBound",
      .constants { step, x in (step.k.lowerRate, step.k.upperRate) = (x.at(x.t + 1).lowerRate, x.at(x.t + 1).upperRate) }),
    Mutant(
      "final rate times the rate", "final_lr · α/base_lr without its divisor: AdaBound issues 6 and 9", "adabound.AdaBound",
      .constants { step, x in
        step.k.lowerRate *= Float(x.options.rate)
        step.k.upperRate *= Float(x.options.rate)
      }),
    Mutant(
      "not clamped below", "torch.clamp with a maximum alone", "adabound.AdaBound",
      .constants { step, _ in step.k.lowerRate = -.infinity }),
    Mutant(
      "not clamped above", "torch.clamp with a minimum alone", "torch_optimizer.AdaBound",
      .constants { step, _ in step.k.upperRate = .infinity }),
    Mutant(
      "bounds swapped", "two positional arguments of a clamp", "paper.AdaBound",
      .constants { step, _ in (step.k.lowerRate, step.k.upperRate) = (step.k.upperRate, step.k.lowerRate) }),
    Mutant(
      "NaN laundered by the clamp", "fmin and fmax, Swift's SIMD clamped(): NaN becomes the lower bound", "adabound.AdaBound",
      .fault(.clampSwallowsNaN)),
    Mutant(
      "1/c1 missing in the clamped rate", "the paper's rate has none, the authors' code has", "adabound.AdaBound",
      .constants { step, x in step.k.rate *= Float(x.c1) }),
    Mutant(
      "upper bound without its 1/(γt)", "the bound's limit for its value", "torch_optimizer.AdaBound",
      .constants { step, x in step.k.upperRate = Float(x.options.finalRate) }),
    Mutant(
      "1/√t before the clamp", "the order of two lines of Algorithm 2", "paper.AdaBound", .fault(.scaledBeforeClamp)),
    Mutant(
      "1/√t left out", "the authors' own code leaves it out", "paper.AMSBound",
      .constants { step, _ in step.k.boundedScale = 1 }),
    Mutant(
      "AMSBound's maximum not used", "lucid's Adam drops amsgrad", "paper.AMSBound",
      .constants { step, _ in step.k.ignoresMaximum = true }),
    Mutant(
      "AMSBound's maximum not stored", "PyTorch's foreach path, issue 142041", "paper.AMSBound",
      .fault(.maximumNotStored)),
    Mutant(
      "absolute decay times the rate", "AdaBound's decay where AdaBoundW's is absolute", "adabound.AdaBoundW",
      .constants { step, x in step.k.decay *= Float(x.options.rate) }),
    Mutant(
      "1e-15 beside v left out", "pytorch_optimizer pull request 398 put it there", "pytorch_optimizer.AdaBound",
      .constants { step, _ in step.k.momentEpsilonInside = false }),
  ]
}
