import Foundation
import Fuzzing
import KernelVerification
import Mutants
import Registry
import Testing

/// A kernel of somebody's own, in the module of the pasted test.
struct TheirKernel: Candidate {
  private var kernel: PlainKernel

  init(_ implementation: String, _ hyperparameters: String) throws { kernel = try PlainKernel(implementation, hyperparameters) }

  mutating func step(_ x: inout CandidateStep) { kernel.step(&x) }
}

/// The Swift tests that a shrinker gives are files of this folder, to the letter: what is pasted compiles, and passes.
@Suite struct PastedTests {
  @Test func forThisPackagesKernel() throws {
    let shrunk = try ShrinkableBug("ε ignored", in: "torch.optim.RAdam").shrink().shrunk
    #expect(try Self.file("PastedTest.swift") == shrunk.swiftTest(), "\(shrunk.swiftTest())")
  }

  @Test func forSomebodysKernel() throws {
    let shrunk = try ShrinkableBug("m not kept", in: "paper.Adam").shrink().shrunk
    let text = shrunk.swiftTest(candidate: "TheirKernel(testCase.implementation, testCase.hyperparameters)")
    #expect(try Self.file("PastedCandidateTest.swift") == text, "\(text)")
  }

  private static func file(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: name), encoding: .utf8)
  }
}
