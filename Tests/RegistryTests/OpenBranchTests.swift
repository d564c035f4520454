import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Steps whose branch Double cannot tell: each side of the threshold is shown by a recording and by a generated case, and passes.
@Suite struct OpenBranchTests {
  private static let sides: Set = ["above the threshold", "below the threshold"]

  /// The sides that a check took where both were open: of "step 6 above the threshold" what follows the step.
  private static func sides(_ check: CheckResult) -> [String] {
    check.openBranches.map { $0.split(separator: " ", maxSplits: 2).last.map(String.init) ?? $0 }
  }

  /// torch rounds ρt, and is on the side that its rounding took it to. Our kernel is on the exact side.
  @Test(arguments: ["float64", "float32"])
  func recordingsShowEachSide(precision: String) throws {
    var seen: [String: [CheckKind: [String]]] = [:]
    for file in try Recordings.files(of: "torch-2.15.0") where file.contains("/radam-\(precision)-") {
      let result = try Registry.verifier.judge(RecordingReader(Registry.verifier).read(file))
      guard result.checks.contains(where: { !$0.openBranches.isEmpty }) else { continue }
      #expect(result.verdict == .acceptable && result.reason?.hasPrefix("rounding leaves the branch open: step ") == true)
      seen[result.name] = Dictionary(uniqueKeysWithValues: result.checks.filter { !$0.isFreeRun }.map { ($0.kind, Self.sides($0)) })
    }
    for (exact, taken) in [("above", "below"), ("below", "above"), ("above", "above"), ("below", "below")] {
      let name = "radam-\(precision)-open-\(exact)-taken-as-\(taken)-normal.safetensors"
      let sides = seen.removeValue(forKey: name)
      #expect(sides == [.recording: ["\(taken) the threshold"], .kernel: ["\(exact) the threshold"]], "\(name)")
    }
    #expect(seen.isEmpty, "a branch is open where none should be")
  }

  @Test(arguments: ["paper.RAdam", "torch.optim.RAdam", "kozistr.RAdamOptimizer"])
  func generatedCasesShowEachSide(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    var seen: [String: Set<String>] = [:]
    for testCase in GeneratedCases.cases(of: implementation) {
      let result = try Registry.verifier.judge(testCase)
      let taken = Set(result.checks.flatMap(Self.sides))
      #expect(result.verdict == (taken.isEmpty ? .pass : .acceptable))
      if !taken.isEmpty { seen[testCase.hyperparameters, default: []].formUnion(taken) }
    }
    // Our kernel decides without cancellation: one side for each β2.
    #expect(seen.count == 2 && seen.values.allSatisfy { $0.count == 1 })
    #expect(Set(seen.values.flatMap { $0 }) == Self.sides)
  }

  /// Where a branch is open, a step that is on neither side fails.
  @Test(arguments: ["paper.RAdam", "torch.optim.RAdam", "kozistr.RAdamOptimizer"])
  func aStepOnNeitherSideFails(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    for sample in implementation.samples.suffix(2) {
      let cases = GeneratedCases.cases(of: implementation).filter { $0.hyperparameters == sample && $0.name.hasSuffix("-normal") }
      let testCase = try #require(cases.first)
      for (error, verdict) in [(0, Verdict.acceptable), (0.01, .fail)] as [(Float, Verdict)] {
        let candidate = ClosureCandidate { x in
          guard var kernel = try implementation.kernel?(sample) else { return }
          try kernel.step(&x)
          if x.t == 6 { for i in x.parameters.indices { x.parameters[i] += error } }
        }
        #expect(try Registry.verifier.judge(candidate, on: testCase).verdict == verdict)
      }
    }
  }
}
