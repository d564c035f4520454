/// What a campaign saw, in sums that add exactly: of a batch, of a shard, of all. The order in which they are added does not matter.
///
/// A loop makes one for each batch, notes each case, and adds them up:
///
/// ```swift
/// var sums = CampaignSums(of: plan)
/// sums.note(CampaignPlace(case: i), of: implementationIndex, tally, failure: nil)
/// sums.note(edges: counts.counts)        // as many as plan.edges
/// sums.note(property: p, checks: 1)      // an index into plan.properties
/// total.add(sums)
/// CampaignReport(plan: plan, shard: shard, sums: total).text()
/// ```
public struct CampaignSums: Equatable, Sendable {
  /// What was seen of one implementation.
  public struct Row: Codable, Equatable, Sendable {
    public let implementation: String
    /// Cases and mutations that were judged, and those that failed.
    public fileprivate(set) var cases = 0, failed = 0
    public fileprivate(set) var elementSteps = 0, comparisons = 0, infiniteBounds = 0
    /// The largest |error| / bound and where; nil where nothing was judged.
    public fileprivate(set) var worst: WorstPlace?
  }

  /// A name and how often.
  public struct Count: Codable, Equatable, Sendable {
    public let name: String
    public fileprivate(set) var count = 0
  }

  /// How many failures are kept in full: the first ones, by their place. All are counted.
  public static let keptFailures = 1000

  /// One for each implementation of the plan.
  public private(set) var rows: [Row]
  /// How often each edge of the plan was reached.
  public private(set) var edges: [Count]
  /// How often each property of the plan was checked.
  public private(set) var properties: [Count]
  /// How many cases failed in each way.
  public private(set) var failureKinds: [Count]
  /// The first failures, by their place.
  public private(set) var failures: [CampaignFailure] = []

  /// Counts a case, or a mutation, that was judged.
  ///
  /// - Parameters:
  ///   - place: where in the plan it stands.
  ///   - implementation: an index into the plan's implementations.
  ///   - tally: what was compared.
  ///   - failure: why it failed, once even if for several reasons; nil if it passed.
  /// - Precondition: the plan has this implementation. Otherwise the process ends.
  public mutating func note(_ place: CampaignPlace, of implementation: Int, _ tally: Tally, failure: CampaignFailure?) {
    rows[implementation].cases += 1
    rows[implementation].elementSteps += tally.elementSteps
    rows[implementation].comparisons += tally.comparisons
    rows[implementation].infiniteBounds += tally.infiniteBounds
    rows[implementation].worst.add(WorstPlace(ratio: tally.worstRatio, place: place))
    guard let failure else { return }
    rows[implementation].failed += 1
    for i in failureKinds.indices where failureKinds[i].name == failure.kind.rawValue { failureKinds[i].count += 1 }
    keep([failure])
  }

  /// Counts edges that were reached.
  ///
  /// - Precondition: `counts` has as many as the plan has edges. Otherwise the process ends.
  public mutating func note(edges counts: [Int]) {
    precondition(counts.count == edges.count, "counts of other edges than the plan's")
    for i in counts.indices { edges[i].count += counts[i] }
  }

  /// Counts checks of a property, an index into the plan's.
  ///
  /// - Precondition: the plan has this property. Otherwise the process ends.
  public mutating func note(property: Int, checks: Int) { properties[property].count += checks }

  /// Adds what was seen elsewhere in the same plan.
  ///
  /// - Precondition: both are of one plan. Otherwise the process ends.
  public mutating func add(_ other: CampaignSums) {
    precondition(hasShape(of: other), "sums of another plan")
    for (i, row) in other.rows.enumerated() {
      rows[i].cases += row.cases
      rows[i].failed += row.failed
      rows[i].elementSteps += row.elementSteps
      rows[i].comparisons += row.comparisons
      rows[i].infiniteBounds += row.infiniteBounds
      rows[i].worst.add(row.worst)
    }
    for i in edges.indices { edges[i].count += other.edges[i].count }
    for i in properties.indices { properties[i].count += other.properties[i].count }
    for i in failureKinds.indices { failureKinds[i].count += other.failureKinds[i].count }
    keep(other.failures)
  }

  private mutating func keep(_ more: [CampaignFailure]) {
    guard !more.isEmpty else { return }
    failures = Array((failures + more).sorted { $0.place < $1.place }.prefix(Self.keptFailures))
  }

  /// Whether both count the same things.
  func hasShape(of other: CampaignSums) -> Bool {
    func names(_ counts: [Count]) -> [String] { counts.map(\.name) }
    return rows.map(\.implementation) == other.rows.map(\.implementation) && names(edges) == names(other.edges)
      && names(properties) == names(other.properties) && names(failureKinds) == names(other.failureKinds)
  }

  /// All counts.
  var counts: [Int] {
    rows.flatMap { [$0.cases, $0.failed, $0.elementSteps, $0.comparisons, $0.infiniteBounds] }
      + (edges + properties + failureKinds).map(\.count)
  }

  /// How many cases failed in this way.
  public func count(of kind: CampaignFailure.Kind) -> Int { failureKinds.first { $0.name == kind.rawValue }?.count ?? 0 }

  public var cases: Int { rows.reduce(0) { $0 + $1.cases } }
  public var failed: Int { rows.reduce(0) { $0 + $1.failed } }
  public var elementSteps: Int { rows.reduce(0) { $0 + $1.elementSteps } }
  public var comparisons: Int { rows.reduce(0) { $0 + $1.comparisons } }
  public var infiniteBounds: Int { rows.reduce(0) { $0 + $1.infiniteBounds } }

  /// The largest |error| / bound of all, and where; nil where nothing was judged.
  public var worst: WorstPlace? { rows.reduce(into: nil) { $0.add($1.worst) } }
}

extension CampaignSums {
  /// Nothing yet.
  public init(of plan: CampaignPlan) {
    self.init(
      rows: plan.implementations.map { Row(implementation: $0) }, edges: plan.edges.map { Count(name: $0) },
      properties: plan.properties.map { Count(name: $0) }, failureKinds: CampaignFailure.Kind.allCases.map { Count(name: $0.rawValue) })
  }
}
