import Foundation
import KernelShims
import OptimizerKernels

extension Mutant {
  /// What is computed once a step: rates with time, warm-up, powers.
  static let schedules: [Mutant] = [
    Mutant(
      "warm-up one step late", "tensorflow-addons' documentation begins at 0, its code at lr/W",
      "labml_nn.optimizers.adam_warmup.AdamWarmup",
      .constants { step, x in
        step.k.rate *= ratio(x.options.warmedRate(x.t - 1), x.options.warmedRate(x.t))
      }),
    Mutant(
      "warm-up one step longer", "labml_nn compares warmup > t, tensorflow-addons t ≤ W", "labml_nn.optimizers.adam_warmup.AdamWarmup",
      .constants { step, x in
        if Double(x.t) == x.options.warmup { step.k.rate *= Float(1 - 1 / x.options.warmup) }
      }),
    Mutant(
      "decay with the warmed-up rate", "labml_nn takes the base rate, the authors' AdamW the scheduled one",
      "labml_nn.optimizers.adam_warmup.AdamWarmup",
      .constants { step, x in
        guard step.k.decaysBeforeUpdate else { return }
        step.k.decay = 1 - (1 - step.k.decay) * ratio(x.options.warmedRate(x.t), x.options.rate)
      }),
    Mutant(
      "inverse decay from t = 1", "swift-apis' form where Keras counts from 0", "tf.keras.optimizers.legacy.Adam",
      .constants { step, x in step.k.rate *= x.options.inverseTime(x.t) / x.options.inverseTime(x.t - 1) }),
    Mutant(
      "inverse decay from t = 0", "Keras' form where swift-apis counts from 1", "swift_apis.Adam",
      .constants { step, x in step.k.rate *= x.options.inverseTime(x.t - 1) / x.options.inverseTime(x.t) }),
    Mutant(
      "1 − β2ᵗ in Float", "optax, tensorflow-addons and kozistr/RAdam-tensorflow raise β2 to t in Float", "paper.Adam",
      .constants { step, x in step.correct(by: Double(1 - powf(Float(x.options.β2), Float(x.t)))) }),
    Mutant(
      "β2ᵗ of a β2 in Float", "Keras keeps β2 as a Float: 0.999 becomes 0.9990000128746033", "torch.optim.AdamW",
      .constants { step, x in step.correct(by: x.options.complement(Double(Float(x.options.β2)), x.t)) }),
    Mutant(
      "1 − β1 in Float", "swift-apis, mlx-swift: scalars are Floats", "paper.AdamW",
      .constants { step, _ in step.k.firstWeight = 1 - step.k.firstDecay }),
    Mutant(
      "coefficients of another group", "Ranger's and jettify's cache is keyed by t and not by β: RAdam pull request 36",
      "torch_optimizer.RAdam",
      .constants { step, x in if step.k.dividesByRoot { step.k.rate *= Float((x.options.complement(0.999, x.t) / x.c2).squareRoot()) } }),
  ]

  private static func ratio(_ a: Double, _ b: Double) -> Float { b == 0 ? 1 : Float(a / b) }
}

extension MutantOptions {
  /// labml_nn's rate at step t.
  fileprivate func warmedRate(_ t: Int) -> Double { warmup > Double(t) ? 1e-8 + Double(t) * rate / warmup : rate }

  /// 1/(1 + decay · t).
  fileprivate func inverseTime(_ t: Int) -> Float { Float(1 / (1 + inverseDecay * Double(t))) }
}

extension FormulaStep {
  /// Corrects the second moment by `c2`, wherever the rule does.
  fileprivate mutating func correct(by c2: Double) {
    k.scale = Float(k.scalesOutside ? 1 / c2.squareRoot() : 1 / c2)
  }
}
