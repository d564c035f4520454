import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Each bug that the registry plants must be caught.
@Suite struct PlantedBugTests {
  @Test(arguments: Registry.implementations.map(\.name))
  func everyPlantedBugIsCaught(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    #expect(!implementation.plantedBugs.isEmpty)
    for bug in implementation.plantedBugs {
      let caught = try GeneratedCases.cases(of: implementation).filter { testCase in
        let result = try Registry.verifier.judge(bug.kernel(testCase.hyperparameters), on: testCase)
        return result.verdict == .fail
      }
      #expect(!caught.isEmpty, "\(bug.name) survived all cases of \(name)")
    }
  }
}
