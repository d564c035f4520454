public import OptimizerReference

/// A value that is not as a property has it.
public struct PropertyViolation: Error, Sendable, Equatable, CustomStringConvertible {
  /// The property's name.
  public let property: String
  /// The parameter's name.
  public let tensor: String
  /// The step of the case, from 1, and the element, from 0, in the order of the case as it was given.
  public let step, element: Int
  /// The slot; nil for the parameter itself.
  public let slot: Slot?
  /// The value.
  public let got: Double
  /// How it should be to the other: "", "at most" or "at least".
  public let relation: String
  /// What it should be, or the bound that it should keep.
  public let expected: Double

  /// A sentence with both values in hexadecimal.
  public var description: String {
    let place = "\(slot?.rawValue ?? "θ") of element \(element) of \(tensor) at step \(step)"
    return "\(property): \(place) is \(hexadecimal(got)), and should be \(relation.isEmpty ? "" : relation + " ")\(hexadecimal(expected))"
  }
}

/// 0x1.8p-3 (0.1875): a Float or a Double without any loss, and as people read it.
private func hexadecimal(_ x: Double) -> String {
  guard x.isFinite, x != 0 else { return "\(x)" }
  var digits = String(x.significandBitPattern, radix: 16)
  digits = String(repeating: "0", count: 13 - digits.count) + digits
  while digits.last == "0" { digits.removeLast() }
  // A subnormal Double has no leading 1; no Float becomes one.
  let (first, exponent) = x.isNormal ? ("1", Int(x.exponent)) : ("0", -1022)
  let decimal = Double(Float(x)) == x ? "\(Float(x))" : "\(x)"
  return (x < 0 ? "-" : "") + "0x\(first)" + (digits.isEmpty ? "" : "." + digits) + "p\(exponent) (\(decimal))"
}
