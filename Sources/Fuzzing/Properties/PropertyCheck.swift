import KernelVerification
import OptimizerReference

/// Counts what is compared, and keeps the first value that is not as it should be.
struct PropertyCheck {
  let property, tensor: String
  /// In the order of a snapshot's.
  let slots: [Slot]
  private(set) var comparisons = 0
  private(set) var violation: PropertyViolation?

  /// Which value is looked at.
  struct Place {
    /// The step of the case, from 0.
    var step: Int
    var element: Int
    /// 0 for the parameter, and then the slots.
    var observable: Int
  }

  /// The value is to be equal to another.
  mutating func expect(_ got: Double, equals expected: Double, at place: Place) {
    expect(got == expected || got.isNaN && expected.isNaN, got, "", expected, place)
  }

  mutating func expect(_ got: Double, isAtMost bound: Double, at place: Place) { expect(got <= bound, got, "at most", bound, place) }

  mutating func expect(_ got: Double, isAtLeast bound: Double, at place: Place) { expect(got >= bound, got, "at least", bound, place) }

  private mutating func expect(_ holds: Bool, _ got: Double, _ relation: String, _ expected: Double, _ place: Place) {
    comparisons += 1
    guard !holds, violation == nil else { return }
    violation = PropertyViolation(
      property: property, tensor: tensor, step: place.step + 1, element: place.element,
      slot: place.observable == 0 ? nil : slots[place.observable - 1], got: got, relation: relation, expected: expected)
  }

  /// All of a state is to be what another is.
  ///
  /// - Parameters:
  ///   - elements: which of the other's each element is; nil where they are the same.
  ///   - expected: the value that an observable is to have, of the other's.
  mutating func expect(
    _ got: Snapshot, equals other: Snapshot, step: Int, elements: [Int]? = nil,
    _ expected: (_ observable: Int, Double) -> Double = { $1 }
  ) {
    for observable in 0...slots.count {
      for i in got.parameter.indices {
        let element = elements?[i] ?? i
        let value = expected(observable, other.value(observable, element))
        expect(got.value(observable, i), equals: value, at: Place(step: step, element: element, observable: observable))
      }
    }
  }
}
