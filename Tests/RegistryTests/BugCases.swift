import KernelVerification
import Mutants
import OptimizerReference
import Registry

/// Inputs that some bugs need and the generated cases lack.
enum BugCases {
  /// The cases that `bug` needs, under each of the samples; none where the generated ones show it.
  static func cases(for bug: Bug, in implementation: Implementation) -> some Sequence<Case> {
    implementation.samples.lazy.compactMap { sample in
      switch bug {
      case .stepInByte: wrapping(implementation, sample)
      case .stepInFloat: late(implementation, sample)
      case .countTruncated: many(implementation, sample)
      case .infinityClamped, .maximumSwallowsNaN, .notANumberLaundered, .reciprocalRoot, .subnormalsFlushed:
        special(implementation, sample)
      default: nil
      }
    }
  }

  /// One element of a case: the state before it, and the gradient at each of its steps.
  private struct Start {
    var θ = 0.5
    var g = 0.25
    var m = 0.125
    var v = 0.0625
  }

  /// One step at t = 101, of elements of which each has a number that is not ordinary.
  private static func special(_ implementation: Implementation, _ sample: String) -> Case {
    let ordinary = [Start(), Start(θ: 0, g: -0.75)]
    let infinities = [Start(g: .infinity), Start(g: -.infinity)]
    let subnormal = Start(g: Double(Float(1e-40)), m: 0)
    let restoredZero = Start(g: 0, v: 0)
    let starts = ordinary + [Start(g: .nan)] + infinities + [subnormal, restoredZero]
    return make(implementation, sample, "special", stepsBefore: 100, steps: 1, starts)
  }

  /// From t = 255 to 257.
  private static func wrapping(_ implementation: Implementation, _ sample: String) -> Case {
    make(implementation, sample, "wrapping", stepsBefore: 254, steps: 3, [Start(), Start(g: -0.75)])
  }

  /// Past t = 2²⁵, with a β2 whose correction is not done by then.
  private static func late(_ implementation: Implementation, _ sample: String) -> Case? {
    guard let dialect = implementation.dialect, var common = dialect.read(sample) else { return nil }
    common.beta2 = 1 - 1e-8
    return make(implementation, dialect.write(common), "late", stepsBefore: 1 << 25, steps: 1, [Start(), Start(g: -0.75)])
  }

  /// More elements than 16 bits count.
  private static func many(_ implementation: Implementation, _ sample: String) -> Case {
    make(implementation, sample, "many", stepsBefore: 100, steps: 1, Array(repeating: Start(), count: (1 << 16) + 3))
  }

  private static func make(
    _ implementation: Implementation, _ hyperparameters: String, _ name: String, stepsBefore: Int, steps: Int, _ starts: [Start]
  ) -> Case {
    Case(
      checked: "made/\(implementation.name)/\(name)", implementation: implementation.name, hyperparameters: hyperparameters, steps: steps,
      stepsBefore: stepsBefore,
      tensors: [
        Trajectory(
          name: "w", initial: starts.map(\.θ),
          initialSlots: [.m: starts.map(\.m), .v: starts.map(\.v), .vmax: starts.map(\.v)],
          gradients: (0..<steps).flatMap { _ in starts.map(\.g) })
      ], rerun: "")
  }
}
