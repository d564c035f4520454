import OptimizerReference

extension [Bounded<Double>] {
  /// How many values these are that no rounding explains: of two that overlap one counts. Two ways to compute one
  /// number overlap, so that more than one says that something may overflow, or may vanish below a quotient.
  var countApart: Int {
    var apart: [Bounded<Double>] = []
    for one in self where !apart.contains(where: { $0.overlaps(one) }) { apart.append(one) }
    return apart.count
  }
}

extension Bounded<Double> {
  fileprivate func overlaps(_ other: Self) -> Bool {
    guard value.isFinite && other.value.isFinite else {
      return value == other.value || value.isNaN && other.value.isNaN
    }
    return abs(value - other.value) <= bound + other.bound
  }
}
