import Mutants
import OptimizerReference
import Registry
import Testing

@testable import KernelVerification

/// A lock step that takes eight elements at once where it can sees what one that takes each alone sees.
@Suite struct LockStepTests {
  private static func cases(_ implementation: Implementation, round: Int) -> [Case] {
    let cases = GeneratedCases.cases(of: implementation, round: round)
    #if DEBUG
      // The inner loop.
      return cases.filter { $0.name.contains("/0-") }
    #else
      return round == 1 ? cases : cases.filter { $0.name.contains("/0-") }
    #endif
  }

  private func expectSame(_ a: CheckResult, _ b: CheckResult, _ name: String) {
    #expect(a.tally == b.tally, "\(name)")
    #expect(a.branches == b.branches && a.openBranches == b.openBranches && a.emptyObservables == b.emptyObservables, "\(name)")
    #expect(a.mismatch?.step == b.mismatch?.step && a.mismatch?.element == b.mismatch?.element, "\(name)")
    #expect(a.mismatch?.observable == b.mismatch?.observable && a.mismatch?.ratio == b.mismatch?.ratio, "\(name)")
    #expect(a.broken == b.broken, "\(name)")
  }

  @Test(arguments: [1, 2]) func lanesSayWhatElementsSay(round: Int) throws {
    var decidedInLanes = 0
    for implementation in Registry.implementations {
      guard let kernel = implementation.kernel else { continue }
      for testCase in Self.cases(implementation, round: round) {
        guard let candidate = try? kernel(testCase.hyperparameters) else { continue }
        let inLanes = try Registry.verifier.lockStep(of: candidate, on: testCase)
        let alone = try Registry.verifier.lockStep(of: candidate, on: testCase, takesLanes: false)
        expectSame(inLanes, alone, testCase.name)
        if inLanes.tally.infiniteBounds == 0 { decidedInLanes += 1 }
      }
    }
    #expect(decidedInLanes > 150)
  }

  /// A fault shows, in the same place.
  @Test func lanesHideNoPlantedBug() throws {
    var caught = 0
    #if DEBUG
      let names = ["torch.optim.RAdam"]
    #else
      let names = ["paper.Adam", "torch.optim.RAdam", "tf.keras.optimizers.legacy.Adam", "paper.AMSGrad"]
    #endif
    for name in names {
      let implementation = try #require(Registry.verifier.implementation(name))
      for testCase in GeneratedCases.cases(of: implementation) where testCase.name.contains("/0-") {
        for bug in implementation.plantedBugs {
          guard let candidate = try? bug.kernel(testCase.hyperparameters) else { continue }
          let inLanes = try Registry.verifier.lockStep(of: candidate, on: testCase)
          let alone = try Registry.verifier.lockStep(of: candidate, on: testCase, takesLanes: false)
          expectSame(inLanes, alone, "\(bug.name), \(testCase.name)")
          if !inLanes.isWithinLimit { caught += 1 }
        }
      }
    }
    #expect(caught > 100, "\(caught)")
  }

  /// Alone it is the first of the checks that the verifier's judgement of our kernel is made of.
  @Test(arguments: ["paper.Adam", "paper.AdamW", "paper.RAdam", "paper.AdaBelief", "paper.AMSGrad", "paper.AdaMod", "torch.optim.AdamW"])
  func isTheFirstCheckOfAJudgement(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    for testCase in GeneratedCases.cases(of: implementation) {
      let first = try #require(try Registry.verifier.judge(testCase).checks.first)
      #expect(!first.isFreeRun)
      let alone = try Registry.verifier.lockStep(testCase)
      #expect(alone == first.tally, "\(testCase.name)")
      #expect(alone.elementSteps == 2 * testCase.steps * testCase.tensors.reduce(0) { $0 + $1.count })
    }
  }

  @Test func aloneItWantsAKernel() throws {
    let adam = try #require(Registry.verifier.implementation("paper.Adam"))
    let bare = Implementation(
      name: "bare", evidence: .knownAnswers, reference: adam.reference, kernel: nil, samples: adam.samples)
    let testCase = try #require(GeneratedCases.cases(of: bare).first)
    #expect(throws: InvalidHyperparameter.self) { try Verifier([bare]).lockStep(testCase) }
    #expect(throws: InvalidHyperparameter.self) { try Registry.verifier.lockStep(testCase) }
  }
}
