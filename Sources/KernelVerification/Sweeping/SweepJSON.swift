/// One binade of one optimizer as a result of the report.
private struct SweepResult: Codable {
  let key: Int
  let bin: SweepBin
  let implementation: String

  enum CodingKeys: CodingKey {
    case name, implementation, verdict, worstRatio, reason, optimizer, binade, gradients, comparisons, overflows, open, lookedAt, noBound,
      failed, worst, failure, broken
  }

  init(_ key: Int, _ bin: SweepBin, _ implementation: String) { (self.key, self.bin, self.implementation) = (key, bin, implementation) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let (optimizer, binade) = (try container.decode(Int.self, forKey: .optimizer), try container.decode(Int.self, forKey: .binade))
    guard 0..<1_000_000 ~= optimizer, 0..<SweepReport.binades ~= binade else {
      throw ReportFault("optimizer \(optimizer), binade \(binade) is none of a sweep")
    }
    key = optimizer * SweepReport.binades + binade
    implementation = try container.decode(String.self, forKey: .implementation)
    bin = try SweepBin(from: decoder)
  }

  func encode(to encoder: any Encoder) throws {
    try bin.encode(to: encoder)
    let (optimizer, binade) = key.quotientAndRemainder(dividingBy: SweepReport.binades)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("\(implementation)/\(SweepBin.name(binade))", forKey: .name)
    try container.encode(implementation, forKey: .implementation)
    try container.encode(optimizer, forKey: .optimizer)
    try container.encode(binade, forKey: .binade)
    let verdict: Verdict = bin.failed > 0 ? .fail : bin.comparisons == 0 ? .vacuous : .pass
    try container.encode(verdict.rawValue, forKey: .verdict)
    try container.encode(bin.worst.flatMap(\.finiteRatio), forKey: .worstRatio)
    try container.encodeIfPresent(bin.broken?.reason ?? bin.failure?.reason, forKey: .reason)
  }
}

extension SweepReport {
  private enum CodingKeys: CodingKey {
    case schema, plan, planHash, shard, cases, passed, failed, elementSteps, comparisons, overflows, open, lookedAt, noBound,
      worstRatio, results, interrupted, exitCode
  }

  public init(from decoder: any Decoder) throws {
    let plan = try Self.checkedPlan(decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(plan, try container.decodeIfPresent(Shard.self, forKey: .shard) ?? .whole)
    isInterrupted = try container.decodeIfPresent(Bool.self, forKey: .interrupted) ?? false
    for result in try container.decode([SweepResult].self, forKey: .results) {
      guard put(result.bin, at: result.key) else { throw ReportFault("it has a binade of an optimizer twice") }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let sum = total
    let failed = bins.values.count { $0.failed > 0 }
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(plan, forKey: .plan)
    try container.encode(planHash(plan), forKey: .planHash)
    try container.encode(shard, forKey: .shard)
    try container.encode(bins.count, forKey: .cases)
    try container.encode(bins.count - failed, forKey: .passed)
    try container.encode(failed, forKey: .failed)
    try container.encode(sum.gradients, forKey: .elementSteps)
    try container.encode(sum.comparisons, forKey: .comparisons)
    try container.encode(sum.overflows, forKey: .overflows)
    try container.encode(sum.open, forKey: .open)
    try container.encode(sum.lookedAt, forKey: .lookedAt)
    try container.encode(sum.noBound, forKey: .noBound)
    try container.encode(sum.worst.flatMap(\.finiteRatio), forKey: .worstRatio)
    let results = bins.keys.sorted().map { key in
      let subject = key / Self.binades
      let name = plan.subjects.indices.contains(subject) ? plan.subjects[subject].name : ""
      return SweepResult(key, bins[key, default: SweepBin()], name)
    }
    try container.encode(results, forKey: .results)
    if isInterrupted { try container.encode(true, forKey: .interrupted) }
    try container.encode(exitCode.rawValue, forKey: .exitCode)
  }
}
