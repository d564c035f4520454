/// A tolerance that somebody chose once for all values: what test suites in use would say of a kernel.
///
/// None decides anything here. They are held against the derived bound, on the same kernels and cases.
public struct FixedTolerance: Sendable {
  /// Whose it is.
  public let name: String
  /// The file and version that it was read in.
  public let source: String
  /// Whether a finite value that differs from what is expected is accepted.
  private let rule: @Sendable (_ got: Double, _ expected: Double) -> Bool

  /// A tolerance of your own.
  ///
  /// - Parameters:
  ///   - name: what reports call it.
  ///   - source: whose it is.
  ///   - rule: is asked about finite values that differ.
  public init(name: String, source: String, rule: @escaping @Sendable (_ got: Double, _ expected: Double) -> Bool) {
    self.name = name
    self.source = source
    self.rule = rule
  }

  /// Whether `got` is accepted for `expected`, both as Float holds them.
  ///
  /// NaN is accepted for NaN and an infinity for itself, which some of them grant only on request: no false alarm is to come of that.
  public func accepts(_ got: Double, for expected: Double) -> Bool {
    if got == expected || (got.isNaN && expected.isNaN) { return true }
    return got.isFinite && expected.isFinite && rule(got, expected)
  }
}

extension FixedTolerance {
  /// Those that are in wide use.
  public static let all = [torch, numpy, xnnpack, benchdnn]

  /// |a − e| ≤ 1e-5 + 1.3e-6 |e|
  public static let torch = FixedTolerance(
    name: "torch", source: "torch.testing.assert_close for float32, torch/testing/_comparison.py, PyTorch 2.15.0"
  ) { got, expected in abs(got - expected) <= 1e-5 + 1.3e-6 * abs(expected) }

  /// |a − e| ≤ 1e-8 + 1e-5 |e|
  public static let numpy = FixedTolerance(name: "numpy", source: "numpy.allclose, numpy/_core/numeric.py, its defaults") { got, expected in
    abs(got - expected) <= 1e-8 + 1e-5 * abs(expected)
  }

  /// |a − e| ≤ 1e-6 (|e| + 1)
  public static let xnnpack = FixedTolerance(
    name: "XNNPACK", source: "binary operators in float32, test/ of google/XNNPACK, commit 75db3c0"
  ) { got, expected in abs(got - expected) <= 1e-6 * (abs(expected) + 1) }

  /// Up to 1e-5 an error below Float's ε, 2⁻²³, or up to the threshold 4e-6; beyond, a relative error up to the threshold.
  public static let benchdnn = FixedTolerance(
    name: "benchdnn",
    source: "compare_p2p and the element-wise threshold, tests/benchdnn/utils/compare.cpp of uxlfoundation/oneDNN, commit 3f27bec"
  ) { got, expected in
    let (difference, magnitude) = (abs(got - expected), abs(expected))
    if magnitude <= 0x1.4f8b58p-17 { return difference <= 4e-6 }
    return difference / magnitude <= 4e-6
  }
}
