import KernelVerification
import OptimizerReference
import Testing

/// Recordings of code that deviates from its own equations in a way that is declared.
@Suite struct FindingTests {
  static func verifier(_ findings: [Finding]) -> Verifier {
    Verifier([
      Implementation(
        name: "paper.RAdam", evidence: .recordings,
        reference: { json throws(InvalidHyperparameter) in ErasedReference(try RAdam(json: json)) }, kernel: nil, samples: [],
        findings: findings)
    ])
  }

  static let finding = Finding(precision: .float32, explainedBy: .floatWithFloatSchedule, reason: "ρt is computed in Float")

  /// A float32 recording of seven steps with a constant gradient, the rectified ones scaled: as a Float ρt may.
  static func recording(scale: Double, precision: Precision = .float32) -> Case {
    var x = Element<Double>(θ: 0, g: 0.5)
    var parameters: [Double] = []
    for t in 1...7 {
      let before = x.θ
      let variants: [Variant<Double>] = RAdam(α: 0.1).step(t: t, arrangement: .asWritten, schedule: Double.self)
      variants[0].step(&x)
      if t >= 5 { x.θ = before + (x.θ - before) * scale }
      parameters.append(precision == .float32 ? Double(Float(x.θ)) : x.θ)
    }
    let w = Trajectory(
      name: "w", initial: [0], gradients: [Double](repeating: 0.5, count: 7), parameters: parameters)
    return Case(
      checked: "recording", implementation: "paper.RAdam", hyperparameters: #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.999}"#, steps: 7,
      tensors: [w], recorded: precision, rerun: "")
  }

  @Test func whatIsDeclaredIsAFinding() throws {
    let result = try Self.verifier([Self.finding]).judge(Self.recording(scale: 1.00002))
    #expect(result.verdict == .finding && result.verdict.isPassed && result.reason == "ρt is computed in Float")
    // The deviation stays in the numbers.
    #expect(result.tally.worstRatio > 1)
  }

  @Test func whatIsNotDeclaredFails() throws {
    #expect(try Self.verifier([]).judge(Self.recording(scale: 1.00002)).verdict == .fail)
    let other = Finding(precision: .float64, explainedBy: .floatWithFloatSchedule, reason: "another precision")
    #expect(try Self.verifier([other]).judge(Self.recording(scale: 1.00002)).verdict == .fail)
  }

  @Test func whatTheDeviationDoesNotExplainFails() throws {
    #expect(try Self.verifier([Self.finding]).judge(Self.recording(scale: 0.5)).verdict == .fail)
  }

  @Test func whatIsWithinTheBoundIsNoFinding() throws {
    #expect(try Self.verifier([Self.finding]).judge(Self.recording(scale: 1)).verdict == .pass)
    #expect(try Self.verifier([Self.finding]).judge(Self.recording(scale: 1, precision: .float64)).verdict == .pass)
  }

  /// What a full run must show: a case for each entry, recordings where they are the evidence, each declared finding.
  @Test func audit() throws {
    let implementation = try #require(Self.verifier([Self.finding]).implementation("paper.RAdam"))
    var empty = Report()
    empty.audit([implementation])
    #expect(
      empty.shortfalls == [
        "paper.RAdam has no case", "paper.RAdam is known by recordings, and none was found",
        "no recording shows the declared finding of paper.RAdam: ρt is computed in Float",
      ])
    var plain = Report()
    plain.add(try Self.verifier([Self.finding]).judge(Self.recording(scale: 1)))
    plain.audit([implementation])
    #expect(plain.shortfalls == ["no recording shows the declared finding of paper.RAdam: ρt is computed in Float"])
    #expect(plain.exitCode == .vacuous)
    var full = Report()
    full.add(try Self.verifier([Self.finding]).judge(Self.recording(scale: 1.00002)))
    full.audit([implementation])
    #expect(full.shortfalls == [] && full.exitCode == .success)
  }
}
