import KernelVerification
import OptimizerReference
import Testing

/// A kernel that does not take the hyperparameters is no fault of a recording, and is never passed over in silence.
@Suite struct KernelRefusalTests {
  struct Refusal: Error, CustomStringConvertible {
    let description = "epsilon is 1e-40; allowed: a normal Float"
  }

  private static let remark = "our kernel does not take these hyperparameters: epsilon is 1e-40; allowed: a normal Float"

  private static let verifier = Verifier([
    Implementation(
      name: "paper.Adam", evidence: .knownAnswers,
      reference: { json throws(InvalidHyperparameter) in ErasedReference(try Adam(json: json)) }, kernel: { _ in throw Refusal() },
      samples: [adamJSON])
  ])

  @Test func aRecordingIsJudgedWithoutIt() throws {
    // With g = 0 from a fresh state nothing moves.
    let w = Trajectory(name: "w", initial: [3], gradients: [0], parameters: [3], slots: [.m: [0], .v: [0]])
    let testCase = Case(
      checked: "c", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, tensors: [w], recorded: .float64, rerun: "")
    let result = try Self.verifier.judge(testCase)
    #expect(result.verdict == .pass)
    #expect(result.reason == Self.remark)
    var report = Report()
    report.add(result)
    #expect(report.text().contains("\npass: paper.Adam: \(Self.remark) (1 case)\n"))
  }

  @Test func aGeneratedCaseIsVacuous() throws {
    let result = try Self.verifier.judge(adamCase())
    #expect(result.verdict == .vacuous)
    #expect(result.reason == Self.remark)
  }
}
