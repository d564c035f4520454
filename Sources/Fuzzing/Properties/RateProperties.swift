import KernelVerification
import OptimizerReference

// A rate shows in the update from θ = 0, where decay has nothing to take: |θ'| is the rate times |m|, m being that after the step.

extension Property {
  /// AdaMod's rate never exceeds the same rate uncapped, nor its own average s.
  ///
  /// The kernel itself says what the rate is uncapped: from s = 2¹²⁰ the average is above every rate there is (at most 2⁹⁸: α ≤ 2¹⁰ over
  /// (1 − β1)√v, v ≥ 2⁻¹⁴⁹). So
  /// - from s = 2¹²¹ the update is the same to the bit, as m is and the rate;
  /// - no update is larger: the lesser of η and s rises with s, and rounding keeps the order;
  /// - no update is larger than s|m|, or s|m̂| where the average is of a rate without 1 − β1ᵗ. Here the kernel rounds: s is a Float, and the
  ///   product with m once, with 1/(1 − β1ᵗ) twice more and the reciprocal itself once, each by at most u = 2⁻²⁴ upward, or by the least
  ///   subnormal. Where s or m is too small for u to say it, the element does not count.
  static let averagedRate = Property("AdaMod's rate exceeds neither the same rate uncapped nor its average") { subject in
    guard let convention = subject.convention, convention.lookahead == nil, convention.constants == .asGiven else { return false }
    guard case .average(let β3, _) = convention.rateBound, β3 >= 0x1p-10, convention.α <= 0x1p10 else { return false }
    return convention.β1 <= 1 - 0x1p-14 && !subject.reference.preparesGradients
  } check: { subject, tensor, check in
    guard let convention = subject.convention, case .average(_, let countsFirstCorrection) = convention.rateBound,
      let s = subject.observable(.stepSize), let m = subject.observable(.m)
    else { return }
    var run = try subject.run(tensor)
    let states = [run.start] + (try run.trace())
    for (k, state) in states.dropLast().enumerated() {
      guard let t = run.steps[k] else { continue }
      func update(_ average: Double?) throws -> Snapshot? {
        var from = state.fromZero
        if let average { from.slots[s - 1] = from.slots[s - 1].map { _ in average } }
        return try run.step(k, from: from)
      }
      guard let capped = try update(nil), let free = try update(0x1p120), let freer = try update(0x1p121) else { continue }
      let c1 = countsFirstCorrection ? 1 : 1 - convention.β1.power(t)
      for i in state.parameter.indices where state.isFinite(i) && state.value(s, i) <= 0x1p120 && capped.isFinite(i) && free.isFinite(i) {
        let place = PropertyCheck.Place(step: k, element: i, observable: 0)
        check.expect(freer.parameter[i], equals: free.parameter[i], at: place)
        check.expect(abs(capped.parameter[i]), isAtMost: abs(free.parameter[i]), at: place)
        let average = capped.value(s, i) * abs(capped.value(m, i)) / c1
        guard average >= 0x1p-100, capped.value(s, i) >= 0x1p-100, abs(capped.value(m, i)) >= 0x1p-100 else { continue }
        check.expect(abs(capped.parameter[i]), isAtMost: average * (1 + 5 * 0x1p-24), at: place)
      }
    }
  }

  /// AdaBound's rate stays in its bounds.
  ///
  /// The bounds are computed here with twice their error counted. The kernel rounds each to a Float once, divides by √t (AdaBound's paper)
  /// with one rounding of 1/√t and one of the product, and multiplies by m with one more: four roundings by at most u = 2⁻²⁴ each.
  /// Where the update or a bound is too small for u to say it, or too large for Float, the element does not count.
  static let boundedRate = Property("AdaBound's rate stays in its bounds") { subject in
    guard let convention = subject.convention, convention.lookahead == nil, convention.constants == .asGiven else { return false }
    return convention.α > 0 && convention.finalRate != nil && !subject.reference.preparesGradients
  } check: { subject, tensor, check in
    guard let convention = subject.convention, let (final, γ) = convention.finalRate, let m = subject.observable(.m) else { return }
    typealias K = Coefficient<Bounded<Double>>
    var run = try subject.run(tensor)
    let states = [run.start] + (try run.trace())
    for (k, state) in states.dropLast().enumerated() {
      guard let t = run.steps[k], let after = try run.step(k, from: state.fromZero) else { continue }
      let root = if case .clampOverRoot = convention.rateBound { √K(t) } else { K(1) }
      let low = (K(final) * (1 - 1 / (K(γ) * K(t) + 1)) / root).scalar
      let high = (K(final) * (1 + 1 / (K(γ) * K(t))) / root).scalar
      let (least, most) = (low.value - 2 * low.bound, high.value + 2 * high.bound)
      guard least.isFinite, most.isFinite, high.value >= 0x1p-100 else { continue }
      for i in state.parameter.indices where state.isFinite(i) && after.isFinite(i) {
        let size = abs(after.value(m, i))
        let place = PropertyCheck.Place(step: k, element: i, observable: 0)
        if size >= 0x1p-100, most * size >= 0x1p-100, most * size <= 0x1p120 {
          check.expect(abs(after.parameter[i]), isAtMost: most * size * (1 + 5 * 0x1p-24), at: place)
        }
        if size >= 0x1p-100, least >= 0x1p-100, least * size >= 0x1p-100, most * size <= 0x1p120 {
          check.expect(abs(after.parameter[i]), isAtLeast: least * size * (1 - 5 * 0x1p-24), at: place)
        }
      }
    }
  }
}

extension Convention {
  /// Where the bounds of the rate end, and how fast they get there; nil where there are none, or not for the rate that multiplies m.
  fileprivate var finalRate: (final: Double, γ: Double)? {
    switch rateBound {
    case .clamp(let final, let γ), .clampOverRoot(let final, let γ), .averageThenClamp(_, let final, let γ): (final, γ)
    case .none, .average: nil
    }
  }
}

extension Snapshot {
  /// The same state at θ = 0.
  fileprivate var fromZero: Snapshot { Snapshot(parameter: parameter.map { _ in 0 }, slots: slots) }

  /// Whether all of an element is a number.
  fileprivate func isFinite(_ i: Int) -> Bool { parameter[i].isFinite && slots.allSatisfy { $0[i].isFinite } }
}
