import Foundation
import Fuzzing
import KernelVerification
import Registry
import Testing

/// The example of the program's README, to the letter.
@Suite struct FuzzExampleTests {
  /// Somebody's kernel: here ours, as if it were.
  struct MyRAdam {
    private var kernel: any Candidate

    init(_ hyperparameters: String) throws {
      let implementation = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
      let makeKernel = try #require(implementation.kernel)
      kernel = try makeKernel(hyperparameters)
    }

    func step(_ x: inout CandidateStep) throws {
      var kernel = kernel
      try kernel.step(&x)
    }
  }

  @Test func fuzzingYourOwnKernel() throws {
    // README: fuzz
    let implementation = Registry.verifier.implementation("torch.optim.RAdam")!
    let campaign = try Campaign(seed: 1, cases: 1_000, implementations: [implementation], verifier: Registry.verifier) {
      _, hyperparameters in
      let kernel = try MyRAdam(hyperparameters)  // a JSON object in torch's own names
      return ClosureCandidate { x in try kernel.step(&x) }  // x.parameters, x.gradients, x.m, x.v, x.t
    }
    let report = campaign.run(jobs: 2)
    print(report.text())
    // README: end
    #expect(report.exitCode == .success)
  }

  @Test func standsInTheREADME() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let after = try #require(source.range(of: "// README: fuzz\n"))
    let end = try #require(source.range(of: "    // README: end", range: after.upperBound..<source.endIndex))
    let example = source[after.upperBound..<end.lowerBound].split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: "\n")
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    #expect(try String(contentsOf: package.appending(path: "Sources/fuzz/README.md"), encoding: .utf8).contains(example))
  }
}
