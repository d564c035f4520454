import KernelVerification
import OptimizerReference
import Testing

/// Which branch of an open step several parameters take together.
@Suite struct OpenBranchesTests {
  /// At t = 2 θ − 2g or θ − g, where nobody can say which, and at the others θ − g; m takes what θ takes, and the step after moves by m too.
  struct Remembering: Reference {
    let slots: [Slot] = [.m]

    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      func step(_ factor: S) -> (inout Element<S>) -> Void {
        { x in
          x.θ = x.θ - factor * x.g - x.m
          x.m = factor * x.g
        }
      }
      return Variant.either(t == 2 ? .undecidable : .no, above: step(2), below: step(1))
    }
  }

  static let remembering = Verifier([
    Implementation(
      name: "undecided", evidence: .knownAnswers, reference: { _ throws(InvalidHyperparameter) in ErasedReference(Remembering()) },
      kernel: nil, samples: [])
  ])

  private func testCase(_ tensors: [Trajectory]) -> Case {
    Case(checked: "case", implementation: "undecided", hyperparameters: "{}", steps: 3, tensors: tensors, rerun: "")
  }

  /// θ − factor · g at t = 2 and θ − g elsewhere.
  private func candidate(_ factor: @escaping (CandidateStep) -> Float) -> ClosureCandidate {
    ClosureCandidate { x in for (i, g) in x.gradients.enumerated() { x.parameters[i] -= x.t == 2 ? factor(x) * g : g } }
  }

  /// A parameter that takes neither fails, and the next is judged all the same.
  @Test func whereNoneFitsTheNextIsJudged() throws {
    let tensors = ["a", "b"].map { Trajectory(name: $0, initial: [10], gradients: [1, $0 == "a" ? 2 : 4, 3]) }
    let result = try AcceptableTests.undecided.judge(candidate { $0.gradients[0] == 2 ? 1.5 : 1 }, on: testCase(tensors))
    #expect(result.verdict == .fail && result.checks[0].mismatch?.tensor == "a")
    #expect(result.checks[0].openBranches.contains("step 2 below the threshold"))
    // The first of two failures is told.
    let both = try AcceptableTests.undecided.judge(candidate { _ in 1.5 }, on: testCase(tensors))
    #expect(both.checks[0].mismatch?.tensor == "a")
  }

  /// A parameter with g = 0 fits both, and leaves both to the next.
  @Test(arguments: [Float(1), 2])
  func whatFitsBothDecidesNothing(factor: Float) throws {
    let tensors = [
      Trajectory(name: "a", initial: [10], gradients: [1, 0, 3]), Trajectory(name: "b", initial: [10], gradients: [1, 2, 3]),
    ]
    let result = try AcceptableTests.undecided.judge(candidate { _ in factor }, on: testCase(tensors))
    #expect(result.verdict == .acceptable)
  }

  /// A θ so large that it hides the step: the step from θ = 0 says which branch it was.
  @Test(arguments: [Float(1), 2])
  func theUpdateDecidesWhereTheParameterCannot(factor: Float) throws {
    let w = Trajectory(name: "w", initial: [1e9], gradients: [1, 1, 1])
    let result = try AcceptableTests.undecided.judge(candidate { _ in factor }, on: testCase([w]))
    #expect(result.verdict == .acceptable)
    #expect(result.checks[0].openBranches == ["step 2 \(factor == 1 ? "below" : "above") the threshold"])
  }

  /// The branches that one parameter took are its own: another may lack a gradient where this one has the open step.
  @Test func eachParameterHasItsOwnSteps() throws {
    let late = Trajectory(name: "a", initial: [10], gradients: [1, 2, 3], present: [true, false, true])
    let w = Trajectory(name: "b", initial: [10], gradients: [1, 2, 3])
    for tensors in [[late, w], [w, late]] {
      #expect(try AcceptableTests.undecided.judge(candidate { _ in 1 }, on: testCase(tensors)).verdict == .acceptable)
    }
  }

  /// A slot that a recording does not show goes on by the branch that was taken.
  @Test(arguments: [[1.0, 1, 1], [1, 2, 1]])
  func aHiddenSlotFollowsTheBranch(factors: [Double]) throws {
    var (θ, m) = (10.0, 0.0)
    let parameters = (0..<3).map { k in
      θ -= factors[k] * Double(k + 1) + m
      m = factors[k] * Double(k + 1)
      return θ
    }
    let w = Trajectory(name: "w", initial: [10], gradients: [1, 2, 3], parameters: parameters)
    let recording = Case(
      checked: "recording", implementation: "undecided", hyperparameters: "{}", steps: 3, tensors: [w], recorded: .float64, rerun: "")
    #expect(try Self.remembering.judge(recording).verdict == .acceptable)
  }
}
