/// An optimizer with its hyperparameters, written to be read beside its source.
public protocol Reference: Sendable {
  /// What it remembers of each parameter. Before the first step all are 0.
  var slots: [Slot] { get }

  /// The arrangements of its equations that round differently by more than the bound. The first is the source's own.
  var arrangements: [Arrangement] { get }

  /// Whether t goes on at a step at which the parameter has no gradient: where the optimizer counts for all its parameters.
  var countsMissedSteps: Bool { get }

  /// Step t as a map from an element to the element after it.
  ///
  /// - Parameters:
  ///   - t: the step, from 1.
  ///   - arrangement: one of ``arrangements``.
  ///   - schedule: what β1ᵗ, β2ᵗ and all that is made of them (ρt, rt, a decayed rate) is computed in:
  ///     `Bounded<Double>`, as nearly everybody does, or a ``FloatSchedule``.
  /// - Returns: nearly always one variant. Two where the step takes a branch that the schedule's rounding leaves open.
  func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>]
}

extension Reference {
  public var arrangements: [Arrangement] { [.asWritten] }
  public var countsMissedSteps: Bool { false }
}

/// An order of the same mathematics.
public enum Arrangement: String, Sendable, Hashable {
  case asWritten = "as written"
  /// Decoupled decay as θ(1 − αλ) before the update. It rounds θ three times.
  case decayAsFactor = "decay as a factor of θ"
  /// Decoupled decay inside the update. It rounds θ once.
  case decayInUpdate = "decay inside the update"
  /// Decoupled decay as θ − αλθ before the update. It rounds θ twice, and is NaN of ∞.
  case decaySubtracted = "decay subtracted before the update"
}

/// One admissible step.
@frozen public struct Variant<S: Scalar> {
  /// The branch that it takes; nil where the equations have none.
  public let branch: String?

  /// The step.
  public let step: (inout Element<S>) -> Void

  @inlinable public init(branch: String? = nil, step: @escaping (inout Element<S>) -> Void) {
    self.branch = branch
    self.step = step
  }

  /// The step on the side of a threshold that ρt, or whatever is compared, lies on; both steps where that is open.
  @inlinable public static func either(
    _ isAbove: Decision, above: @escaping (inout Element<S>) -> Void, below: @escaping (inout Element<S>) -> Void
  ) -> [Variant] {
    switch isAbove {
    case .yes: [Variant(branch: "above the threshold", step: above)]
    case .no: [Variant(branch: "below the threshold", step: below)]
    case .undecidable:
      [Variant(branch: "above the threshold", step: above), Variant(branch: "below the threshold", step: below)]
    }
  }
}
