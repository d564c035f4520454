import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// Each bug that the registry plants must be caught, on a case that the same kernel passes without it.
@Suite struct PlantedBugTests {
  @Test(arguments: KernelBug.allCases)
  func isCaughtWhereverItIsPlanted(bug: KernelBug) throws {
    let faults = PlantedFault.all(bug)
    #expect(!faults.isEmpty, "\(bug.rawValue) is planted nowhere")
    for fault in faults {
      #expect(try fault.firstCatch() != nil, "\(bug.rawValue) survived all cases of \(fault.implementation.name)")
    }
  }

  /// No name is planted twice. What is no bug of this list is WrappedFaultTests' to catch.
  @Test(arguments: Registry.implementations.map(\.name))
  func everyPlantedBugHasAName(implementation: String) throws {
    let planted = try #require(Registry.verifier.implementation(implementation)).plantedBugs.map(\.name)
    #expect(Set(planted).count == planted.count)
  }

  /// The bugs in the order of their declaration, and what catches each in the first implementation that has it.
  @Test func table() throws {
    var rows = [["fault", "planted in", "caught by", "where", "ratio"]]
    for bug in KernelBug.allCases {
      let faults = PlantedFault.all(bug)
      guard let first = faults.first, let caught = try first.firstCatch() else {
        Issue.record("no row for \(bug.rawValue)")
        continue
      }
      let others = faults.count == 1 ? "" : " and \(faults.count - 1) more"
      rows.append([bug.rawValue, first.implementation.name + others] + caught.cells)
    }
    print(aligned(rows))
    #expect(rows.count == 1 + KernelBug.allCases.count)
  }
}
