/// A learning rate that depends on the step: what libraries multiply α by, or put in its place.
///
/// t counts from 1, as everywhere in this package; Keras and optax ask their schedules with t − 1. Evaluated in Double, on every platform alike.
///
/// torch's schedulers, called once after each step, are these:
///
/// | torch | here |
/// |---|---|
/// | `LambdaLR` with min(1, (s + 1) / W) | ``linearWarmup(steps:)`` |
/// | `LinearLR` | ``linear(startFactor:endFactor:steps:)`` |
/// | `CosineAnnealingLR` | ``cosineAnnealing(steps:minimum:)`` |
/// | `CosineAnnealingWarmRestarts` | ``cosineDecayRestarts(steps:periodFactor:rateFactor:floor:)``, the floor `eta_min` / α |
/// | `ExponentialLR`, `StepLR` | ``exponentialDecay(steps:rate:staircase:)`` in 1 step, and as a staircase |
/// | `PolynomialLR` | ``polynomialDecay(steps:end:power:cycle:)`` down to 0 |
/// | `MultiStepLR` | ``piecewiseConstant(boundaries:values:)``, the boundaries its milestones less 1 |
public enum LearningRateSchedule: Codable, Hashable, Sendable {
  /// α at every step.
  case constant
  /// α / (1 + rate · (t − 1 + first)): Keras's `decay` and torch's `lr_decay` with `first` 0, swift-apis's `decay` with 1.
  case inverseTime(rate: Double, first: Int)
  /// α / √t, of the papers' theory.
  case inverseRoot
  /// Keras's ExponentialDecay: α · rate^((t − 1) / steps), the exponent rounded down with `staircase`.
  case exponentialDecay(steps: Double, rate: Double, staircase: Bool)
  /// Keras's InverseTimeDecay: α / (1 + rate · (t − 1) / steps), the quotient rounded down with `staircase`.
  case inverseTimeDecay(steps: Double, rate: Double, staircase: Bool)
  /// Keras's PolynomialDecay: from α to `end` in `steps`, (1 − (t − 1) / steps)^power of the way left; with `cycle` over and over, each time longer.
  case polynomialDecay(steps: Double, end: Double, power: Double, cycle: Bool)
  /// Keras's CosineDecay: half a cosine from α to α · floor in `steps`; after a line from α to `warmupTarget` in `warmupSteps`, where that is given.
  case cosineDecay(steps: Double, floor: Double, warmupTarget: Double?, warmupSteps: Double)
  /// Keras's CosineDecayRestarts (`t_mul`, `m_mul`, `alpha`): half a cosine from α to α · floor, over and over. The first takes `steps`, each
  /// further one `periodFactor` times as long, and begins `rateFactor` times as high above the floor.
  ///
  /// It restarts as soon as a period is over. Keras asks a logarithm, whose rounding may make that a step late.
  case cosineDecayRestarts(steps: Double, periodFactor: Double, rateFactor: Double, floor: Double)
  /// torch's CosineAnnealingLR: a cosine from α to `minimum` in `steps`, and up again: a wave of twice as many.
  case cosineAnnealing(steps: Double, minimum: Double)
  /// Keras's PiecewiseConstantDecay: the first value up to t − 1 = the first boundary, and so on. α has no part in it.
  case piecewiseConstant(boundaries: [Double], values: [Double])
  /// tensorflow-addons's warmup: up to α at t = W = totalSteps · proportion (not rounded), then in a line down to `minimum` at totalSteps.
  case warmupThenDecay(totalSteps: Double, proportion: Double, minimum: Double)
  /// α · min(1, t / steps): the warmup that torch's users write with LambdaLR. Its first step has α / steps, and not 0; with 0 `steps` there is none.
  case linearWarmup(steps: Double)
  /// torch's LinearLR: α times a factor that goes from `startFactor`, at t = 1, to `endFactor` in `steps`.
  case linear(startFactor: Double, endFactor: Double, steps: Double)
  /// labml's AdamWarmup and LiyuanLucasLiu's AdamW: 1e-8 + t · α / steps as long as t < steps, then α.
  case warmup(steps: Double)
  /// labml's AdamWarmupCosineDecay: the same, then α · max(0.1, ½ (1 + cos(π (t − warmup) / (total − warmup)))).
  case warmupThenCosine(warmup: Double, total: Double)
  /// labml's Noam: α · modelSize^−½ · min(t^−½, t · warmup^−1.5).
  case noam(modelSize: Double, warmup: Double)
}
