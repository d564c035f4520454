import KernelVerification
import OptimizerReference
import Testing

/// Branches that rounding leaves open, and deviations that are declared.
@Suite struct AcceptableTests {
  /// θ − g or θ − 2g at the second step, where nobody can say which; θ − g at the others.
  struct Undecided: Reference {
    let slots: [Slot] = []

    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      Variant.either(t == 2 ? .undecidable : .no, above: { x in x.θ = x.θ - 2 * x.g }, below: { x in x.θ = x.θ - x.g })
    }
  }

  static let undecided = Verifier([
    Implementation(
      name: "undecided", evidence: .knownAnswers, reference: { _ throws(InvalidHyperparameter) in ErasedReference(Undecided()) },
      kernel: nil, samples: [])
  ])

  /// The factor of g at each of three steps decides.
  func judge(_ factors: [Float]) throws -> CaseResult {
    let w = Trajectory(name: "w", initial: [10, 20], gradients: [1, 2, 3, 4, 5, 6])
    let testCase = Case(checked: "case", implementation: "undecided", hyperparameters: "{}", steps: 3, tensors: [w], rerun: "")
    return try Self.undecided.judge(
      ClosureCandidate { x in for i in x.gradients.indices { x.parameters[i] -= factors[x.t - 1] * x.gradients[i] } }, on: testCase)
  }

  @Test func eitherSideIsAcceptable() throws {
    let above = try judge([1, 2, 1])
    #expect(above.verdict == .acceptable && above.verdict.isPassed)
    #expect(above.reason == "rounding leaves the branch open: step 2 above the threshold")
    let below = try judge([1, 1, 1])
    #expect(below.verdict == .acceptable)
    #expect(below.reason == "rounding leaves the branch open: step 2 below the threshold")
  }

  @Test func neitherSideFails() throws {
    for factors: [Float] in [[1, 1.5, 1], [1, 0, 1], [1, 3, 1], [2, 2, 1], [1, 1, 2]] {
      let result = try judge(factors)
      #expect(result.verdict == .fail && result.reason?.hasPrefix("the kernel's θ is ") == true)
    }
  }

  /// All elements must agree with one and the same branch.
  @Test func oneElementOnEachSideFails() throws {
    let w = Trajectory(name: "w", initial: [10, 20], gradients: [1, 2, 3, 4, 5, 6])
    let testCase = Case(checked: "case", implementation: "undecided", hyperparameters: "{}", steps: 3, tensors: [w], rerun: "")
    let candidate = ClosureCandidate { x in
      for (i, g) in x.gradients.enumerated() { x.parameters[i] -= x.t == 2 && i == 1 ? 2 * g : g }
    }
    #expect(try Self.undecided.judge(candidate, on: testCase).verdict == .fail)
  }

  /// The step from θ = 0 must take the branch that the step from θ took.
  @Test func theUpdateTakesTheSameBranch() throws {
    let w = Trajectory(name: "w", initial: [10, 20], gradients: [1, 2, 3, 4, 5, 6])
    let testCase = Case(checked: "case", implementation: "undecided", hyperparameters: "{}", steps: 3, tensors: [w], rerun: "")
    let candidate = ClosureCandidate { x in
      let isUpdate = x.parameters.allSatisfy { $0 == 0 }
      for (i, g) in x.gradients.enumerated() { x.parameters[i] -= x.t == 2 && isUpdate ? 2 * g : g }
    }
    let result = try Self.undecided.judge(candidate, on: testCase)
    #expect(result.verdict == .fail && result.checks[0].mismatch != nil)
  }

  /// A case that is there for a branch which no step takes shows nothing.
  @Test func aBranchThatIsNotTakenIsVacuous() throws {
    func result(_ branches: [String]) throws -> CaseResult {
      let w = Trajectory(name: "w", initial: [10], gradients: [1])
      let testCase = Case(
        checked: "case", implementation: "undecided", hyperparameters: "{}", steps: 1, tensors: [w], requiredBranches: branches, rerun: "")
      return try Self.undecided.judge(ClosureCandidate { x in x.parameters[0] -= x.gradients[0] }, on: testCase)
    }
    #expect(try result(["below the threshold"]).verdict == .pass)
    let missed = try result(["below the threshold", "above the threshold"])
    #expect(missed.verdict == .vacuous && missed.reason == "no step was above the threshold, which the case is there for")
    var report = Report()
    report.add(missed)
    #expect(report.exitCode == .vacuous)
  }

  /// A kernel computes ρt once: its parameters take one branch.
  @Test func oneParameterOnEachSideFails() throws {
    let (a, b) = (("a", [10.0]), ("b", [20.0]))
    func testCase(_ tensors: [(String, [Double])]) -> Case {
      Case(
        checked: "case", implementation: "undecided", hyperparameters: "{}", steps: 3,
        tensors: tensors.map { Trajectory(name: $0.0, initial: $0.1, gradients: [1, 2, 3]) }, rerun: "")
    }
    final class Seen { var isSecond = false }
    func candidate(_ other: Float) -> ClosureCandidate {
      let seen = Seen()
      return ClosureCandidate { x in
        // The second parameter begins at 20, and steps from 0 in its own turn.
        let isSecond = x.parameters[0] > 11 || x.parameters[0] == 0 && seen.isSecond
        seen.isSecond = isSecond
        for (i, g) in x.gradients.enumerated() { x.parameters[i] -= x.t == 2 && isSecond ? other * g : g }
      }
    }
    #expect(try Self.undecided.judge(candidate(1), on: testCase([a, b])).verdict == .acceptable)
    #expect(try Self.undecided.judge(candidate(2), on: testCase([b])).verdict == .acceptable)
    #expect(try Self.undecided.judge(candidate(2), on: testCase([a, b])).verdict == .fail)
  }

  /// At β2 = 0.6 no step is rectified, so a wrong step must fail there as anywhere.
  @Test func anOpenBranchDoesNotAdmitEverything() throws {
    let json = #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.6}"#
    let w = Trajectory(name: "w", initial: [1], gradients: [Double](repeating: 0.5, count: 90))
    let testCase = Case(checked: "case", implementation: "paper.RAdam", hyperparameters: json, steps: 90, tensors: [w], rerun: "")
    func candidate(_ badFrom: Int) -> ClosureCandidate {
      ClosureCandidate { x in
        x.m[0] = 0.9 * x.m[0] + 0.1 * x.gradients[0]
        x.v[0] = 0.6 * x.v[0] + 0.4 * (x.gradients[0] * x.gradients[0])
        // With a constant gradient m̂ is the gradient.
        x.parameters[0] = x.t >= badFrom ? 1000 : x.parameters[0] - 0.1 * (x.m[0] / (1 - power(0.9, x.t)))
      }
    }
    #expect(try verifier.judge(candidate(91), on: testCase).verdict.isPassed)
    #expect(try verifier.judge(candidate(70), on: testCase).verdict == .fail)
    // From t = 77 on Double cannot tell ρt from 4 either.
    #expect(try verifier.judge(candidate(80), on: testCase).verdict == .fail)
  }
}

/// aᵗ, to the last bit or so of Double.
private func power(_ a: Double, _ t: Int) -> Float { Float((0..<t).reduce(1.0) { product, _ in product * a }) }
