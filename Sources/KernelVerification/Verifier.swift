import OptimizerReference

/// Judges cases.
public struct Verifier: Sendable {
  private let implementations: [Implementation]
  private let search: ConventionSearch

  /// Which options of different names mean the same.
  let synonyms: OptionSynonyms

  /// A verifier that knows these. Of two with one name it knows the first.
  ///
  /// - Parameters:
  ///   - implementations: those that it knows.
  ///   - synonyms: the names of options that mean the same in different implementations and are no common hyperparameter.
  public init(_ implementations: [Implementation], synonyms: [[String]] = []) {
    self.implementations = implementations
    self.synonyms = OptionSynonyms(synonyms)
    search = ConventionSearch(implementations: implementations)
  }

  /// The implementation of that name.
  public func implementation(_ name: String) -> Implementation? { implementations.first { $0.name == name } }

  /// All implementations, in the order in which they were given.
  var all: [Implementation] { implementations }

  /// The names of all implementations, in order.
  public var names: [String] { implementations.map(\.name).sorted() }

  /// Judges `testCase` in all its checks: what was recorded, if anything was, and then the implementation's kernel.
  ///
  /// - Parameters:
  ///   - testCase: of an implementation that the verifier knows.
  ///   - kernel: whether to step the kernel too; a stranger's trace has been judged once its own values are.
  /// - Throws: `InvalidHyperparameter` for a value that the implementation does not take. Where only its kernel does not, what was
  ///   recorded is judged, and the result says so.
  public func judge(_ testCase: Case, kernel: Bool = true) throws -> CaseResult {
    let implementation = try known(testCase.implementation)
    let reference = try implementation.reference(of: testCase)
    var judgements: [Judgement] = []
    if let precision = testCase.recorded { judgements.append(judgeRecording(testCase, precision, reference, implementation)) }
    guard kernel, let makeCandidate = implementation.kernel else { return CaseResult(testCase, judgements) }
    do {
      judgements.append(judge(try makeCandidate(testCase.hyperparameters), on: testCase, reference, implementation))
      return CaseResult(testCase, judgements)
    } catch {
      // What Float cannot hold is no fault of the recording.
      return CaseResult(testCase, judgements, remark: "our kernel does not take these hyperparameters: \(error)")
    }
  }

  /// Judges a candidate on `testCase`: it is stepped in lock step with the implementation's transcription.
  ///
  /// - Throws: `InvalidHyperparameter` for a value that the implementation does not take.
  public func judge(_ candidate: any Candidate, on testCase: Case) throws -> CaseResult {
    let implementation = try known(testCase.implementation)
    let reference = try implementation.reference(of: testCase)
    let result = CaseResult(testCase, [judge(candidate, on: testCase, reference, implementation)])
    // The case's own command steps this package's kernel.
    return result.verdict.isPassed ? result : result.again(testCase.rerunOfOwnKernel)
  }

  /// Judges a kernel of your own on the case of a replay line.
  ///
  /// - Parameters:
  ///   - line: the line, such as a campaign prints of a case that failed.
  ///   - kernel: one step, in place, with the hyperparameters of the line.
  /// - Throws: ``ReplayLineError`` for a line that is none, and `InvalidHyperparameter` for a name that is unknown or a
  ///   value that the implementation does not take.
  public func verify(replaying line: String, kernel: @escaping (inout CandidateStep) throws -> Void) throws -> Report {
    var report = Report()
    report.add(try judge(ClosureCandidate(kernel), on: try ReplayLine.parse(line)))
    return report
  }

  /// Judges a kernel of your own on all generated cases (gradients that are ordinary, over 20 decades, tiny from θ = 0, constant,
  /// alternating, sparse, a spike, shrinking), and for bias.
  ///
  /// - Parameters:
  ///   - name: the implementation whose rules the kernel claims to follow.
  ///   - hyperparameters: those that it was made with, a JSON object in that implementation's own names.
  ///   - kernel: one step, in place. It must keep nothing from one call to the next: the verifier steps it from states of its choice.
  /// - Throws: `InvalidHyperparameter` for a name that is unknown or a value that the implementation does not take.
  public func verify(
    _ name: String, hyperparameters: String, kernel: @escaping (inout CandidateStep) throws -> Void
  ) throws -> Report {
    var report = Report()
    for testCase in GeneratedCases.cases(of: try known(name), hyperparameters: [hyperparameters]) {
      report.add(try judge(ClosureCandidate(kernel), on: testCase.again(testCase.rerunOfOwnKernel)))
    }
    if let bias = try bias(of: name, hyperparameters: hyperparameters, kernel: ClosureCandidate(kernel)) { report.add(bias) }
    return report
  }

  /// Judges a kernel of your own that can be made for any hyperparameters: on all generated cases of the implementation's samples, and
  /// for bias more sharply than one that is made for a single set.
  ///
  /// - Parameters:
  ///   - name: the implementation whose rules the kernel claims to follow.
  ///   - makeKernel: gives the kernel for these hyperparameters, one step in place. It must keep nothing from one call to the next.
  /// - Throws: `InvalidHyperparameter` for a name that is unknown or an implementation whose hyperparameters cannot be drawn, and what
  ///   `makeKernel` throws for a sample.
  public func verify(
    _ name: String, makeKernel: (CommonHyperparameters) throws -> (inout CandidateStep) throws -> Void
  ) throws -> Report {
    let implementation = try known(name)
    func candidate(_ hyperparameters: String) throws -> any Candidate {
      guard let common = implementation.dialect?.read(hyperparameters) else {
        throw InvalidHyperparameter(
          name: "implementation", found: "\(name), which shares no hyperparameters", allowed: "one with a dialect")
      }
      return ClosureCandidate(try makeKernel(common))
    }
    var report = Report()
    for testCase in GeneratedCases.cases(of: implementation) {
      report.add(try judge(candidate(testCase.hyperparameters), on: testCase.again(testCase.rerunOfOwnKernel)))
    }
    report.add(try bias(of: name, kernel: candidate))
    return report
  }

  func known(_ name: String) throws(InvalidHyperparameter) -> Implementation {
    guard let implementation = implementation(name) else {
      let nearest = nearestNames(to: name, among: names).prefix(3).joined(separator: ", ")
      let allowed = "one of the verifier's names" + (nearest.isEmpty ? "" : ", such as \(nearest)")
      throw InvalidHyperparameter(name: "implementation", found: name, allowed: allowed)
    }
    return implementation
  }

  private func judge(
    _ candidate: any Candidate, on testCase: Case, _ reference: ErasedReference, _ implementation: Implementation
  ) -> Judgement {
    func run(_ reference: ErasedReference, _ testCase: Case) -> [CheckResult] {
      Check(kind: .kernel, reference: reference, arithmetic: .float, limit: 1).run(testCase) {
        LiveStepper(candidate, on: $0, tensor: $1, slots: reference.slots)
      }
    }
    let results = run(reference, testCase)
    guard results.contains(where: { $0.mismatch != nil }) else { return Judgement(results: results, finding: nil, fit: nil) }
    if results.isOffInParameter {
      let watched = WatchedCandidate(candidate)
      _ = Check(kind: .kernel, reference: reference, arithmetic: .float, limit: 1).runInLockStep(testCase) {
        LiveStepper(watched, on: $0, tensor: $1, slots: reference.slots)
      }
      if !watched.notes.hasChanged { return Judgement(results: results, finding: nil, fit: nil, isStill: true) }
    }
    // A candidate is given what it was made for: never other slots, nor another count of elements.
    let fit = search.firstFit(for: testCase, of: implementation) { $0.slots == reference.slots && run($0, $1).arePassed }
    return Judgement(results: results, finding: nil, fit: fit)
  }

  /// The recorded values against the transcription; where they are beyond the bound, the finding that explains them.
  private func judgeRecording(
    _ testCase: Case, _ precision: Precision, _ reference: ErasedReference, _ implementation: Implementation
  ) -> Judgement {
    // Both sides of a float64 recording round, each within one bound of the exact result.
    let (arithmetic, limit): (Arithmetic, Double) = precision == .float64 ? (.double, 2) : (.float, 1)
    func run(_ reference: ErasedReference, _ testCase: Case, _ arithmetic: Arithmetic) -> [CheckResult] {
      let reference = implementation.flushesSubnormals ? reference.flushingSubnormals() : reference
      return Check(kind: .recording, reference: reference, arithmetic: arithmetic, limit: limit).run(testCase) {
        Playback($0.tensors[$1], slots: reference.slots)
      }
    }
    let results = run(reference, testCase, arithmetic)
    guard let mismatch = results.lazy.compactMap(\.mismatch).first else { return Judgement(results: results, finding: nil, fit: nil) }
    let finding = implementation.findings.first { finding in
      guard finding.precision == precision else { return false }
      let path = try? finding.path?(testCase.hyperparameters)
      return run(path ?? reference, testCase, finding.explainedBy).arePassed
    }
    if finding != nil { return Judgement(results: results, finding: finding, fit: nil) }
    if results.isOffInParameter && testCase.isStill {
      return Judgement(results: results, finding: nil, fit: nil, isStill: true)
    }
    let probe = testCase.only(mismatch.element, of: mismatch.tensor)
    let fit = search.firstFit(for: testCase, of: implementation, probe: probe) { run($0, $1, arithmetic).arePassed }
    return Judgement(results: results, finding: nil, fit: fit)
  }
}

extension [CheckResult] {
  fileprivate var arePassed: Bool { allSatisfy(\.isPassed) }
}
