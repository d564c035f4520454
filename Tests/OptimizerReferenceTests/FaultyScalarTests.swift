import Foundation
import OptimizerReference
import Testing

/// A fault in the arithmetic of the bounds, and what the checks of `Soundness` say to it.
struct ScalarFault: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let plantedIn: String
  /// The check that catches it first, the operands and the ratio; nil where it survives all.
  let firstFinding: @Sendable () -> (check: String, text: String, ratio: Double)?

  init<S: Scalar>(_ name: String, in plantedIn: String, _: S.Type) {
    testDescription = name
    self.plantedIn = plantedIn
    firstFinding = {
      for check in Soundness<S>.checks {
        if let finding = check() { return (finding.check, finding.text, finding.ratio) }
      }
      return nil
    }
  }

  static let all = [
    ScalarFault("a bound forgotten in a product", in: "·", ProductOfOneBound.self),
    ScalarFault("αβ forgotten", in: "·", ProductWithoutSecondOrder.self),
    ScalarFault("α − β for α + β", in: "−", DifferenceOfBounds.self),
    ScalarFault("the divisor's bound forgotten", in: "/", QuotientOfFullDivisor.self),
    ScalarFault("the root made linear", in: "√", LinearRoot.self),
    ScalarFault("the smaller bound of a maximum", in: "max", MaximumOfSmallerBound.self),
    ScalarFault("one rounding for a sum", in: "Σ", SumOfOneRounding.self),
    ScalarFault("u/2 for u", in: "rounding", Bounded<HalfRoundoff>.self),
    ScalarFault("2u for u", in: "rounding", Bounded<TwiceRoundoff>.self),
    ScalarFault("η forgotten", in: "rounding", Bounded<NoUnderflow>.self),
    ScalarFault("a constant kept as exact", in: "constant", Bounded<ExactConstants>.self),
    ScalarFault("a coefficient's bound dropped", in: "constant", CoefficientWithoutBound.self),
    ScalarFault("a power to half an ulp", in: "power", PowerToHalfAnUlp.self),
  ]
}

/// The checks that `Bounded<Float>` passes find each fault that is planted in it.
@Suite struct FaultyScalarTests {
  @Test(arguments: ScalarFault.all)
  func isFound(fault: ScalarFault) {
    #expect(fault.firstFinding() != nil, "\(fault.testDescription) survived all checks")
  }

  /// The wrappers themselves are no fault: one that spoils nothing passes.
  @Test func aWrapperThatSpoilsNothingPasses() {
    #expect(ScalarFault("none", in: "nothing", SoundScalar.self).firstFinding() == nil)
  }

  @Test func table() {
    var rows = [["fault", "planted in", "caught by", "ratio"]]
    for fault in ScalarFault.all {
      guard let finding = fault.firstFinding() else {
        Issue.record("no row for \(fault.testDescription)")
        continue
      }
      let ratio = finding.ratio.isFinite ? String(format: "%.3g", finding.ratio) : "∞"
      rows.append([fault.testDescription, fault.plantedIn, finding.check, ratio])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      print((cells.dropLast() + row.suffix(1)).joined(separator: "  "))
    }
    #expect(rows.count == 1 + ScalarFault.all.count)
  }
}

/// A wrapper without a fault.
private struct SoundScalar: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
}
