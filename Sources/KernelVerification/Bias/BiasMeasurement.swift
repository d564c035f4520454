import OptimizerReference

/// The signed errors of a kernel's updates, added up draw by draw.
struct BiasMeasurement {
  private var sum = 0.0
  private var sumOfConstants = 0.0
  private(set) var elements = 0

  /// The mean error in ulps; NaN of none.
  var mean: Double { sum / Double(elements) }

  /// The mean of what rounding the constants may add, in ulps; NaN of none.
  var meanOfConstants: Double { sumOfConstants / Double(elements) }

  /// Steps `candidate` once from the elements, all with θ = 0, and adds what its updates are off.
  ///
  /// - Throws: ``BrokenCandidate``.
  mutating func add(
    _ candidate: any Candidate, _ reference: ErasedReference, t: Int, from before: [EnclosedElement]
  ) throws(BrokenCandidate) {
    let steps = reference.steps(t, reference.arrangements[0], .floatConstants)
    // Where either branch is right there is no one update to compare with.
    guard steps.count == 1 else { return }
    var after = before
    steps[0].advance(before, &after)
    let got = try updates(of: candidate, reference.slots, t, before)
    for (got, expected) in zip(got, after) { add(Double(got), expected.θ) }
  }

  private mutating func add(_ got: Double, _ expected: Bounded<Double>) {
    let magnitude = abs(expected.value)
    // In the middle of Float's range neither the update nor what it is made of is subnormal or infinite.
    guard magnitude >= 0x1p-100 && magnitude <= 0x1p100 else { return }
    let unit = ulp(magnitude, .float)
    let error = expected.value < 0 ? expected.value - got : got - expected.value
    sum += error / unit
    sumOfConstants += expected.bound / unit
    elements += 1
  }

  /// The parameters that the candidate leaves.
  private func updates(
    of candidate: any Candidate, _ slots: [Slot], _ t: Int, _ before: [EnclosedElement]
  ) throws(BrokenCandidate) -> [Float] {
    var kept: [Slot: [Float]] = [:]
    for slot in slots { kept[slot] = before.map { Float($0[slot].value) } }
    var x = CandidateStep(
      t: t, gradients: before.map { Float($0.g.value) }, parameters: before.map { Float($0.θ.value) }, slots: kept,
      continues: false)
    var candidate = candidate
    do {
      try candidate.step(&x)
    } catch {
      throw BrokenCandidate(description: "the candidate threw at step \(t): \(error)")
    }
    for (name, count) in [("θ", x.parameters.count)] + slots.map({ ($0.rawValue, x[$0].count) }) where count != before.count {
      throw BrokenCandidate(description: "the candidate left \(count) values of \(name) at step \(t), where there were \(before.count)")
    }
    return x.parameters
  }
}
