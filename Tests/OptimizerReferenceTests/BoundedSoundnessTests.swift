import OptimizerReference
import Testing

/// Many random operands: what Float makes of operands that lie within their bounds lies within the bound of the result, and
/// the bound is what the table says and no wider. `FaultyScalarTests` shows that each check can fail.
@Suite struct BoundedSoundnessTests {
  private typealias Checks = Soundness<Bounded<Float>>

  private func expectNone(_ finding: Checks.Finding?, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(finding == nil, "\(finding?.text ?? "")", sourceLocation: sourceLocation)
  }

  @Test(arguments: ScalarOperation.allCases)
  func holdsWhatFloatMakesOfIt(_ operation: ScalarOperation) { expectNone(Checks.encloses(operation)) }

  @Test(arguments: ScalarOperation.allCases)
  func isWhatTheTableSays(_ operation: ScalarOperation) { expectNone(Checks.isWhatTheTableSays(operation)) }

  @Test(arguments: ScalarOperation.allCases.filter(\.rounds))
  func exactOperandsAreOffByHalfAnUlp(_ operation: ScalarOperation) { expectNone(Checks.exactOperands(operation)) }

  @Test func subnormalResults() { expectNone(Checks.subnormalResults()) }
  @Test func constants() { expectNone(Checks.constants()) }
  @Test func coefficientsWithBounds() { expectNone(Checks.coefficients()) }
  @Test func powers() { expectNone(Checks.powers()) }
  @Test func sumsOfManyTerms() { expectNone(Checks.sums()) }
}
