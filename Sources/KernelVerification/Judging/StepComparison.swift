import OptimizerReference

/// One step of one tensor, held against one admissible step of the reference.
struct StepComparison {
  /// What was seen. `elementSteps` counts the elements.
  private(set) var tally = Tally()
  /// For each observable, how many comparisons were between finite numbers with a finite bound.
  private(set) var finite: [Int]
  /// Where the worst ratio is: an element, and an index into the observables. Nil where all ratios are 0.
  private(set) var worst: (element: Int, observable: Int)?

  /// Which of the admissible steps it was.
  let step: Int

  private let arithmetic: Arithmetic

  /// Compares the parameter and then each slot.
  init(_ got: Snapshot, with reference: [EnclosedElement], slots: [Slot], arithmetic: Arithmetic, step: Int) {
    self.arithmetic = arithmetic
    self.step = step
    finite = Array(repeating: 0, count: 1 + slots.count)
    tally.elementSteps = reference.count
    for i in reference.indices { compare(got.parameter[i], reference[i].θ, element: i, observable: 0) }
    for (s, slot) in slots.enumerated() {
      for i in reference.indices { compare(got.slots[s][i], reference[i][slot], element: i, observable: 1 + s) }
    }
  }

  @inline(__always)
  private mutating func compare(_ got: Double, _ expected: Bounded<Double>, element: Int, observable: Int) {
    tally.comparisons += 1
    let (value, bound) = (expected.value, expected.bound)
    if bound == .infinity {
      tally.infiniteBounds += 1
      return
    }
    let error = abs(got - value)
    // Nearly all comparisons end here, without a division. Where the error is NaN or infinite the class decides.
    if !(error <= tally.worstRatio * bound) || !error.isFinite {
      let ratio = errorRatio(got, value, bound)
      if ratio > tally.worstRatio {
        tally.worstRatio = ratio
        worst = (element, observable)
      }
    }
    guard error.isFinite else { return }
    finite[observable] += 1
    let unit = ulp(value, arithmetic)
    if error > tally.worstUlp * unit { tally.worstUlp = error / unit }
    if error > tally.worstRelativeError * abs(value) { tally.worstRelativeError = error / abs(value) }
  }
}
