import KernelVerification
import OptimizerReference

/// One batch: its cases, then mutations of the one that came closest, and each property on one case.
struct BatchRun {
  private(set) var sums: CampaignSums
  private let campaign: Campaign
  private let number: Int
  private let batch: Batch
  /// The implementation's place in the plan.
  private let row: Int
  private let candidate: Result<any Candidate, any Error>
  private var quick: QuickJudge?
  private var edges = EdgeCounts()
  private let noticer: EdgeNoticer
  /// The case with the largest ratio that is no failure.
  private var closest: (testCase: Case, ratio: Double)?

  init(_ campaign: Campaign, _ number: Int) {
    self.campaign = campaign
    self.number = number
    // The generator makes the registry's kernel to see that it takes what was drawn.
    let work = campaign.generator.work(number)
    let made = campaign.makeKernel == nil ? work.kernel : nil
    batch = work.batch
    noticer = EdgeNoticer(batch)
    sums = CampaignSums(of: campaign.plan)
    let (implementation, hyperparameters) = (batch.implementation, batch.hyperparameters)
    row = campaign.implementations.firstIndex { $0.name == implementation.name } ?? 0
    candidate = Result {
      if let made { return made }
      guard let make = campaign.makeKernel else { throw NoKernel(implementation: implementation.name) }
      return try make(implementation, hyperparameters)
    }
    quick = try? QuickJudge(implementation, hyperparameters: hyperparameters, candidate: candidate.get())
  }

  mutating func run() {
    let first = number * CaseGenerator.batchSize
    let count = min(CaseGenerator.batchSize, (campaign.plan.cases ?? .max) - first)
    for (k, testCase) in batch.cases.prefix(count).enumerated() { judge(testCase, at: CampaignPlace(case: first + k), k) }
    for j in 0..<Campaign.mutations {
      guard let closest else { break }
      let mutation = campaign.generator.mutation(j, of: closest.testCase, in: number)
      // After the cases: of equals the first is the worst, and that is the case.
      judge(mutation, at: CampaignPlace(case: first + count - 1, mutation: j), j)
    }
    sums.note(edges: edges.counts)
  }

  private mutating func judge(_ testCase: Case, at place: CampaignPlace, _ k: Int) {
    edges.note(testCase, noticer)
    let violation = place.mutation == nil ? violation(k, testCase, place) : nil
    // A free run costs as much again as a lock step of as many elements.
    if let seen = quick?.judge(testCase, takesFreeRun: k % 8 == 0) {
      var tally = Tally()
      tally.elementSteps = seen.tally.elementSteps
      tally.comparisons = seen.tally.comparisons
      tally.infiniteBounds = seen.infiniteBounds
      tally.worstRatio = seen.tally.worstRatio
      note(testCase, place, tally, violation)
      return
    }
    do {
      let result = try campaign.verifier.judge(candidate.get(), on: testCase)
      note(testCase, place, result.tally, failure(result, testCase, place) ?? violation)
    } catch {
      note(testCase, place, Tally(), failure(.broken, "\(error)", testCase, place))
    }
  }

  private mutating func note(_ testCase: Case, _ place: CampaignPlace, _ tally: Tally, _ failure: CampaignFailure?) {
    sums.note(place, of: row, tally, failure: failure)
    if failure == nil, tally.worstRatio > closest?.ratio ?? 0 { closest = (testCase, tally.worstRatio) }
  }

  private func failure(_ result: CaseResult, _ testCase: Case, _ place: CampaignPlace) -> CampaignFailure? {
    // A case of nothing but NaN shows nothing, and was not made to.
    guard result.verdict == .fail else { return nil }
    let check = result.checks.first { $0.broken != nil }
    let kind: CampaignFailure.Kind = check.map { $0.isUnsteady ? .unsteady : .broken } ?? .mismatch
    let ratio = kind == .mismatch ? result.checks.lazy.compactMap(\.mismatch).first?.ratio : nil
    return failure(kind, result.reason ?? "", testCase, place, ratio: ratio)
  }

  private func failure(
    _ kind: CampaignFailure.Kind, _ reason: String, _ testCase: Case, _ place: CampaignPlace, ratio: Double? = nil
  ) -> CampaignFailure {
    CampaignFailure(
      kind, at: place, implementation: batch.implementation.name, reason: reason, ratio: ratio, line: ReplayLine(testCase).text)
  }

  /// Each property is looked for on one case of every third batch, another in each: all eleven take as long as ten lock steps.
  private mutating func violation(_ k: Int, _ testCase: Case, _ place: CampaignPlace) -> CampaignFailure? {
    guard let candidate = try? candidate.get() else { return nil }
    for (p, property) in campaign.properties.enumerated() where (number + 5 * p) % (3 * CaseGenerator.batchSize) == k {
      // A kernel that throws has been found to do so by the case itself.
      guard let outcome = try? property.outcome(by: { candidate }, on: testCase, of: batch.implementation) else { continue }
      if outcome != .doesNotApply { sums.note(property: p, checks: 1) }
      if case .violated(let violation) = outcome { return failure(.property, "\(violation)", testCase, place) }
    }
    return nil
  }
}
