import KernelVerification
import Mutants
import Registry
import Testing

/// Faults around our own kernels: each must be caught, on a case that the kernel passes without it.
@Suite struct WrappedFaultTests {
  private static let named = Set(KernelBug.allCases.map(\.rawValue))

  @Test(arguments: Registry.implementations.filter { $0.kernel != nil }.map(\.name))
  func isCaught(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    let makeKernel = try #require(implementation.kernel)
    let faults = implementation.plantedBugs.filter { !Self.named.contains($0.name) }
    guard !faults.isEmpty else { return }
    // Those in which most shows first; a case whose honest kernel does not pass says nothing.
    let cases = try GeneratedCases.cases(of: implementation).filter {
      guard ["-normal", "-special", "-rows", "-restored", "-small"].contains(where: $0.name.hasSuffix) else { return false }
      return try PlantedFault.verifier.judge(makeKernel($0.hyperparameters), on: $0).verdict.isPassed
    }
    #expect(!cases.isEmpty)
    for fault in faults {
      let isCaught = try cases.contains { testCase in
        // An option may not be left out beside another.
        guard let kernel = try? fault.kernel(testCase.hyperparameters) else { return false }
        return try PlantedFault.verifier.judge(kernel, on: testCase).verdict == .fail
      }
      #expect(isCaught, "\(fault.name) survived all cases of \(name)")
    }
  }
}
