import KernelShims
import OptimizerKernels

extension Mutant {
  /// RAdam below its threshold and above it, and decay beside it.
  static let rectified: [Mutant] = [
    Mutant(
      "holds below the threshold", "LiyuanLucasLiu/RAdam d9fd30a turned its default to that", "torch.optim.RAdam",
      .constants { step, _ in if !step.k.dividesByRoot { step.k.holds = true } }),
    Mutant(
      "climbs below the threshold", "pytorch_optimizer's Ranger, 3.9.0 and 4.1.0, by default", "torch_optimizer.RAdam",
      .constants { step, _ in if !step.k.dividesByRoot { step.k.rate.negate() } }),
    Mutant(
      "m not corrected below the threshold", "adabelief_pytorch 0.0.5, jettify's AdaBelief", "lucid.RAdam",
      .constants { step, x in if !step.k.dividesByRoot { step.k.rate *= Float(x.c1) } }),
    Mutant(
      "ε after the correction of v", "lucid's documentation, compiled and eager RAdam differ in that", "lucid.RAdam",
      .constants { step, x in step.k.epsilon *= Float(x.c2.squareRoot()) }),
    Mutant(
      "L2 decay ignored", "pytorch_optimizer's RAdam with weight_decouple=False", "torch_optimizer.RAdam",
      .constants { step, _ in (step.k.decaysGradient, step.k.decaysBeforeUpdate) = (false, false) }),
    Mutant(
      "decay scaled by the step size", "lessw2020's ranger2020.py: 1/c1 and rt multiply it", "paper.AdamW",
      .constants { step, x in
        step.k.decay = step.k.decaysBeforeUpdate ? 1 - (1 - step.k.decay) / Float(x.c1) : step.k.decay / Float(x.c1)
      }),
    Mutant(
      "decay of the updated parameter", "AdaBoundW steps first; Adabelief-Optimizer issue 56", "paper.AdamW",
      .fault(.decayOfUpdated)),
    Mutant(
      "maximum of the raw v, corrected", "PyTorch's form where optax takes the corrected: pull request 1423", "optax.amsgrad",
      .constants { step, _ in
        guard step.k.scalesMaximum else { return }
        (step.k.scalesMaximum, step.k.scalesInside) = (false, true)
      }),
  ]
}
