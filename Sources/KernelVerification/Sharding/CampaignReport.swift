/// The report of a fuzz campaign, or of one shard of it.
///
/// Its `results` are not all cases, which are millions, but the first of those that failed: see ``CampaignSums/keptFailures``.
public struct CampaignReport: MergeableReport {
  public static let schema = "optimizer-fuzz/1"
  /// From how many cases on a campaign must reach every edge, and how often.
  public static let edgeRule = (cases: 1_000_000, least: 10)

  public let plan: CampaignPlan
  public var shard: Shard?
  public private(set) var sums: CampaignSums
  /// Whether it was stopped before its end.
  public let isInterrupted: Bool

  /// - Parameters:
  ///   - plan: the whole campaign.
  ///   - shard: the part of the plan that was run; a whole plan is nobody's part.
  ///   - sums: what was counted.
  ///   - isInterrupted: whether the run was stopped before its end.
  public init(plan: CampaignPlan, shard: Shard = .whole, sums: CampaignSums, isInterrupted: Bool = false) {
    self.plan = plan
    self.shard = shard.isWhole ? nil : shard
    self.sums = sums
    self.isInterrupted = isInterrupted
  }

  public mutating func add(_ other: CampaignReport) { sums.add(other.sums) }

  public var fault: String? {
    if isInterrupted { return "it was interrupted: run it to its end" }
    if plan.cases == nil { return "it ended with its time: no other run continues it" }
    if !sums.hasShape(of: CampaignSums(of: plan)) { return "it does not count what its plan names" }
    if !Self.areCounts(sums.counts) { return "a count is below 0 or above 2⁵³, or all are above 2⁶¹" }
    if zip(sums.failures, sums.failures.dropFirst()).contains(where: { $0.place >= $1.place }) { return "its failures are not in order" }
    let failed = sums.failureKinds.reduce(0) { $0 + $1.count }
    guard sums.failed == failed, sums.failures.count == min(failed, CampaignSums.keptFailures) else {
      return "it counts \(sums.failed) failed cases and shows \(sums.failures.count)"
    }
    return nil
  }

  /// Edges that a whole campaign of that size should have reached.
  public var unreachedEdges: [CampaignSums.Count] {
    guard shard == nil, !isInterrupted, plan.cases ?? sums.cases >= Self.edgeRule.cases else { return [] }
    return sums.edges.filter { $0.count < Self.edgeRule.least }
  }

  public var exitCode: ExitCode {
    if sums.count(of: .broken) > 0 { return .brokenCandidate }
    if sums.count(of: .unsteady) > 0 { return .notDeterministic }
    if sums.count(of: .mismatch) + sums.count(of: .property) > 0 { return .mismatch }
    // A shard may have no unit of a small plan.
    if sums.count(of: .vacuous) > 0 || (shard == nil && sums.cases == 0 && !isInterrupted) || !unreachedEdges.isEmpty { return .vacuous }
    return isInterrupted ? .interrupted : .success
  }
}

extension CampaignReport {
  private enum CodingKeys: CodingKey {
    case schema, plan, planHash, shard, cases, passed, failed, elementSteps, comparisons, infiniteBounds, worstRatio, worst,
      implementations, edges, properties, failureKinds, results, interrupted, exitCode
  }

  public init(from decoder: any Decoder) throws {
    plan = try Self.checkedPlan(decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    shard = try container.decodeIfPresent(Shard.self, forKey: .shard)
    isInterrupted = try container.decodeIfPresent(Bool.self, forKey: .interrupted) ?? false
    sums = CampaignSums(
      rows: try container.decode([CampaignSums.Row].self, forKey: .implementations),
      edges: try container.decode([CampaignSums.Count].self, forKey: .edges),
      properties: try container.decode([CampaignSums.Count].self, forKey: .properties),
      failureKinds: try container.decode([CampaignSums.Count].self, forKey: .failureKinds),
      failures: try container.decode([CampaignFailure].self, forKey: .results))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(plan, forKey: .plan)
    try container.encode(planHash(plan), forKey: .planHash)
    try container.encode(shard, forKey: .shard)
    try container.encode(sums.cases, forKey: .cases)
    try container.encode(sums.cases - sums.failed, forKey: .passed)
    try container.encode(sums.failed, forKey: .failed)
    try container.encode(sums.elementSteps, forKey: .elementSteps)
    try container.encode(sums.comparisons, forKey: .comparisons)
    try container.encode(sums.infiniteBounds, forKey: .infiniteBounds)
    let worst = sums.worst
    try container.encode((worst?.ratio ?? 0).isFinite ? worst?.ratio ?? 0 : nil, forKey: .worstRatio)
    try container.encode(worst, forKey: .worst)
    try container.encode(sums.rows, forKey: .implementations)
    try container.encode(sums.edges, forKey: .edges)
    try container.encode(sums.properties, forKey: .properties)
    try container.encode(sums.failureKinds, forKey: .failureKinds)
    try container.encode(sums.failures, forKey: .results)
    if isInterrupted { try container.encode(true, forKey: .interrupted) }
    try container.encode(exitCode.rawValue, forKey: .exitCode)
  }
}
