/// A tensor and its state between two steps. Doubles hold Floats exactly.
package struct Snapshot: Equatable {
  package var parameter: [Double]
  /// In the order of the slots that can be seen.
  package var slots: [[Double]]

  package init(parameter: [Double], slots: [[Double]]) {
    self.parameter = parameter
    self.slots = slots
  }

  /// The value of an observable, the parameter or a slot, by its number.
  package func value(_ observable: Int, _ element: Int) -> Double {
    observable == 0 ? parameter[element] : slots[observable - 1][element]
  }

  /// Whether both hold the same values; NaN equals NaN.
  func holdsSame(as other: Snapshot) -> Bool {
    func same(_ a: [Double], _ b: [Double]) -> Bool {
      a == b || a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
    return same(parameter, other.parameter) && slots.count == other.slots.count && zip(slots, other.slots).allSatisfy(same)
  }
}
