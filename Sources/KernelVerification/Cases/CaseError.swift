internal import OptimizerReference

/// Why there is no case of these arrays.
public enum CaseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The case has fewer steps than 1, or more than 2⁵³.
  case steps(Int)
  /// The steps before are fewer than 0, or the last step's number would be above 2⁵³.
  case stepsBefore(Int, steps: Int)
  /// A parameter has a negative extent, or another number of elements than its shape.
  case shape([Int], of: String, count: Int)
  /// An array of a parameter has another count than the steps and the elements ask for.
  case count(Int, array: String, of: String, needed: Int)
  /// The arrays would have more values than can be counted.
  case tooLarge(of: String, count: Int, steps: Int)
  /// A value that Float does not hold: the candidate would be given another one than the reference.
  case notFloat(Double, array: String, of: String, index: Int)

  /// Up to here t is a Double, and so is what follows from it.
  static let mostSteps = 1 << 53

  /// The whole sentence.
  public var description: String {
    switch self {
    case .steps(let steps): "steps is \(steps); allowed: 1 ≤ steps ≤ \(Self.mostSteps)"
    case .stepsBefore(let before, let steps):
      "stepsBefore is \(before), of \(steps) steps; allowed: 0 ≤ stepsBefore ≤ \(Self.mostSteps) − steps"
    case .shape(let shape, let name, let count):
      "\(printable(name)) has \(count) values and the shape \(shape); allowed: as many as the product of the shape"
    case .count(let count, let array, let name, let needed):
      "\(array) of \(printable(name)) has \(count) values; allowed: \(needed)"
    case .tooLarge(let name, let count, let steps):
      "\(steps) steps of the \(count) elements of \(printable(name)) are too many; allowed: as many as Int counts"
    case .notFloat(let value, let array, let name, let index):
      "\(array)[\(index)] of \(printable(name)) is \(value), which Float does not hold; allowed: values of Float"
    }
  }
}

extension Trajectory {
  /// - Parameter isDouble: whether values that only Double holds are allowed in the slots that it starts from.
  /// - Throws: where an array has another count than the steps and the elements ask for, or Float does not hold a value that is given.
  func check(steps: Int, isDouble: Bool) throws(CaseError) {
    let product = shape.reduce(into: (value: 1, overflow: false)) { product, extent in
      let next = product.value.multipliedReportingOverflow(by: extent)
      product = (next.partialValue, product.overflow || next.overflow || extent < 0)
    }
    // An extent of 0 makes the product 0 whatever overflowed before.
    guard shape.allSatisfy({ $0 >= 0 }), shape.contains(0) ? count == 0 : !product.overflow && product.value == count else {
      throw .shape(shape, of: name, count: count)
    }
    let all = steps.multipliedReportingOverflow(by: max(count, rowCount))
    guard !all.overflow else { throw .tooLarge(of: name, count: count, steps: steps) }
    func check(_ array: String, _ found: Int?, _ needed: Int) throws(CaseError) {
      guard let found, found != needed else { return }
      throw .count(found, array: array, of: name, needed: needed)
    }
    func checkFloats(_ array: String, _ values: [Double]?) throws(CaseError) {
      guard let index = values?.firstIndex(where: { !$0.isNaN && Double(Float($0)) != $0 }), let value = values?[index] else { return }
      throw .notFloat(value, array: array, of: name, index: index)
    }
    try check("gradients", gradients.count, steps * count)
    try check("parameters", parameters?.count, steps * count)
    try check("present", present?.count, steps)
    try check("rows", rows?.count, steps * rowCount)
    try check("learning rates", learningRates?.count, count)
    try checkFloats("initial", initial)
    try checkFloats("gradients", gradients)
    try checkFloats("learning rates", learningRates)
    for slot in Slot.allCases {
      try check(slot.rawValue, slots[slot]?.count, steps * count)
      try check("initial \(slot.rawValue)", initialSlots[slot]?.count, count)
      if !isDouble { try checkFloats("initial \(slot.rawValue)", initialSlots[slot]) }
    }
  }
}
