/// An optimizer with its hyperparameters, written to be read beside its source.
public protocol Reference: Sendable {
  /// What it remembers of each parameter.
  var slots: [Slot] { get }

  /// What it remembers in `slot` before the first step, of a parameter that starts at θ. Nearly always 0.
  func start(_ slot: Slot, θ: Double) -> Double

  /// The arrangements of its equations that round differently by more than the bound. The first is the source's own.
  var arrangements: [Arrangement] { get }

  /// Whether t goes on at a step at which the parameter has no gradient: where the optimizer counts for all its parameters.
  var countsMissedSteps: Bool { get }

  /// Step t as a map from an element to the element after it.
  ///
  /// - Parameters:
  ///   - t: the step, from 1.
  ///   - arrangement: one of `arrangements`.
  ///   - schedule: what β1ᵗ, β2ᵗ and all that is made of them (ρt, rt, a decayed rate) is computed in:
  ///     `Bounded<Double>`, as nearly everybody does, or a ``FloatSchedule``.
  /// - Returns: nearly always one variant. Two where the step takes a branch that the schedule's rounding leaves open.
  func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>]

  /// Whether it takes gradients of which single rows are absent, which is not to say that they are zero.
  var takesRows: Bool { get }

  /// Whether the parameter of that name is left out of weight decay; its elements' ``Element/isExcluded`` says so then.
  func excludes(_ parameter: String) -> Bool

  /// Whether ``prepare(_:)`` does anything.
  var preparesGradients: Bool { get }

  /// What is done to the gradients of one step before any element is stepped: what sees more than one element, such as clipping by norm.
  ///
  /// - Parameter gradients: of all parameters that have one at this step. To be left with as many values each.
  func prepare<S: Scalar>(_ gradients: inout [Gradient<S>])
}

extension Reference {
  public var arrangements: [Arrangement] { [.asWritten] }
  public var countsMissedSteps: Bool { false }
  public var takesRows: Bool { false }
  public func excludes(_ parameter: String) -> Bool { false }
  public var preparesGradients: Bool { false }
  public func start(_ slot: Slot, θ: Double) -> Double { 0 }
  public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) {}
}

/// The gradient of one parameter at one step.
public struct Gradient<S: Scalar> {
  /// The parameter's shape.
  public let shape: [Int]
  /// Its values, the last axis the fastest.
  public var values: [S]

  public init(shape: [Int], values: [S]) {
    self.shape = shape
    self.values = values
  }
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
  /// A sum of moments that is divided, of a source that divides each. It may overflow where they do not.
  case numeratorFirst = "the numerator before the quotient"
  /// An average as β · old + (1 − β) · new, of a source that moves the old number by (1 − β)(new − old).
  case averagesAsSums = "averages as sums of two products"
  /// An ε that an average keeps as a part of the new term, and not added to both.
  case epsilonFirst = "ε added to the new term of an average"
  /// At a synchronization the parameter set to its slow weights, of a source that moves it to them by an update of its own.
  case parameterFromSlow = "the parameter set to its slow weights"
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

  /// This step, and then another: what an optimizer does that wraps the one that this step is of.
  @inlinable func then(_ next: @escaping (inout Element<S>) -> Void) -> Variant {
    let first = step
    return Variant(branch: branch) { x in
      first(&x)
      next(&x)
    }
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
