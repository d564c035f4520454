import Foundation
import OptimizerKernels
import OptimizerReference
import Testing

extension RecordedRates {
  /// Our schedule of that name, and what it begins with.
  func ours() throws -> (schedule: LearningRateSchedule, from: Double) {
    switch library {
    case "keras-2.15.0": return try keras()
    case "tensorflow-addons-0.23.0":
      let schedule = LearningRateSchedule.warmupThenDecay(
        totalSteps: try number("total_steps"), proportion: try number("warmup_proportion"), minimum: try number("min_lr"))
      return (schedule, try number("learning_rate"))
    case "labml_nn-0.5.1":
      let lr = try number("lr")
      switch schedule {
      case "AdamWarmup": return (.warmup(steps: try number("warmup")), lr)
      case "AdamWarmupCosineDecay": return (.warmupThenCosine(warmup: try number("warmup"), total: try number("total_steps")), lr)
      default: return (.noam(modelSize: try number("d_model"), warmup: try number("warmup")), lr)
      }
    default: return (try torch(), try number("lr"))
    }
  }

  private func keras() throws -> (LearningRateSchedule, Double) {
    if schedule == "PiecewiseConstantDecay" {
      return (.piecewiseConstant(boundaries: try list("boundaries"), values: try list("values")), 0)
    }
    let first = try number("initial_learning_rate")
    if schedule == "CosineDecayRestarts" {
      let schedule = LearningRateSchedule.cosineDecayRestarts(
        steps: try number("first_decay_steps"), periodFactor: try number("t_mul"), rateFactor: try number("m_mul"),
        floor: try number("alpha"))
      return (schedule, first)
    }
    let steps = try number("decay_steps")
    switch schedule {
    case "ExponentialDecay":
      return (.exponentialDecay(steps: steps, rate: try number("decay_rate"), staircase: try flag("staircase")), first)
    case "InverseTimeDecay":
      return (.inverseTimeDecay(steps: steps, rate: try number("decay_rate"), staircase: try flag("staircase")), first)
    case "PolynomialDecay":
      let schedule = LearningRateSchedule.polynomialDecay(
        steps: steps, end: try number("end_learning_rate"), power: try number("power"), cycle: try flag("cycle"))
      return (schedule, first)
    default:
      let schedule = LearningRateSchedule.cosineDecay(
        steps: steps, floor: try number("alpha"), warmupTarget: numberIfAny("warmup_target"), warmupSteps: try number("warmup_steps"))
      return (schedule, first)
    }
  }

  private func torch() throws -> LearningRateSchedule {
    let lr = try number("lr")
    switch schedule {
    case "LambdaLR": return .linearWarmup(steps: try number("steps"))
    case "LinearLR":
      return .linear(startFactor: try number("start_factor"), endFactor: try number("end_factor"), steps: try number("total_iters"))
    case "CosineAnnealingLR": return .cosineAnnealing(steps: try number("T_max"), minimum: try number("eta_min"))
    case "CosineAnnealingWarmRestarts":
      return .cosineDecayRestarts(
        steps: try number("T_0"), periodFactor: try number("T_mult"), rateFactor: 1, floor: try number("eta_min") / lr)
    case "ExponentialLR": return .exponentialDecay(steps: 1, rate: try number("gamma"), staircase: false)
    case "StepLR": return .exponentialDecay(steps: try number("step_size"), rate: try number("gamma"), staircase: true)
    case "MultiStepLR":
      let (milestones, gamma) = (try list("milestones"), try number("gamma"))
      return .piecewiseConstant(boundaries: milestones.map { $0 - 1 }, values: (0...milestones.count).map { lr * pow(gamma, Double($0)) })
    default: return .polynomialDecay(steps: try number("total_iters"), end: 0, power: try number("power"), cycle: false)
    }
  }
}

extension LearningRateSchedule {
  /// What the package's own powers and cosines may add to the bound of a transcription, whose powers and cosines are the platform's.
  func elementaryError(at t: Int, from α: Double) -> Double {
    let s = Double(t - 1)
    /// As `Elementary` says of xʸ; the largest of the factors that it is multiplied by is `most`.
    func power(_ x: Double, _ y: Double, most: Double) -> Double {
      let z = pow(x, y)
      return z == 0 || y == 0 ? 0 : most * z * (8 * abs(y * log(x)) + 5) * 0x1p-53
    }
    switch self {
    case .exponentialDecay(let steps, let rate, _): return power(rate, s / steps, most: α)
    case .polynomialDecay(let steps, let end, let exponent, let cycle):
      let length = cycle ? steps * max(1, (s / steps).rounded(.up)) : steps
      return power(1 - min(s, length) / length, exponent, most: abs(α - end))
    case .cosineDecay(_, _, let target, _): return 0.5 * (target ?? α) * 5 * 0x1p-53
    case .cosineDecayRestarts:
      // A factor p = xʸ of at most 1 is off by (8 p |ln p| + 5) u, and p |ln p| ≤ 1/e. Six roundings more, each of at most α, for it is also held against torch's form.
      return (0.5 * 5 + 8 + 6) * α * 0x1p-53
    case .cosineAnnealing, .warmupThenCosine: return 0.5 * α * 5 * 0x1p-53
    default: return 0
    }
  }
}
