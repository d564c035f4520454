/// The one formula that every optimizer of the Adam family is a case of: m over
///
///     ( √( v/c_in + e1 ) + e2 ) / c_out + e3
///
/// with 1 − β2ᵗ in one of c_in and c_out, and what a ``Convention`` says around it. It is no transcription of anything; that it agrees
/// with one is what a test shows.
public struct ConventionFormula: Reference {
  public let convention: Convention

  public init(_ convention: Convention) { self.convention = convention }

  public var slots: [Slot] {
    var slots: [Slot] = [.m, convention.secondMoment == .squaredResidual ? .s : .v]
    if convention.maximum != .none { slots.append(.vmax) }
    switch convention.rateBound {
    case .none, .clamp, .clampOverRoot: break
    case .average, .averageThenClamp: slots.append(.stepSize)
    }
    if convention.lookahead != nil { slots.append(.slow) }
    return slots
  }

  public var arrangements: [Arrangement] {
    switch convention.weightDecay {
    case .none, .intoGradient: [.asWritten]
    case .timesRate, .timesBaseRate, .absolute: [.asWritten, .decayInUpdate, .decaySubtracted]
    }
  }

  public func start(_ slot: Slot, θ: Double) -> Double {
    slot == .slow && convention.lookahead?.phase != .fromZero ? θ : 0
  }

  public var preparesGradients: Bool { convention.centralizedAbove != nil }

  public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) {
    guard let axes = convention.centralizedAbove else { return }
    for i in gradients.indices where gradients[i].shape.count > axes {
      let length = gradients[i].values.count / max(gradients[i].shape[0], 1)
      guard length > 0 else { continue }
      for start in stride(from: 0, to: gradients[i].values.count, by: length) {
        let row = gradients[i].values[start..<start + length]
        let mean = S.sum(Array(row)) / S(value: Double(length), bound: 0)
        for j in row.indices { gradients[i].values[j] = row[j] - mean }
      }
    }
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    let at = ConventionStep<C>(convention, t: t, arrangement)
    guard let rectification = convention.rectification else { return [Variant { x in at.adaptive(&x, rt: nil) }] }
    typealias K = Coefficient<C>
    let β2 = K(convention.kept(convention.β2))
    let ρInf = 2 / (1 - β2) - 1
    let ρt = ρInf - 2 * K(t) * β2.power(t) / (1 - β2.power(t))
    // rt is asked for above the threshold only: there ρt − 4 is positive, on whichever side ρt's value is here.
    let rt = √(.max(ρt - 4, 0) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).asShare
    // Whether ρt may equal the threshold makes no difference that Double could tell.
    return Variant.either(
      ρt.isAtLeast(rectification.threshold, ρInf: ρInf, β2: convention.kept(convention.β2), t: t),
      above: { x in at.adaptive(&x, rt: rt) },
      below: { x in at.belowThreshold(&x) })
  }
}

extension Convention {
  /// A number as it is kept, other than ε.
  @inlinable func kept(_ number: Double) -> Double { constants == .asGiven ? number : Double(Float(number)) }

  /// ε as it is kept.
  @inlinable func keptε(_ number: Double) -> Double { constants == .inFloat ? Double(Float(number)) : number }
}
