import KernelVerification

/// A number to three digits.
func threeDigits(_ x: Double) -> String {
  guard x.isFinite else { return "\(x)" }
  let decimals = x >= 99.95 ? 0 : x >= 9.995 ? 1 : x >= 0.9995 ? 2 : 3
  return fixed(x, decimals: decimals)
}
