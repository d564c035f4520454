import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// After a failure: the convention that fits, and only one that fits everywhere.
@Suite struct ConventionSearchTests {
  /// A kernel with another's threshold, and then a change to what it left.
  private func result(
    by verifier: Verifier = Registry.verifier, then change: @escaping (inout CandidateStep) -> Void
  ) throws -> CaseResult {
    let implementation = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
    let testCase = try #require(GeneratedCases.cases(of: implementation).first)
    let kernel = try PlainKernel(implementation.name, testCase.hyperparameters, bug: .thresholdElsewhere)
    let candidate = ClosureCandidate { x in
      var kernel = kernel
      kernel.step(&x)
      change(&x)
    }
    return try verifier.judge(candidate, on: testCase)
  }

  @Test func theConventionThatFitsIsNamed() throws {
    let result = try result { _ in }
    #expect(result.verdict == .fail)
    #expect(result.fit == #"paper.RAdam {"alpha":0.001,"beta1":0.9,"beta2":0.999}; threshold: ρt > 4 instead of ρt > 5"#)
  }

  /// Where nobody else does what the kernel does, its own implementation with one choice taken otherwise may.
  @Test func aChoiceThatFitsIsNamed() throws {
    let alone = Verifier(Registry.implementations.filter { $0.name == "torch.optim.RAdam" })
    #expect(try result(by: alone) { _ in }.fit == "torch.optim.RAdam but for threshold: ρt > 4 instead of ρt > 5")
    #expect(try result(by: alone) { x in if x.t == 10 { x.parameters[5] += 1 } }.fit == nil)
  }

  /// It explains the element that failed first, and not another that is off later.
  @Test func aConventionThatFitsOneElementOnlyIsNot() throws {
    let result = try result { x in if x.t == 10 { x.parameters[5] += 1 } }
    #expect(result.verdict == .fail)
    #expect(result.checks[0].mismatch?.step == 5)
    #expect(result.fit == nil)
  }

  /// A candidate is never stepped with another count than the case's, in the search neither: it may be made for that count.
  @Test func theCountStaysTheSame() throws {
    var counts: Set<Int> = []
    _ = try result { x in counts.insert(x.parameters.count) }
    #expect(counts == [67])
  }

  /// A recording whose first failing element follows another convention, and whose others do not.
  @Test func aRecordingIsSearchedAsAWhole() throws {
    let file = try #require(try Recordings.files(of: "torch-2.15.0").first { $0.hasSuffix("adam-float32-maximize-normal.safetensors") })
    let recording = try RecordingReader(Registry.verifier).read(file)
    func relabelled(_ change: (inout [Double]) -> Void) throws -> CaseResult {
      let w = recording.tensors[0]
      var parameters = try #require(w.parameters)
      change(&parameters)
      let changed = Trajectory(name: "w", initial: w.initial, gradients: w.gradients, parameters: parameters, slots: w.slots)
      let without = recording.hyperparameters.replacing(#""maximize": true"#, with: #""maximize": false"#)
      return try Registry.verifier.judge(
        Case(
          checked: "c", implementation: recording.implementation, hyperparameters: without, steps: recording.steps, tensors: [changed],
          recorded: .float32, rerun: ""), kernel: false)
    }
    #expect(try relabelled { _ in }.fit?.contains(#""maximize":true"#) == true)
    #expect(try relabelled { $0[20 * 37 + 5] += 1 }.fit == nil)
  }
}
