public import KernelVerification

/// Hunts every planted bug over every seed.
public struct MutantCampaign {
  private let hunt: Hunt
  private let mutants: [Mutant]
  private let seeds: [UInt64]
  /// Makes a failing case smaller and writes it as one line; nil where it cannot.
  private let shrink: (_ mutant: Mutant, _ testCase: Case) -> String?
  /// The time, in seconds from any start: the only thing in a report that another run may have otherwise.
  private let now: () -> Double

  public init(
    _ hunt: Hunt, _ mutants: [Mutant], seeds: [UInt64], shrink: @escaping (_ mutant: Mutant, _ testCase: Case) -> String?,
    now: @escaping () -> Double
  ) {
    (self.hunt, self.mutants, self.seeds, self.shrink, self.now) = (hunt, mutants, seeds, shrink, now)
  }

  /// Runs all hunts, seed by seed of one implementation after the other, so that cases are made once.
  ///
  /// - Parameter goesOn: asked after each hunt, with how many are done; false stops the run, and the report says so.
  /// - Throws: what making a kernel throws for hyperparameters that the implementation takes.
  public func run(goesOn: (_ hunts: Int, _ all: Int) -> Bool) throws -> MutantReport {
    var rows = mutants.map { MutantReport.Row(mutant: $0) }
    var table = ToleranceTable(hunt)
    var order: [String] = []
    for mutant in mutants where !order.contains(mutant.implementation) { order.append(mutant.implementation) }
    let all = mutants.count * seeds.count
    var done = 0
    for name in order {
      let indices = mutants.indices.filter { mutants[$0].implementation == name }
      let implementation = try hunt.implementation(of: mutants[indices[0]])
      for seed in seeds {
        var cases = HuntCases(of: implementation, seed: seed)
        let honest = try table.judgeHonest(&cases)
        for i in indices {
          let start = now()
          let result = try hunt.run(mutants[i], over: &cases)
          rows[i].hunts.append(MutantReport.TimedHunt(seed: seed, result: result, seconds: now() - start))
          try table.add(mutants[i], of: implementation, honest, result.found)
          if rows[i].line == nil, let testCase = result.found?.testCase { rows[i].line = shrink(mutants[i], testCase) }
          done += 1
          if !goesOn(done, all), done < all {
            let hunted = rows.filter { !$0.hunts.isEmpty }
            return MutantReport(rows: hunted, tolerances: table, seeds: seeds, isInterrupted: true)
          }
        }
      }
    }
    return MutantReport(rows: rows, tolerances: table, seeds: seeds, isInterrupted: false)
  }
}
