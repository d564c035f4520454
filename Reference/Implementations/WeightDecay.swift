/// What weight decay is taken from, in the libraries that follow PyTorch.
public enum WeightDecayKind: Sendable {
  /// λθ is added to the gradient.
  case intoGradient
  /// θ loses λθ times the learning rate.
  case timesRate
  /// θ loses λθ, whatever the learning rate.
  case absolute

  /// The arrangements of a step with a decay λ of this kind.
  public func arrangements(λ: Double) -> [Arrangement] {
    self == .intoGradient || λ == 0 ? [.asWritten] : [.asWritten, .decayInUpdate, .decaySubtracted]
  }
}

/// Weight decay at one step. As those libraries write it, a decoupled decay is a factor of θ before the update.
@frozen public struct WeightDecay<Schedule: Scalar>: Sendable {
  @usableFromInline enum Place: Sendable { case nowhere, gradient, factor, update, subtracted }

  @usableFromInline let λ, rate, factor: Coefficient<Schedule>
  @usableFromInline let place: Place

  /// - Parameters:
  ///   - λ: the weight decay; 0 for none.
  ///   - kind: where it enters.
  ///   - lr: the learning rate that a decay of the kind `timesRate` is multiplied by.
  ///   - arrangement: how the decay is written, where rounding tells.
  @inlinable public init(
    λ: Double, _ kind: WeightDecayKind, lr: Coefficient<Schedule>, _ arrangement: Arrangement
  ) {
    self.λ = Coefficient(λ)
    rate = kind == .timesRate ? lr * Coefficient(λ) : Coefficient(λ)
    factor = 1 - rate
    place =
      switch (kind, arrangement) {
      case _ where λ == 0: .nowhere
      case (.intoGradient, _): .gradient
      case (_, .decayInUpdate): .update
      case (_, .decaySubtracted): .subtracted
      case _: .factor
      }
  }

  /// The gradient that the moments average.
  @inlinable public func gradient<S: Scalar>(_ g: S, _ θ: S) -> S { place == .gradient ? g + λ * θ : g }

  /// θ after its decay and the update.
  @inlinable public func move<S: Scalar>(_ θ: S, by update: S) -> S {
    switch place {
    case .nowhere, .gradient: θ - update
    case .factor: factor * θ - update
    case .update: θ - (update + rate * θ)
    case .subtracted: θ - rate * θ - update
    }
  }

  /// θ after its decay, where there is no update.
  @inlinable public func hold<S: Scalar>(_ θ: S) -> S {
    switch place {
    case .nowhere, .gradient: θ
    case .factor: factor * θ
    case .update, .subtracted: θ - rate * θ
    }
  }
}
