import OptimizerReference

/// One step of one tensor, held against one admissible step of the reference.
struct StepComparison {
  /// The value that is farthest off.
  struct Worst {
    let element: Int
    /// An index into the observables: the parameter, then the slots.
    let observable: Int
    /// What the reference admits; of several possibilities, the nearest.
    let expected: Bounded<Double>
    /// How many possibilities there were that no rounding explains.
    let possibilities: Int
  }

  /// What was seen. `elementSteps` counts the elements.
  private(set) var tally = Tally()
  /// For each observable, how many comparisons were between finite numbers with a finite bound.
  private(set) var finite: [Int]
  /// Where the worst ratio is. Nil where all ratios are 0.
  private(set) var worst: Worst?

  private let arithmetic: Arithmetic
  private let limit: Double
  /// The values whose bound is infinite.
  private var open: [(element: Int, observable: Int)] = []
  /// The values beyond their bound.
  private var suspects: [(element: Int, observable: Int, expected: Bounded<Double>, ratio: Double)] = []

  /// Compares the parameter and then each slot.
  ///
  /// - Parameter looksClosely: whether what a bound does not tell is looked at more closely, which is slow. Not once a step has failed.
  init(
    _ got: Snapshot, with reference: [EnclosedElement], from before: [EnclosedElement], slots: [Slot], by step: ErasedReference.Step,
    arithmetic: Arithmetic, limit: Double, looksClosely: Bool
  ) {
    self.arithmetic = arithmetic
    self.limit = limit
    finite = Array(repeating: 0, count: 1 + slots.count)
    tally.elementSteps = reference.count
    for i in reference.indices { compare(got.parameter[i], reference[i].θ, element: i, observable: 0) }
    for (s, slot) in slots.enumerated() {
      for i in reference.indices { compare(got.slots[s][i], reference[i][slot], element: i, observable: 1 + s) }
    }
    guard !open.isEmpty || !suspects.isEmpty else { return }
    guard looksClosely, let close = step.admitted(slots: slots) else {
      // What nobody looked at is neither compared nor known to be without a bound.
      tally.comparisons -= open.count
      for suspect in suspects { note(suspect.ratio, suspect.expected, suspect.element, suspect.observable) }
      return
    }
    var seen: [Int: [[Bounded<Double>]]] = [:]
    func admitted(_ i: Int, _ o: Int) -> [Bounded<Double>] {
      let all = seen[i] ?? close(i, before[i])
      seen[i] = all
      return all[o]
    }
    for (i, o) in open { compareClosely(got.value(o, i), admitted(i, o), element: i, observable: o) }
    // The worst first: where it stands, those that are less far off need no closer look.
    for suspect in suspects.sorted(by: { $0.ratio > $1.ratio }) {
      let (i, o) = (suspect.element, suspect.observable)
      let all = admitted(i, o)
      guard compareClosely(got.value(o, i), all, element: i, observable: o) > limit else { continue }
      if all.count == 1 { note(suspect.ratio, suspect.expected, i, o) }
      break
    }
  }

  /// Compares with what was computed in lanes; nil where a value is beyond its bound, or that is infinite: then more must be known.
  init?(_ got: Snapshot, inLanes reference: LaneElements, slots: Int, limit: Double) {
    arithmetic = .float
    self.limit = limit
    finite = Array(repeating: 0, count: 1 + slots)
    tally.elementSteps = reference.count
    for o in 0...slots {
      compare(o == 0 ? got.parameter : got.slots[o - 1], inLanes: reference, observable: o)
      guard open.isEmpty && suspects.isEmpty else { return nil }
    }
  }

  private mutating func compare(_ got: [Double], inLanes reference: LaneElements, observable: Int) {
    var within = 0
    for lanes in 0..<reference.lanesOfEach {
      let expected = reference.observable(observable, lanes)
      let start = lanes * BoundedLanes.count
      let end = min(start + BoundedLanes.count, got.count)
      let error = (SIMD8(got, from: start, upTo: got.count) - expected.values).magnitudes
      // Nearly all end here. An error that is within a multiple of a finite number is finite.
      let isWithin =
        (error .<= tally.worstRatio * expected.bounds) .& (expected.bounds .!= .infinity)
        .& (error .<= tally.worstUlp * expected.values.floatUlps) .& (error .<= tally.worstRelativeError * expected.values.magnitudes)
      if isWithin.isEverywhere {
        within += end - start
        continue
      }
      for i in start..<end {
        let x = expected[i - start]
        compare(got[i], Bounded(value: x.value, bound: x.bound), element: i, observable: observable)
      }
    }
    tally.comparisons += within
    finite[observable] += within
  }

  @inline(__always)
  private mutating func compare(_ got: Double, _ expected: Bounded<Double>, element: Int, observable: Int) {
    tally.comparisons += 1
    let (value, bound) = (expected.value, expected.bound)
    if bound == .infinity {
      open.append((element, observable))
      return
    }
    let error = abs(got - value)
    // Nearly all comparisons end here, without a division. Where the error is NaN or infinite the class decides.
    if !(error <= tally.worstRatio * bound) || !error.isFinite {
      let ratio = errorRatio(got, value, bound)
      if ratio > limit {
        suspects.append((element, observable, expected, ratio))
      } else {
        note(ratio, expected, element, observable)
      }
    }
    guard error.isFinite else { return }
    finite[observable] += 1
    let unit = ulp(value, arithmetic)
    if error > tally.worstUlp * unit { tally.worstUlp = error / unit }
    if error > tally.worstRelativeError * abs(value) { tally.worstRelativeError = error / abs(value) }
  }

  /// Compares with the possibility that is nearest, in bounds, and returns how far that is.
  @discardableResult
  private mutating func compareClosely(_ got: Double, _ admitted: [Bounded<Double>], element: Int, observable: Int) -> Double {
    if admitted.contains(where: { $0.bound == .infinity }) {
      tally.infiniteBounds += 1
      return 0
    }
    let ratios = admitted.map { errorRatio(got, $0.value, $0.bound) }
    let nearest = ratios.indices.reduce(0) { ratios[$1] < ratios[$0] ? $1 : $0 }
    note(ratios[nearest], admitted[nearest], element, observable, possibilities: admitted.countApart)
    if got.isFinite && admitted[nearest].value.isFinite { finite[observable] += 1 }
    return ratios[nearest]
  }

  private mutating func note(_ ratio: Double, _ expected: Bounded<Double>, _ element: Int, _ observable: Int, possibilities: Int = 1) {
    guard ratio > tally.worstRatio else { return }
    tally.worstRatio = ratio
    worst = Worst(element: element, observable: observable, expected: expected, possibilities: possibilities)
  }
}
