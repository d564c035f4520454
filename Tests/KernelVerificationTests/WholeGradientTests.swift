import KernelVerification
import OptimizerReference
import Safetensors
import Testing

/// What is done to the gradients of a step together, before any element is stepped.
@Suite struct WholeGradientTests {
  private static func verdict(_ limit: Double? = 1, _ step: @escaping (inout CandidateStep) -> Void) throws -> CaseResult {
    try ClippedDescent.verifier(limit: limit).judge(ClosureCandidate(step), on: ClippedDescent.testCase())
  }

  @Test func aRightKernelPasses() throws {
    let result = try Self.verdict { ClippedDescent.step(&$0) }
    #expect(result.verdict == .pass && result.tally.worstRatio < 1 && result.tally.infiniteBounds == 0)
    #expect(result.checks.map(\.name) == ["kernel", "kernel, free run"])
    #expect(try Self.verdict(nil) { ClippedDescent.step(&$0, limit: nil) }.verdict == .pass)
  }

  @Test func aNormOfOneParameterFails() throws {
    let result = try Self.verdict { ClippedDescent.step(&$0, sees: { _ in false }) }
    #expect(result.verdict == .fail && result.checks.first?.mismatch?.step == 1)
  }

  @Test func aKernelThatDoesNotClipFails() throws {
    #expect(try Self.verdict { ClippedDescent.step(&$0, limit: nil) }.verdict == .fail)
    #expect(try Self.verdict(nil) { ClippedDescent.step(&$0) }.verdict == .fail)
  }

  /// A parameter without a gradient is not in the norm, and those that are come with their place and shape.
  @Test func neighbours() throws {
    final class Log: @unchecked Sendable { var lines: [String] = [] }
    let log = Log()
    _ = try Self.verdict { x in
      log.lines.append("\(x.shape) \(x.t): " + x.neighbours.map { "\($0.isBefore) \($0.shape) \($0.gradients)" }.joined())
      ClippedDescent.step(&x)
    }
    #expect(
      Set(log.lines) == [
        "[2, 2] 1: false [1] [4.0]", "[2, 2] 2: ", "[2, 2] 3: false [1] [6.0]",
        "[1] 1: true [2, 2] [3.0, 0.0, 0.0, 0.0]", "[1] 2: true [2, 2] [0.5, 0.0, 0.0, 8.0]",
      ])
  }

  /// A slot that nobody sets starts as the optimizer starts it; one that is set stays.
  @Test func starts() throws {
    final class Log: @unchecked Sendable { var sums: Set<[Float]> = [] }
    let log = Log()
    _ = try Self.verdict { x in
      if x.t == 1 { log.sums.insert(x.sum) }
      ClippedDescent.step(&x)
    }
    #expect(log.sums == [[0.25, 0.5, -0.75, 1], [2]])
    let w = Trajectory(name: "w", initial: [1], initialSlots: [.sum: [5]], gradients: [1])
    let own = Case(checked: "", implementation: "descent", hyperparameters: "{}", steps: 1, tensors: [w], rerun: "")
    log.sums = []
    _ = try ClippedDescent.verifier().judge(
      ClosureCandidate { x in
        log.sums.insert(x.sum)
        ClippedDescent.step(&x)
      }, on: own)
    #expect(log.sums == [[5]])
  }

  /// In a recording the start is not written: the reference's own is what its first step is judged from.
  @Test func theStartOfARecording() throws {
    func verdict(_ sum: [Double]) throws -> Verdict {
      let w = Trajectory(name: "w", initial: [1, 2], gradients: [0.5, 0.25], parameters: [0.5, 1.75], slots: [.sum: sum])
      let recording = Case(
        checked: "", implementation: "descent", hyperparameters: "{}", steps: 1, tensors: [w], recorded: .float64, rerun: "")
      return try ClippedDescent.verifier(limit: nil).judge(recording).verdict
    }
    #expect(try verdict([0.75, 0.75]) == .pass)
    #expect(try verdict([0.5, 0.25]) == .fail)
  }

  /// Before a parameter's first gradient a recording may say that nothing is kept, but not that something else is; later it may not.
  @Test func beforeTheFirstGradient() throws {
    func verdict(_ sum: [Double], present: [Bool]) throws -> Verdict {
      let w = Trajectory(
        name: "w", initial: [1], gradients: present.map { $0 ? 0.5 : 0 }, present: present,
        parameters: present.indices.map { k in 1 - 0.5 * Double(present[...k].count { $0 }) }, slots: [.sum: sum])
      let recording = Case(
        checked: "", implementation: "descent", hyperparameters: "{}", steps: 3, tensors: [w], recorded: .float64, rerun: "")
      return try ClippedDescent.verifier(limit: nil).judge(recording).verdict
    }
    #expect(try verdict([0.25, 0.25, 0.75], present: [false, false, true]) == .pass)
    #expect(try verdict([0, 0, 0.75], present: [false, false, true]) == .pass)
    #expect(try verdict([0, 0.125, 0.75], present: [false, false, true]) == .fail)
    #expect(try verdict([0, 0, 0.5], present: [false, false, true]) == .fail)
    #expect(try verdict([0.75, 0, 0.5], present: [true, false, true]) == .fail)
  }
}

/// Steps without a gradient, where t goes on.
@Suite struct MissedStepTests {
  /// Plain descent whose rate is 1/t, t counted for all parameters.
  private struct Slowing: Reference {
    let slots: [Slot] = []
    let countsMissedSteps = true
    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      [Variant { x in x.θ = x.θ - x.g / S(value: Double(t), bound: 0) }]
    }
  }

  /// A kernel that counts for itself is told what it missed.
  @Test(arguments: [true, false])
  func aKernelOfItsOwnCount(listens: Bool) throws {
    final class Count: @unchecked Sendable { var t = 0 }
    let count = Count()
    let verifier = Verifier([
      Implementation(
        name: "slowing", evidence: .knownAnswers, reference: { _ throws(InvalidHyperparameter) in ErasedReference(Slowing()) }, kernel: nil,
        samples: ["{}"])
    ])
    let w = Trajectory(name: "w", initial: [1], gradients: [1, 1, 1, 1, 1], present: [true, false, false, true, true])
    let testCase = Case(checked: "", implementation: "slowing", hyperparameters: "{}", steps: 5, tensors: [w], rerun: "")
    let result = try verifier.judge(
      ClosureCandidate { x in
        count.t = x.continues ? count.t + 1 + (listens ? x.missedSteps : 0) : x.t
        x.parameters[0] -= x.gradients[0] / Float(count.t)
      }, on: testCase)
    #expect(result.verdict == (listens ? .pass : .fail))
    if !listens { #expect(result.checks.last?.isFreeRun == true && result.checks.last?.mismatch?.step == 4) }
  }
}

/// Rows without a gradient.
@Suite struct RowTests {
  private static let rows = [true, false, true, true, false, true]

  private static func verdict(_ step: @escaping (inout CandidateStep) -> Void) throws -> Verdict {
    try ClippedDescent.verifier(limit: nil).judge(ClosureCandidate(step), on: ClippedDescent.testCase(rows: rows)).verdict
  }

  @Test func untouchedRowsStay() throws {
    #expect(try Self.verdict { ClippedDescent.step(&$0, limit: nil) } == .pass)
    // At the second step every row has a gradient; at the others a row that is absent has one here, to be told from zero.
    #expect(try Self.verdict { ClippedDescent.step(&$0, limit: nil, movesAll: true) } == .fail)
  }

  @Test func onlyThoseWhoTakeRowsAreGivenThem() throws {
    let with = GeneratedCases.cases(of: try #require(ClippedDescent.verifier().implementation("descent")))
    let rows = try #require(with.last { $0.name.hasSuffix("-rows") }).tensors
    #expect(with.count == 11 && rows.map(\.shape) == [[13, 5], [1, 5]])
    for tensor in rows {
      let flags = try #require(tensor.rows)
      #expect(flags.contains(true) && flags.contains(false) && flags.count * 5 == tensor.gradients.count)
      #expect(flags.indices.allSatisfy { flags[$0] || tensor.gradients[$0 * 5..<$0 * 5 + 5].allSatisfy { $0 == 0 } })
    }
    #expect(GeneratedCases.cases(of: paperAdam).allSatisfy { $0.tensors.count == 1 && $0.tensors[0].rows == nil })
  }

  /// A file with rows is read for an optimizer that takes them, and refused for another.
  @Test func rowsOfARecording() throws {
    try withDirectory { directory in
      let path = "\(directory)/rows.safetensors"
      func read(_ rows: Tensor, _ implementation: String = "descent") throws -> Case {
        let tensors = [
          "initial/w": try Tensor(shape: [2, 1], float64: [1, -2]), "gradient/w": try Tensor(shape: [1, 2, 1], float64: [0.5, 0]),
          "parameter/w": try Tensor(shape: [1, 2, 1], float64: [0.5, -2]), "rows/w": rows,
        ]
        let metadata = [
          "format": "optimizer-vectors/1", "implementation": implementation, "hyperparameters": "{}", "source": "by hand",
          "precision": "float64", "steps": "1",
        ]
        try SafetensorsFile(metadata: metadata, tensors: tensors).write(to: path)
        return try RecordingReader(ClippedDescent.verifier(limit: nil)).read(path)
      }
      let recording = try read(try Tensor(shape: [1, 2], float64: [1, 0]))
      #expect(recording.tensors[0].rows == [true, false] && recording.tensors[0].shape == [2, 1])
      #expect(try ClippedDescent.verifier(limit: nil).judge(recording).verdict == .pass)
      #expect(throws: RecordingError.self) { try read(Tensor(shape: [1, 2], float64: [1, 2])) }
      #expect(throws: RecordingError.self) { try read(Tensor(shape: [2, 1], float64: [1, 0])) }
    }
  }
}
