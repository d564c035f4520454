import Foundation

/// A number with so many decimals: 0.998.
package func fixed(_ x: Double, decimals: Int) -> String { String(format: "%.\(decimals)f", x) }

/// A number with one digit before the point, so many behind it, and an exponent: 1.20e+05.
package func scientific(_ x: Double, decimals: Int) -> String { String(format: "%.\(decimals)e", x) }

/// All bits of a number: 0x3f800000.
package func hexadecimal<Number: FixedWidthInteger & UnsignedInteger>(_ x: Number) -> String {
  let digits = String(x, radix: 16)
  return "0x" + String(repeating: "0", count: Number.bitWidth / 4 - digits.count) + digits
}

/// A ratio to three digits: 0.998, 12.3, 377, 1.2e+05.
package func formatRatio(_ ratio: Double) -> String {
  if ratio.isInfinite { return "∞" }
  if ratio == 0 { return "0" }
  if ratio >= 999.5 || ratio < 0.0005 { return scientific(ratio, decimals: 2) }
  return fixed(ratio, decimals: ratio < 1 ? 3 : ratio < 10 ? 2 : ratio < 100 ? 1 : 0)
}

/// A mean to three digits, always with its sign: +0.031, -5.62.
func formatMean(_ mean: Double) -> String {
  mean.isNaN ? "NaN" : (mean < 0 ? "-" : "+") + formatRatio(abs(mean))
}

/// A count with its thousands apart: 1,234,567.
package func formatCount(_ count: Int) -> String {
  var digits = String(count)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}

/// A count of things: 1 case, 465 cases.
package func formatCount(_ count: Int, _ one: String) -> String { "\(formatCount(count)) \(one)\(count == 1 ? "" : "s")" }

/// A share as a percentage; what is not zero is not printed as zero.
func formatShare(_ share: Double) -> String {
  if share == 0 { return "0 %" }
  return share < 0.0001 ? "< 0.01 %" : "\(fixed(share * 100, decimals: 2)) %"
}
