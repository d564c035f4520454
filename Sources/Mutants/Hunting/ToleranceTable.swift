public import KernelVerification

/// What fixed tolerances make of the cases on which bugs are hunted: how many bugs they see, and how many right kernels they refuse.
///
/// A bug counts as seen where a tolerance refuses the kernel with it on one of the first ``casesPerHunt`` cases, and accepts the implementation's
/// own kernel on the same case: who refuses everything sees nothing.
public struct ToleranceTable: Sendable {
  /// Cases of a hunt that each tolerance is given.
  public static let casesPerHunt = 8

  /// A tolerance and its account.
  public struct Row: Sendable {
    public let name: String
    /// Where it was read; nil of the derived bound.
    public let source: String?
    /// Hunts in which it saw the bug.
    public internal(set) var seen = 0
    /// The bugs that it saw with any seed.
    public internal(set) var bugs: Set<String> = []
    /// Runs of right kernels that it refused.
    public internal(set) var falseAlarms = 0
    /// Right kernels of which it refused a run: implementations times seeds.
    public internal(set) var refusedKernels = 0
  }

  /// The fixed tolerances, and last the derived bound.
  public private(set) var rows: [Row]
  /// Hunts: bugs times seeds.
  public private(set) var hunts = 0
  /// Runs of right kernels: implementations times seeds times cases.
  public private(set) var honestRuns = 0
  /// Right kernels: implementations times seeds.
  public private(set) var honestKernels = 0
  /// The cases on which the derived bound refuses an implementation's own kernel: there must be none.
  public private(set) var falseAlarms: [Case] = []
  private let tolerances: [FixedTolerance]
  private let hunt: Hunt

  public init(_ hunt: Hunt, _ tolerances: [FixedTolerance] = FixedTolerance.all) {
    self.tolerances = tolerances
    self.hunt = hunt
    rows = tolerances.map { Row(name: $0.name, source: $0.source) } + [Row(name: "derived bound", source: nil)]
  }

  /// What each tolerance, and last the derived bound, accepts of the implementation's own kernel, case by case.
  struct Honest {
    let cases: [Case]
    let accepted: [[Bool]]
  }

  /// Judges the implementation's own kernel on the cases, and counts the false alarms.
  mutating func judgeHonest(_ cases: inout HuntCases) throws -> Honest {
    let implementation = cases.implementation
    guard let makeKernel = implementation.kernel else { return Honest(cases: [], accepted: []) }
    let chosen = (0..<Self.casesPerHunt).map { cases.testCase($0) }
    var accepted: [[Bool]] = []
    for testCase in chosen {
      let candidate = try makeKernel(testCase.hyperparameters)
      var verdicts = try ToleranceRun.verdicts(of: candidate, on: testCase, implementation, by: tolerances)
      verdicts.append(try hunt.failure(of: makeKernel, on: testCase, implementation) == nil)
      for i in rows.indices where !verdicts[i] { rows[i].falseAlarms += 1 }
      if verdicts.last == false { falseAlarms.append(testCase) }
      accepted.append(verdicts)
    }
    for i in rows.indices where accepted.contains(where: { !$0[i] }) { rows[i].refusedKernels += 1 }
    honestRuns += chosen.count
    honestKernels += 1
    return Honest(cases: chosen, accepted: accepted)
  }

  /// Judges a bug on the same cases.
  ///
  /// - Parameter found: what the hunt for it came to.
  mutating func add(_ mutant: Mutant, of implementation: Implementation, _ honest: Honest, _ found: Hunt.Catch?) throws {
    hunts += 1
    var isSeen = rows.map { _ in false }
    for (testCase, accepted) in zip(honest.cases, honest.accepted) {
      let candidate = try mutant.makeKernel(testCase.hyperparameters)
      let verdicts = try ToleranceRun.verdicts(of: candidate, on: testCase, implementation, by: tolerances)
      for i in verdicts.indices where !verdicts[i] && accepted[i] { isSeen[i] = true }
    }
    isSeen[rows.count - 1] = found.map { $0.testCase != nil && $0.cases <= Self.casesPerHunt } ?? false
    for i in rows.indices where isSeen[i] {
      rows[i].seen += 1
      rows[i].bugs.insert(mutant.name)
    }
  }
}
