extension Convention {
  /// The conventions that differ in one choice, with the same numbers: the mistakes that are made.
  public var variations: [(axis: Axis, convention: Convention)] {
    let ε = epsilon.number ?? 1e-8
    let all: [(Axis, [Convention])] = [
      (.direction, [with(\.maximizes, !maximizes)]),
      (.rate, rate.variations.map { with(\.rate, $0) }),
      (.warmup, warmup == .none ? [] : [with(\.warmup, .none)]),
      (.momentEpsilon, [.none, .kept(ε), .passing(ε)].map { with(\.momentEpsilon, $0) }),
      (.maximum, [.none, .ofUncorrected, .ofCorrected, .unused].map { with(\.maximum, $0) }),
      (.firstCorrection, [with(\.correctsFirstMoment, !correctsFirstMoment)]),
      (.secondCorrection, [with(\.correctsSecondMoment, !correctsSecondMoment)]),
      (.epsilon, [.none, .inRoot(ε), .beforeCorrection(ε), .afterCorrection(ε)].map { with(\.epsilon, $0) }),
      (.threshold, [nil, .init(above: 4), .init(above: 5)].map { with(\.rectification, $0) }),
      (
        .belowThreshold,
        [.correctedMoment, .uncorrectedMoment, .hold, .ascend].map { with(\.belowThreshold, $0) }
      ),
      (.decayWhenHeld, [with(\.decaysWhenHeld, !decaysWhenHeld)]),
      (.rateBound, [with(\.rateBound, .none)]),
      (.weightDecay, weightDecay.variations.map { with(\.weightDecay, $0) }),
      (.lookahead, lookaheadVariations.map { with(\.lookahead, $0) }),
    ]
    return all.flatMap { axis, conventions in
      conventions.filter { axes(differingFrom: $0).contains(axis) }.map { (axis, $0) }
    }
  }

  private var lookaheadVariations: [Lookahead?] {
    guard let lookahead else { return [] }
    return [.atMultiples, .fromFirstStep, .fromZero].map { Lookahead(period: lookahead.period, share: lookahead.share, phase: $0) }
  }

  private func with<T>(_ choice: WritableKeyPath<Convention, T>, _ value: T) -> Convention {
    var copy = self
    copy[keyPath: choice] = value
    return copy
  }
}

extension Convention.RateOverTime {
  fileprivate var variations: [Self] {
    guard case .inverseTime(let decay, _) = self else { return [.constant] }
    return [.constant, .inverseTime(decay: decay, decaysAtFirstStep: false), .inverseTime(decay: decay, decaysAtFirstStep: true)]
  }
}

extension Convention.WeightDecay {
  /// λ; nil where there is none.
  public var λ: Double? {
    switch self {
    case .none: nil
    case .intoGradient(let λ), .timesRate(let λ), .timesBaseRate(let λ), .absolute(let λ): λ
    }
  }

  fileprivate var variations: [Self] {
    λ.map { [.none, .intoGradient($0), .timesRate($0), .timesBaseRate($0), .absolute($0)] } ?? []
  }
}
