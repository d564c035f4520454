import KernelShims
import OptimizerKernels

extension Mutant {
  /// AdaMod and AdaBalance: what is averaged, what is bounded by it, what is kept.
  static let averagedRates: [Mutant] = [
    Mutant(
      "cap missing", "the average computed and not used", "adamod.AdaMod", .fault(.capMissing)),
    Mutant(
      "averaged rate corrected for its start", "the averages beside it are, this one is not", "adamod.AdaMod",
      .fault(.averageCorrected) { step, x in step.extra = Float(x.options.complement(x.options.β3, x.t)) }),
    Mutant(
      "capped by the old average", "two lines in the other order", "paper.AdaMod", .fault(.oldAverage)),
    Mutant(
      "1/c1 inside the average", "AdaMod's code against its paper", "paper.AdaMod",
      .constants { step, _ in
        step.k.rate *= step.k.boundedScale
        step.k.boundedScale = 1
      }),
    Mutant(
      "the greater of rate and average", "max for min", "adamod.AdaMod", .fault(.capTakesGreater)),
    Mutant(
      "the capped rate is kept", "an in-place minimum into the average", "torch_optimizer.AdaMod",
      .fault(.averageKeepsBounded)),
    Mutant(
      "NaN swallowed by the cap", "C's fmin", "paper.AdaMod", .fault(.capSwallowsNaN)),
    Mutant(
      "average begins at the first rate", "another way to start an average", "adamod.AdaMod",
      .constants { step, x in if x.t == 1 { (step.k.averageDecay, step.k.averageWeight) = (0, 1) } }),
    Mutant(
      "AdaMod's minimum beside the clamp", "AdaBalance's page: it recalculates as AdaMod does, which its code does not",
      "adabalance.AdaBalance", .constants { step, _ in step.k.capsAtAverage = true }),
    Mutant(
      "clamped before it is averaged", "the two halves of AdaBalance in the other order", "paper.AdaBalance",
      .fault(.averagesClamped)),
    Mutant(
      "the clamped rate is kept", "an in-place clamp: Luolc's code clamps in place, on a temporary", "adabalance.AdaBalance",
      .fault(.averageKeepsBounded)),
    Mutant(
      "amsbound's maximum corrected", "as in AdaBound, from which adabalance.py comes", "adabalance.AdaBalance",
      .constants { step, x in
        if step.k.keepsMaximum { (step.k.scalesInside, step.k.scale) = (true, Float(1 / x.c2)) }
      }),
    Mutant(
      "AdaBalance's bounds one step late", "a step count raised after the bounds were computed", "paper.AdaBalance",
      .constants { step, x in
        let last = x.at(max(x.t - 1, 1))
        (step.k.lowerRate, step.k.upperRate) = (last.lowerRate, x.t == 1 ? .infinity : last.upperRate)
      }),
  ]
}
