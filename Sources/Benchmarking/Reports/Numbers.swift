import Foundation

/// A number to three digits.
func threeDigits(_ x: Double) -> String {
  guard x.isFinite else { return "\(x)" }
  let decimals = x >= 99.95 ? 0 : x >= 9.995 ? 1 : x >= 0.9995 ? 2 : 3
  return String(format: "%.\(decimals)f", x)
}

/// A count with its thousands apart.
func grouped(_ count: Int) -> String {
  var digits = String(count)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}
