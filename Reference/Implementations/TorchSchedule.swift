import Foundation

/// The schedulers of `torch/optim/lr_scheduler.py`, version 2.15.0, each as the closed form that torch has beside its recursion
/// (`_get_closed_form_lr`; of LambdaLR and
/// CosineAnnealingWarmRestarts there is only that).
///
/// torch counts s from 0, and a user calls `scheduler.step()` after each step of the optimizer: step t has the rate of s = t − 1.
public enum TorchSchedule: Sendable {
  /// `LambdaLR(optimizer, lambda s: min(1, (s + 1) / W))`: the linear warmup as users write it.
  case linearWarmup(steps: Double)
  /// `LinearLR(start_factor, end_factor, total_iters)`
  case linear(startFactor: Double, endFactor: Double, totalIters: Double)
  /// `CosineAnnealingLR(T_max, eta_min)`
  case cosineAnnealing(tMax: Double, etaMin: Double)
  /// `CosineAnnealingWarmRestarts(T_0, T_mult, eta_min)`
  case cosineAnnealingWarmRestarts(t0: Int, tMult: Int, etaMin: Double)
  /// `ExponentialLR(gamma)`
  case exponential(gamma: Double)
  /// `StepLR(step_size, gamma)`
  case step(stepSize: Int, gamma: Double)
  /// `MultiStepLR(milestones, gamma)`
  case multiStep(milestones: [Int], gamma: Double)
  /// `PolynomialLR(total_iters, power)`
  case polynomial(totalIters: Double, power: Double)

  /// The rate at s, counted from 0, from the group's own rate, with the bound of its arithmetic: Python's, in Double.
  public func rate(at s: Int, from base: Double) -> Bounded<Double> {
    func number(_ x: Double) -> Bounded<Double> { Bounded(value: x, bound: 0) }
    let lr = number(base)
    switch self {
    case .linearWarmup(let steps):
      return lr * min(1, number(Double(s + 1)) / number(steps))
    case .linear(let start, let end, let totalIters):
      return lr * (number(start) + (number(end) - number(start)) * number(min(totalIters, Double(s))) / number(totalIters))
    case .cosineAnnealing(let tMax, let etaMin):
      return Self.wave(lr, number(etaMin), number(Double(s)), number(tMax))
    case .cosineAnnealingWarmRestarts(let t0, let tMult, let etaMin):
      var (current, period) = (s, t0)
      while current >= period {
        current -= period
        period *= tMult
      }
      return Self.wave(lr, number(etaMin), number(Double(current)), number(Double(period)))
    case .exponential(let gamma): return lr * number(gamma).raised(to: number(Double(s)))
    case .step(let stepSize, let gamma): return lr * number(gamma).raised(to: number(Double(s / stepSize)))
    case .multiStep(let milestones, let gamma):
      return lr * number(gamma).raised(to: number(Double(milestones.count { $0 <= s })))
    case .polynomial(let totalIters, let power):
      return lr * (1 - number(min(totalIters, Double(s))) / number(totalIters)).raised(to: number(power))
    }
  }

  /// η + (lr − η) · (1 + cos(π s/T)) / 2
  private static func wave(
    _ lr: Bounded<Double>, _ η: Bounded<Double>, _ s: Bounded<Double>, _ T: Bounded<Double>
  ) -> Bounded<Double> {
    η + (lr - η) * (1 + (Bounded(value: .pi, bound: 0x1p-52) * s / T).cosine) / 2
  }

  private func min<T: Comparable>(_ a: T, _ b: T) -> T { Swift.min(a, b) }
  private func min(_ a: Bounded<Double>, _ b: Bounded<Double>) -> Bounded<Double> { .min(a, b) }
}
