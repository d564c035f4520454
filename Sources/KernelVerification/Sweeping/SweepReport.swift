/// The report of a sweep, or of one shard of it. Its cases are an optimizer's binades, 512 each.
public struct SweepReport: MergeableReport {
  public static let schema = "optimizer-sweep/1"

  public let plan: SweepPlan
  public var shard: Shard?
  /// Whether it was stopped before its end.
  public internal(set) var isInterrupted = false
  /// What was seen, by the optimizer's index × 512 + the binade's.
  public private(set) var bins: [Int: SweepBin] = [:]

  /// Nothing yet.
  init(_ plan: SweepPlan, _ shard: Shard) { (self.plan, self.shard) = (plan, shard.isWhole ? nil : shard) }

  /// Adds what was seen of a unit of the plan.
  mutating func add(_ bin: SweepBin, of unit: Int) {
    let (subject, chunk) = plan.unit(unit)
    bins[subject * Self.binades + chunk.binade, default: SweepBin()].add(bin)
  }

  /// Sets a bin that is not there yet. Returns false where it is.
  mutating func put(_ bin: SweepBin, at key: Int) -> Bool { bins.updateValue(bin, forKey: key) == nil }

  public mutating func add(_ other: SweepReport) {
    bins.merge(other.bins) { a, b in
      var sum = a
      sum.add(b)
      return sum
    }
  }

  static let binades = 512

  /// The bins of an optimizer, in order.
  func bins(of subject: Int) -> [(binade: Int, bin: SweepBin)] {
    (0..<Self.binades).compactMap { binade in bins[subject * Self.binades + binade].map { (binade, $0) } }
  }

  /// All bins of an optimizer as one.
  func total(of subject: Int) -> SweepBin {
    bins(of: subject).reduce(into: SweepBin()) { $0.add($1.bin) }
  }

  /// All bins as one.
  public var total: SweepBin { bins.keys.sorted().reduce(into: SweepBin()) { $0.add(bins[$1, default: SweepBin()]) } }

  public var fault: String? {
    if isInterrupted { return "it was interrupted: run it to its end" }
    if !SweepPlan.strides.contains(plan.every) { return "its plan takes each \(plan.every)-th gradient" }
    if !bins.keys.allSatisfy({ plan.subjects.indices.contains($0 / Self.binades) && $0 >= 0 }) { return "it has an optimizer of no plan" }
    if !Self.areCounts(bins.values.flatMap(\.counts)) { return "a count is below 0 or above 2⁵³, or all are above 2⁶¹" }
    return nil
  }

  /// The optimizers of a whole sweep of which not one value was compared.
  var empty: [String] {
    shard == nil && !isInterrupted ? plan.subjects.indices.filter { total(of: $0).comparisons == 0 }.map { plan.subjects[$0].name } : []
  }

  public var exitCode: ExitCode {
    if bins.values.contains(where: { $0.broken != nil }) { return .brokenCandidate }
    if bins.values.contains(where: { $0.failed > 0 }) { return .mismatch }
    if !empty.isEmpty || plan.subjects.isEmpty { return .vacuous }
    return isInterrupted ? .interrupted : .success
  }
}
