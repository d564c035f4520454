/// A tensor and its state between two steps. Doubles hold Floats exactly.
struct Snapshot: Equatable {
  var parameter: [Double]
  /// In the order of the slots that can be seen.
  var slots: [[Double]]

  /// The value of an observable, the parameter or a slot, by its number.
  func value(_ observable: Int, _ element: Int) -> Double {
    observable == 0 ? parameter[element] : slots[observable - 1][element]
  }

  /// Whether both hold the same values; NaN equals NaN.
  func holdsSame(as other: Snapshot) -> Bool {
    func same(_ a: [Double], _ b: [Double]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
    return same(parameter, other.parameter) && slots.count == other.slots.count && zip(slots, other.slots).allSatisfy(same)
  }
}
