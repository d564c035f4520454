import Foundation
import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// An entry that lacks anything is not verified, whatever the report says.
@Suite struct RegistryTests {
  /// Those that no kernel of ours claims to be.
  static let withoutKernel: Set<String> = []

  /// A case that shows neither side of a threshold says nothing of it: what an entry declares is what its cases take.
  @Test(arguments: Registry.implementations.map(\.name))
  func branchesAreDeclaredAndTaken(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    guard implementation.kernel != nil else { return }
    let results = try GeneratedCases.cases(of: implementation).map { try Registry.verifier.judge($0) }
    let taken = results.flatMap(\.checks).reduce(into: Set()) { $0.formUnion($1.branches) }
    #expect(taken == Set(implementation.branches))
  }

  @Test func namesAreUnique() {
    let names = Registry.implementations.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Registry.implementations.map(\.name))
  func nothingIsMissing(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    #expect(implementation.samples.count >= 2)
    #expect((implementation.kernel == nil) == Self.withoutKernel.contains(name))
    if implementation.kernel != nil {
      #expect(implementation.plantedBugs.count >= 4)
      #expect(implementation.dialect != nil)
    }
    guard let dialect = implementation.dialect else { return }
    // A sample with options that the dialect has no word for may be none of its own.
    let read = implementation.samples.compactMap(dialect.read)
    #expect(!read.isEmpty)
    for common in read {
      // What the dialect reads and writes is the same optimizer, but for what it has no word for.
      #expect(dialect.read(dialect.write(common)) == common)
      _ = try implementation.reference(dialect.write(common))
    }
  }

  @Test(arguments: Registry.implementations.map(\.name))
  func theFormatDescribesIt(name: String) throws {
    let page = try String(contentsOfFile: Recordings.folder + "/../README.md", encoding: .utf8)
    #expect(page.contains("| `\(name)` |"), "Vectors/README.md has no row for \(name)")
  }

  @Test func theReportNoticesWhatIsMissing() {
    var report = Report()
    report.audit(Registry.implementations)
    #expect(report.exitCode == .vacuous)
    #expect(report.shortfalls.contains("paper.Adam has no case"))
    #expect(report.shortfalls.contains("the kernel of paper.Adam was not judged for bias"))
    #expect(report.shortfalls.contains("torch.optim.RAdam is known by recordings, and none was found"))
    #expect(report.shortfalls.contains { $0.hasPrefix("no recording shows the declared finding of kozistr.RAdamOptimizer") })
  }
}
