public import KernelVerification

/// Hunts every planted bug over every seed.
public struct MutantCampaign {
  private let hunt: Hunt
  private let quarries: [Quarry]
  private let seeds: [UInt64]
  /// Makes a failing case smaller and writes it as one line; nil where it cannot.
  private let shrink: (_ quarry: Quarry, _ testCase: Case) -> String?
  /// The time, in seconds from any start: the only thing in a report that another run may have otherwise.
  private let now: () -> Double

  public init(
    _ hunt: Hunt, _ quarries: [Quarry], seeds: [UInt64], shrink: @escaping (_ quarry: Quarry, _ testCase: Case) -> String?,
    now: @escaping () -> Double
  ) {
    (self.hunt, self.quarries, self.seeds, self.shrink, self.now) = (hunt, quarries, seeds, shrink, now)
  }

  /// Runs all hunts, seed by seed of one implementation after the other, so that cases are made once.
  ///
  /// - Parameter goesOn: asked after each hunt, with how many are done; false stops the run, and the report says so.
  /// - Throws: what making a kernel throws for hyperparameters that the implementation takes.
  public func run(goesOn: (_ hunts: Int, _ all: Int) -> Bool) throws -> MutantReport {
    var rows = quarries.map { MutantReport.Row(quarry: $0) }
    var table = ToleranceTable(hunt)
    var order: [String] = []
    for quarry in quarries where !order.contains(quarry.implementation.name) { order.append(quarry.implementation.name) }
    let all = quarries.count * seeds.count
    var done = 0
    for name in order {
      let indices = quarries.indices.filter { quarries[$0].implementation.name == name }
      for seed in seeds {
        var cases = HuntCases(of: quarries[indices[0]].implementation, seed: seed)
        let honest = try table.judgeHonest(&cases)
        for i in indices {
          let start = now()
          let result = try hunt.run(quarries[i], over: &cases)
          rows[i].hunts.append(MutantReport.TimedHunt(seed: seed, result: result, seconds: now() - start))
          try table.add(quarries[i], honest, result.found)
          if rows[i].line == nil, let testCase = result.found?.testCase { rows[i].line = shrink(quarries[i], testCase) }
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
