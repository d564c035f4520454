/// What an optimizer remembers of a parameter, by the name that recordings use.
public enum Slot: String, Sendable, Hashable, CaseIterable {
  /// The first moment.
  case m
  /// The second raw moment.
  case v
  /// AMSGrad's running maximum of the second moment.
  case vmax
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
  }

  /// The same element, each of its numbers made into another scalar.
  public func map<Other: Scalar>(_ transform: (S) -> Other) -> Element<Other> {
    var other = Element<Other>(θ: transform(θ), g: transform(g))
    for slot in Slot.allCases { other[slot] = transform(self[slot]) }
    return other
  }

  /// What is remembered in `slot`.
  @inlinable public subscript(slot: Slot) -> S {
    get {
      switch slot {
      case .m: m
      case .v: v
      case .vmax: vmax
      }
    }
    set {
      switch slot {
      case .m: m = newValue
      case .v: v = newValue
      case .vmax: vmax = newValue
      }
    }
  }
}
