import KernelVerification
import OptimizerReference
import Testing

/// What the verifier says to one value that is not what it should be.
@Suite struct ComparisonTests {
  func judge(_ candidate: ClosureCandidate, on testCase: Case = adamCase()) throws -> CaseResult {
    try verifier.judge(candidate, on: testCase)
  }

  func expectFailure(
    _ candidate: ClosureCandidate, on testCase: Case = adamCase(), _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try judge(candidate, on: testCase)
    #expect(result.verdict == .fail, sourceLocation: sourceLocation)
    #expect(result.reason == reason, sourceLocation: sourceLocation)
  }

  @Test func anHonestKernelPasses() throws {
    let result = try judge(honest { _ in })
    #expect(result.verdict == .pass && result.reason == nil)
    // Each of 8 elements and 5 steps is stepped once from its own state and once from θ = 0, and shows θ, m and v.
    #expect(result.tally.elementSteps == 80 && result.tally.comparisons == 240 && result.tally.infiniteBounds == 0)
    #expect(result.tally.worstRatio > 0.1 && result.tally.worstRatio <= 1)
    #expect(result.tally.worstUlp > 0.1 && result.tally.worstRelativeError > 1e-9 && result.tally.worstRelativeError < 1e-5)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func aSpecialValueWhereANumberBelongs(value: Float) throws {
    try expectFailure(honest { $0.parameters[3] = value }, "the kernel's θ is ∞ bounds off at step 1, element 3")
    try expectFailure(honest { $0.m[3] = value }, "the kernel's m is ∞ bounds off at step 1, element 3")
    try expectFailure(honest { $0.v[3] = value }, "the kernel's v is ∞ bounds off at step 1, element 3")
  }

  /// 0/0 with ε = 0: the reference gives NaN, and nothing else is right.
  @Test(arguments: [Float.nan, 0, 1, .infinity])
  func whereNaNBelongs(value: Float) throws {
    let json = #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon": 0}"#
    let testCase = adamCase([1, 1], gradients: [0, 1], steps: 1, hyperparameters: json)
    let candidate = ClosureCandidate { x in
      honestAdam(&x, ε: 0)
      x.parameters[0] = value
    }
    if value.isNaN {
      #expect(try judge(candidate, on: testCase).verdict == .pass)
    } else {
      try expectFailure(candidate, on: testCase, "the kernel's θ is ∞ bounds off at step 1, element 0")
    }
  }

  @Test func zeroHasNoSign() throws {
    let testCase = adamCase([0, 1], gradients: [0, 1], steps: 1)
    #expect(try judge(honest { x in (x.parameters[0], x.m[0], x.v[0]) = (-0.0, -0.0, -0.0) }, on: testCase).verdict == .pass)
    // But nothing other than 0 is 0.
    try expectFailure(
      honest { $0.m[0] = .leastNonzeroMagnitude }, on: testCase, "the kernel's m is ∞ bounds off at step 1, element 0")
  }

  /// Where −0 belongs, 0 does too.
  @Test func negativeZeroIsZero() throws {
    let testCase = adamCase([-0.0, 1], gradients: [0, 1], steps: 1)
    for zero: Float in [0, -0.0] { #expect(try judge(honest { $0.parameters[0] = zero }, on: testCase).verdict == .pass) }
    try expectFailure(
      honest { $0.parameters[0] = -.leastNonzeroMagnitude }, on: testCase, "the kernel's θ is ∞ bounds off at step 1, element 0")
  }

  /// A number has a sign, and so has an error: neither is taken away before they are compared.
  @Test func theOtherSign() throws {
    for slot in [Slot.m, .v] {
      #expect(try judge(honest { $0[slot][3].negate() }).checks[0].mismatch?.observable == .slot(slot))
    }
    #expect(try judge(honest { x in x.parameters = x.parameters.map { -$0 } }).verdict == .fail)
  }

  @Test func infinityHasASign() throws {
    let testCase = adamCase([1, 1], gradients: [-.infinity, 1], steps: 1)
    #expect(try judge(honest { _ in }, on: testCase).verdict == .pass)
    for m: Float in [.infinity, -.greatestFiniteMagnitude, .nan] {
      try expectFailure(honest { $0.m[0] = m }, on: testCase, "the kernel's m is ∞ bounds off at step 1, element 0")
    }
  }

  /// Near the largest number, infinity is as wrong as anywhere, and the largest number is no stand-in for it.
  @Test func infinityAgainstTheLargestNumbers() throws {
    let large = 0x1.8p127
    let w = Trajectory(name: "w", initial: [1, 1], initialSlots: [.m: [large, 1]], gradients: [large, 1])
    let testCase = Case(checked: "case", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, tensors: [w], rerun: "")
    #expect(try judge(honest { _ in }, on: testCase).checks[0].mismatch == nil)
    for m: Float in [.infinity, -.infinity, .nan] {
      try expectFailure(honest { $0.m[0] = m }, on: testCase, "the kernel's m is ∞ bounds off at step 1, element 0")
    }
    let largest = try judge(honest { $0.m[0] = .greatestFiniteMagnitude }, on: testCase).checks[0].mismatch
    #expect(largest?.observable == .slot(.m) && (largest?.ratio ?? .infinity) < .infinity)
  }

  /// A subnormal is a number: to flush it is wrong, to round it the other way is not.
  @Test func subnormals() throws {
    let testCase = adamCase([1, 1], gradients: [1e-40, 1].map { Double(Float($0)) }, steps: 1)
    #expect(try judge(honest { _ in }, on: testCase).verdict == .pass)
    #expect(try judge(honest { $0.m[0] = $0.m[0].nextUp }, on: testCase).verdict == .pass)
    let result = try judge(honest { $0.m[0] = 0 }, on: testCase)
    #expect(result.verdict == .fail && result.reason?.hasPrefix("the kernel's m is ") == true)
  }

  /// A ten-thousandth part of one element of one step.
  @Test func oneWrongElementAmongMany() throws {
    let count = 10_001
    let testCase = adamCase((0..<count).map { Double($0 % 7) }, steps: 2)
    #expect(try judge(honest { _ in }, on: testCase).verdict == .pass)
    let result = try judge(honest { x in if x.t == 2 { x.v[count - 1] *= 1.0001 } }, on: testCase)
    #expect(result.verdict == .fail)
    let mismatch = try #require(result.checks[0].mismatch)
    #expect(mismatch.step == 2 && mismatch.element == count - 1 && mismatch.observable == .slot(.v) && mismatch.tensor == "w")
    #expect(mismatch.before.g.value == testCase.tensors[0].gradients.last && mismatch.before.v.value > 0 && mismatch.slots == [.m, .v])
    #expect(mismatch.ratio > 100 && mismatch.ratio == abs(mismatch.got - mismatch.reference) / mismatch.bound)
  }

  /// Of several parameters one is wrong, whichever it is.
  @Test(arguments: [0, 1, 2])
  func oneWrongParameterOfThree(wrong: Int) throws {
    let tensors = (0..<3).map { Trajectory(name: "w\($0)", initial: [1], gradients: [Double($0 + 1)]) }
    let testCase = Case(checked: "case", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, tensors: tensors, rerun: "")
    #expect(try judge(honest { _ in }, on: testCase).verdict == .pass)
    // Its gradient tells a kernel which parameter it was given.
    let result = try judge(honest { x in if x.gradients == [Float(wrong + 1)] { x.m[0] *= 1.00001 } }, on: testCase)
    #expect(result.verdict == .fail && result.checks[0].mismatch?.tensor == "w\(wrong)")
  }

  /// The first step with a mismatch is told, and the worst of its elements.
  @Test func theFirstStepAndItsWorstElementAreTold() throws {
    try expectFailure(
      honest { x in
        guard x.t >= 3 else { return }
        x.parameters[1] = x.parameters[1] + 1
        x.parameters[6] = .nan
      }, "the kernel's θ is ∞ bounds off at step 3, element 6")
  }

  /// A wrong ε is lost in a large θ, and shows in the step from θ = 0.
  @Test func whatHidesInTheParameterShowsInTheUpdate() throws {
    let testCase = adamCase([1e6, 1e6], steps: 1)
    let wrong = ClosureCandidate { x in honestAdam(&x, ε: 0.0011) }
    let result = try judge(wrong, on: testCase)
    #expect(result.verdict == .fail && result.checks[0].mismatch?.observable == .update)
  }
}
