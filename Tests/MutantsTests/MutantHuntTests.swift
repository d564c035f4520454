import Foundation
import Fuzzing
import KernelVerification
import Mutants
import Registry
import Testing

/// Every planted bug must be found, and what is no bug must not.
@Suite struct MutantHuntTests {
  private static func report(_ mutants: [Mutant], seeds: [UInt64] = [1], caseLimit: Int = 4096) throws -> MutantReport {
    let hunt = Hunt(Registry.verifier, caseLimit: caseLimit)
    return try MutantCampaign(hunt, mutants, seeds: seeds, shrink: { $1.rerun }, now: { 0 }).run { _, _ in true }
  }

  private static func mutant(_ name: String) throws -> Mutant { try #require(Mutant.all.first { $0.name == name }) }

  @Test func everyBugIsFound() throws {
    #if DEBUG
      // The inner loop; `fuzz mutants` hunts all, over ten seeds.
      let mutants = Mutant.all.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    #else
      let mutants = Mutant.all
    #endif
    let report = try Self.report(mutants)
    #expect(report.survivors.map(\.mutant.name) == [])
    #expect(report.falseAlarms.map(\.rerun) == [])
    #expect(report.exitCode == .success)
    #if !DEBUG
      let inFirstCase = report.rows.count { $0.cases == [1] }
      #expect(2 * inFirstCase > report.rows.count, "\(inFirstCase) of \(report.rows.count) in the first case")
    #endif
  }

  /// A mutant that is none: the check must be able to fail.
  @Test func anEquivalentMutantSurvives() throws {
    let honest = try Self.mutant("ε twice")
    let equivalent = Mutant(
      name: "nothing", source: "a test", implementation: honest.implementation, makeKernel: honest.makeHonest,
      makeHonest: honest.makeHonest)
    let report = try Self.report([equivalent], caseLimit: 32)
    #expect(report.exitCode == .survived)
    #expect(report.survivors.map(\.survived) == [[1]])
    #expect(report.text().contains("SURVIVED: nothing, in torch.optim.AdamW, with seed 1"))
  }

  /// Where the kernel fails without the bug too, the bug is not found, and the program says what was wrong.
  @Test func aKernelThatFailsWithoutItsBugIsAFalseAlarm() throws {
    let faulty = try Self.mutant("does nothing")
    let twice = Mutant(
      name: "twice", source: "a test", implementation: faulty.implementation, makeKernel: faulty.makeKernel,
      makeHonest: faulty.makeKernel)
    let report = try Self.report([twice], caseLimit: 8)
    #expect(!report.falseAlarms.isEmpty)
    #expect(report.exitCode == .mismatch)
  }

  @Test(arguments: [
    ("ε twice", ["lock step"]), ("m not kept", ["free run"]), ("one element too many", ["broken"]),
    ("another answer the second time", ["not deterministic"]),
  ])
  func saysWhatFoundIt(name: String, verdicts: [String]) throws {
    #expect(try Self.report([Self.mutant(name)]).rows.map(\.verdicts) == [verdicts])
  }

  /// With no case before it, the gate alone.
  @Test(arguments: ["learning rate one ulp up", "reciprocal root 2⁻²¹ off"])
  func theGateForBiasSeesWhatNoElementShows(name: String) throws {
    let mutant = try Self.mutant(name)
    var cases = try HuntCases(of: #require(Registry.verifier.implementation(mutant.implementation)), seed: 1)
    let result = try Hunt(Registry.verifier, caseLimit: 1, casesBeforeBias: 0)
      .run(mutant, over: &cases)
    #expect(result.found?.verdict == "bias")
  }

  @Test func aHuntIsTheSameEveryTime() throws {
    let mutants = Array(Mutant.all.prefix(8))
    let (first, second) = (try Self.report(mutants, seeds: [3, 4]), try Self.report(mutants, seeds: [3, 4]))
    #expect(try first.json() == second.json())
    #expect(first.text() == second.text())
  }

  /// A tolerance that accepts everything sees nothing, one that accepts only equal values refuses right kernels.
  @Test func aToleranceIsAskedAfterEveryStep() throws {
    let mutant = try Self.mutant("β1 and β2 swapped")
    let implementation = try #require(Registry.verifier.implementation(mutant.implementation))
    let testCase = GeneratedCases.cases(of: implementation)[0]
    let lax = FixedTolerance(name: "lax", source: "a test") { _, _ in true }
    let strict = FixedTolerance(name: "strict", source: "a test") { _, _ in false }
    func verdicts(_ candidate: any Candidate) throws -> [Bool] {
      try ToleranceRun.verdicts(of: candidate, on: testCase, implementation, by: [lax, strict] + FixedTolerance.all)
    }
    #expect(try verdicts(mutant.makeHonest(testCase.hyperparameters)).prefix(2) == [true, false])
    #expect(try verdicts(mutant.makeKernel(testCase.hyperparameters)) == [true, false, false, false, false, false])
    #expect(try verdicts(ClosureCandidate { _ in throw CancellationError() }) == Array(repeating: false, count: 6))
  }
}
