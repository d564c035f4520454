import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// The quick judge passes nothing that the verifier fails, and leaves it little to do.
@Suite struct QuickJudgeTests {
  private static func cases(of implementation: Implementation, _ regimes: [String]) -> [Case] {
    GeneratedCases.cases(of: implementation).filter { testCase in
      testCase.hyperparameters == implementation.samples[0] && regimes.contains { testCase.name.hasSuffix("-\($0)") }
    }
  }

  @Test func decidesNearlyAllCasesOfHonestKernels() throws {
    var (asked, decided, overflows) = (0, 0, 0)
    for implementation in Registry.implementations {
      guard let kernel = implementation.kernel else { continue }
      for json in implementation.samples {
        var judge = try QuickJudge(implementation, hyperparameters: json, candidate: kernel(json))
        for testCase in GeneratedCases.cases(of: implementation) where testCase.hyperparameters == json && testCase.tensors.count == 1 {
          guard testCase.tensors[0].rows == nil else { continue }
          asked += 1
          guard let seen = judge.judge(testCase, takesFreeRun: true) else { continue }
          decided += 1
          overflows += seen.tally.overflows
          #expect(seen.tally.worstRatio <= 1 && seen.tally.elementSteps == 2 * testCase.steps * testCase.tensors[0].count)
        }
      }
    }
    // Cases of clipped gradients, and a few in which an overflow takes another element out of a free run, are the verifier's.
    #expect(Double(decided) > 0.9 * Double(asked), "\(decided) of \(asked)")
    #expect(overflows > 1000)
  }

  @Test func passesNoPlantedBugThatTheVerifierCatches() throws {
    var (caught, passed) = (0, 0)
    for implementation in Registry.implementations where implementation.kernel != nil {
      for testCase in Self.cases(of: implementation, ["normal", "special"]) {
        for bug in implementation.plantedBugs {
          guard let candidate = try? bug.kernel(testCase.hyperparameters) else { continue }
          var judge = try QuickJudge(implementation, hyperparameters: testCase.hyperparameters, candidate: candidate)
          guard judge.judge(testCase, takesFreeRun: true) != nil else {
            caught += 1
            continue
          }
          passed += 1
          let verdict = try Registry.verifier.judge(candidate, on: testCase).verdict
          #expect(verdict != .fail, "\(bug.name) in \(testCase.name)")
        }
      }
    }
    #expect(caught > 1000 && passed > 100, "\(caught) caught, \(passed) passed")
  }

  /// The ratio is the verifier's own where no element had to be looked at closely.
  @Test(arguments: ["paper.Adam", "torch.optim.RAdam", "adabound.AdaBound", "adabelief_pytorch.AdaBelief"])
  func agreesWithTheVerifierOnTheWorst(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    let kernel = try #require(implementation.kernel)
    for testCase in Self.cases(of: implementation, ["normal", "mixed", "small", "sparse"]) {
      var judge = try QuickJudge(implementation, hyperparameters: testCase.hyperparameters, candidate: kernel(testCase.hyperparameters))
      let judged = judge.judge(testCase, takesFreeRun: false)
      let seen = try #require(judged)
      let result = try Registry.verifier.judge(kernel(testCase.hyperparameters), on: testCase)
      let lockStep = try #require(result.checks.first { !$0.isFreeRun })
      #expect(seen.tally.worstRatio == lockStep.tally.worstRatio)
      #expect(seen.tally.comparisons == lockStep.tally.comparisons)
    }
  }

  /// v and s share their place in an element: of what a case sets, the optimizer's own slots count, whatever order they come in.
  @Test func slotsOfOtherOptimizersAreNobodys() throws {
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    let kernel = try #require(implementation.kernel)
    let json = implementation.samples[0]
    let tensor = Trajectory(
      name: "w", initial: [1, 2], initialSlots: [.v: [0.25, 0.5], .s: [100, 200], .sum: [7, 8], .u: [3, 4], .momentum: [5, 6]],
      gradients: [0.5, 0.25, 0.125, 1])
    let testCase = Case(
      checked: "strangers' slots", implementation: "paper.Adam", hyperparameters: json, steps: 2, stepsBefore: 3, tensors: [tensor],
      rerun: "this test")
    var judge = try QuickJudge(implementation, hyperparameters: json, candidate: kernel(json))
    #expect(judge.judge(testCase, takesFreeRun: true) != nil)
    #expect(try Registry.verifier.judge(kernel(json), on: testCase).verdict == .pass)
  }
}
