/// What an optimizer remembers of a parameter, by the name that recordings use.
public enum Slot: String, Sendable, Hashable, CaseIterable {
  /// The first moment.
  case m
  /// The second raw moment.
  case v
  /// AMSGrad's running maximum of the second moment.
  case vmax
  /// AdaBelief's variance: the average of (g − m)².
  case s
  /// The averaged rate of AdaMod and AdaBalance.
  case stepSize = "step_size"
  /// The velocity of SGD with momentum.
  case momentum
  /// AdaGrad's sum of squared gradients.
  case sum
  /// Adamax' running maximum of |g|.
  case u
  /// Lookahead's slow weights.
  case slow

  /// Whether it is never negative: an average, a sum or a maximum of squares or magnitudes, or a rate.
  public var isMagnitude: Bool {
    switch self {
    case .m, .momentum, .slow: false
    case .v, .vmax, .s, .stepSize, .sum, .u: true
    }
  }
}

/// One parameter, its gradient, and what the optimizer remembers of it.
@frozen public struct Element<S: Scalar>: Sendable {
  /// The parameter.
  public var θ: S
  /// Its gradient at this step.
  public var g: S
  /// The first moment.
  public var m: S = 0
  /// The second raw moment.
  public var v: S = 0
  /// AMSGrad's running maximum; it stays 0 where none is kept.
  public var vmax: S = 0
  /// The averaged rate of AdaMod and AdaBalance; it stays 0 where none is kept.
  public var stepSize: S = 0
  /// Lookahead's slow weights; it stays 0 where none are kept.
  public var slow: S = 0
  /// Whether its row had a gradient: false only in a row-sparse gradient.
  public var isTouched = true
  /// Whether its parameter is left out of weight decay, by its name.
  public var isExcluded = false

  @inlinable public init(θ: S, g: S) {
    self.θ = θ
    self.g = g
  }

  /// The same element in another scalar, its bounds kept.
  @inlinable public init<Other: Scalar>(_ other: Element<Other>) {
    θ = S(value: other.θ.value, bound: other.θ.bound)
    g = S(value: other.g.value, bound: other.g.bound)
    m = S(value: other.m.value, bound: other.m.bound)
    v = S(value: other.v.value, bound: other.v.bound)
    vmax = S(value: other.vmax.value, bound: other.vmax.bound)
    stepSize = S(value: other.stepSize.value, bound: other.stepSize.bound)
    slow = S(value: other.slow.value, bound: other.slow.bound)
    isTouched = other.isTouched
    isExcluded = other.isExcluded
  }

  /// The same element, each of its numbers made into another scalar.
  public func map<Other: Scalar>(_ transform: (S) -> Other) -> Element<Other> {
    var other = Element<Other>(θ: transform(θ), g: transform(g))
    (other.m, other.v, other.vmax) = (transform(m), transform(v), transform(vmax))
    (other.stepSize, other.slow) = (transform(stepSize), transform(slow))
    (other.isTouched, other.isExcluded) = (isTouched, isExcluded)
    return other
  }

  // An optimizer keeps one first moment and one second. The others' names are names for the same two numbers: more numbers would
  // take their time in every element of every optimizer.

  /// AdaBelief's variance, in place of v.
  @inlinable public var s: S {
    get { v }
    set { v = newValue }
  }

  /// AdaGrad's sum, in place of v.
  @inlinable public var sum: S {
    get { v }
    set { v = newValue }
  }

  /// Adamax' maximum of |g|, in place of v.
  @inlinable public var u: S {
    get { v }
    set { v = newValue }
  }

  /// The velocity, in place of m.
  @inlinable public var momentum: S {
    get { m }
    set { m = newValue }
  }

  /// What is remembered in `slot`.
  @inlinable public subscript(slot: Slot) -> S {
    get {
      switch slot {
      case .m, .momentum: m
      case .v, .s, .sum, .u: v
      case .vmax: vmax
      case .stepSize: stepSize
      case .slow: slow
      }
    }
    set {
      switch slot {
      case .m, .momentum: m = newValue
      case .v, .s, .sum, .u: v = newValue
      case .vmax: vmax = newValue
      case .stepSize: stepSize = newValue
      case .slow: slow = newValue
      }
    }
  }
}
