extension [Arrangement] {
  /// The arrangements of a decoupled decay, of which a source has the one that it writes; none where there is no decay.
  @inlinable static func ofDecay(_ λ: Double, asWritten own: Arrangement) -> [Arrangement] {
    λ == 0 ? [.asWritten] : [.asWritten] + [.decayAsFactor, .decayInUpdate, .decaySubtracted].filter { $0 != own }
  }
}

extension Element {
  /// Takes `update` from θ, and `decay` times the θ of before.
  ///
  /// - Parameters:
  ///   - decay: αλ, or λ where it is not multiplied by the rate; nil for none.
  ///   - arrangement: the order of the operations.
  ///   - own: the order that the source has.
  @inlinable mutating func descend<C: Scalar>(
    by update: S, decay: Coefficient<C>?, _ arrangement: Arrangement, asWritten own: Arrangement
  ) {
    guard let decay else {
      θ = θ - update
      return
    }
    switch arrangement == .asWritten ? own : arrangement {
    case .decayInUpdate: θ = θ - (update + decay * θ)
    case .decaySubtracted: θ = θ - decay * θ - update
    case .asWritten, .decayAsFactor, .averagesAsSums, .epsilonFirst, .parameterFromSlow, .numeratorFirst:
      θ = (1 - decay) * θ - update
    }
  }
}
