import KernelVerification
import OptimizerReference
import Registry
import Testing

/// A report states a cause only where it was looked at.
@Suite struct CauseTests {
  private static let json =
    #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "amsgrad": false, "maximize": false}"#

  /// A trace of torch.optim.AdamW of one element, with these parameters after its steps.
  private static func trace(_ parameters: [Double], gradient: Double = Double(Float(1.34))) throws -> CaseResult {
    let w = Trajectory(
      name: "w", initial: [-0.25], gradients: [Double](repeating: gradient, count: parameters.count),
      parameters: parameters)
    let testCase = Case(
      checked: "trace", implementation: "torch.optim.AdamW", hyperparameters: json, steps: parameters.count, tensors: [w],
      recorded: .float32,
      rerun: "")
    return try Registry.verifier.judge(testCase, kernel: false)
  }

  /// Two ways to compute one number are no overflow.
  @Test(arguments: [-0.25097656, -0.375, -0.25])
  func nothingMayOverflowWhereNothingDoes(parameter: Double) throws {
    let result = try Self.trace([Double(Float(parameter))])
    #expect(result.verdict == .fail)
    #expect(result.checks[0].mismatch?.possibilities == 1)
    #expect(!result.failureText.contains("overflow"), "\(result.failureText)")
  }

  /// Where it may, it is said.
  @Test func anOverflowIsSaid() throws {
    let result = try Self.trace([-0.375], gradient: 1e20)
    #expect(result.failureText.contains("the nearest of 2, where something may overflow"), "\(result.failureText)")
  }

  /// A parameter that stays where it is follows no convention.
  @Test func aParameterThatNeverMovesIsSaidToBeStill() throws {
    let still = try Self.trace([-0.25, -0.25, -0.25])
    #expect(still.isStill && still.fit == nil)
    #expect(
      still.failureText.contains("\n  θ never changed, at any step\n") && !still.failureText.contains("it matches"))
    let moved = try Self.trace([-0.25, -0.25, -0.375])
    #expect(!moved.isStill && !moved.failureText.contains("never changed"))
    var report = Report()
    report.add(still)
    #expect(String(decoding: try report.json(), as: UTF8.self).contains("\"isStill\" : true"))
  }

  @Test func aKernelThatDoesNothingToTheParameterIsSaidToBeStill() throws {
    let implementation = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
    let testCase = try #require(GeneratedCases.cases(of: implementation).first)
    let honest = try #require(implementation.kernel)
    func result(_ change: @escaping (_ before: [Float], inout [Float]) -> Void) throws -> CaseResult {
      let kernel = ClosureCandidate { x in
        let before = x.parameters
        var kernel = try honest(testCase.hyperparameters)
        try kernel.step(&x)
        change(before, &x.parameters)
      }
      return try Registry.verifier.judge(kernel, on: testCase)
    }
    let still = try result { $1 = $0 }
    #expect(still.isStill && still.fit == nil && still.failureText.contains("θ never changed"))
    #expect(try !result { before, after in after[0] = before[0] }.isStill)
  }

  /// Of cases without a recording the table does not say that they rest on recordings.
  @Test func aGeneratedCaseIsNoRecording() throws {
    let implementation = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
    let testCase = try #require(GeneratedCases.cases(of: implementation).first)
    var report = Report()
    report.add(try Registry.verifier.judge(testCase))
    let text = report.ordered(like: Registry.implementations).text()
    #expect(text.contains("1 (0 recorded)") && !text.contains("recordings"))
  }
}
