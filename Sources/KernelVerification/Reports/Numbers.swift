import Foundation

/// A ratio to three digits: 0.998, 12.3, 377, 1.2e+05.
func formatRatio(_ ratio: Double) -> String {
  if ratio.isInfinite { return "∞" }
  if ratio == 0 { return "0" }
  if ratio >= 999.5 || ratio < 0.0005 { return String(format: "%.2e", ratio) }
  return String(format: ratio < 1 ? "%.3f" : ratio < 10 ? "%.2f" : ratio < 100 ? "%.1f" : "%.0f", ratio)
}

/// A mean to three digits, always with its sign: +0.031, -5.62.
func formatMean(_ mean: Double) -> String {
  mean.isNaN ? "NaN" : (mean < 0 ? "-" : "+") + formatRatio(abs(mean))
}

/// A count with its thousands apart: 1,234,567.
func formatCount(_ count: Int) -> String {
  var digits = String(count)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}

/// A count of things: 1 case, 465 cases.
func formatCount(_ count: Int, _ one: String) -> String { "\(formatCount(count)) \(one)\(count == 1 ? "" : "s")" }

/// A share as a percentage; what is not zero is not printed as zero.
func formatShare(_ share: Double) -> String {
  if share == 0 { return "0 %" }
  return share < 0.0001 ? "< 0.01 %" : String(format: "%.2f %%", share * 100)
}
