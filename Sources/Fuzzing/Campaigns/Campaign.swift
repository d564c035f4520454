public import KernelVerification

/// A plan of generated cases, and the kernels that they are judged on.
///
/// ```swift
/// let campaign = try Campaign(seed: 1, cases: 100_000, implementations: [Registry.verifier.implementation("torch.optim.RAdam")!],
///   verifier: Registry.verifier) { _, hyperparameters in ClosureCandidate { x in … } }
/// print(campaign.run().text())
/// ```
public struct Campaign: Sendable {
  /// A kernel for an implementation and its hyperparameters, a JSON object in its own names.
  public typealias MakeKernel = @Sendable (_ implementation: Implementation, _ hyperparameters: String) throws -> any Candidate

  /// How many mutations of the case that came closest follow the cases of a batch.
  static let mutations = 8
  /// The most cases that a plan may ask for: their count stays exact in JSON.
  public static let mostCases = 1 << 50

  /// All on which the result depends.
  public let plan: CampaignPlan
  let generator: CaseGenerator
  let implementations: [Implementation]
  let verifier: Verifier
  let properties: [Property]
  /// Nil for the registry's own.
  let makeKernel: MakeKernel?

  /// A campaign.
  ///
  /// - Parameters:
  ///   - seed: the seed of the generator.
  ///   - cases: how many cases; nil of a run that ends otherwise. Mutations of cases come on top.
  ///   - implementations: those whose transcriptions are the measure, in the order of reports.
  ///   - verifier: who judges what a quick look cannot decide. It knows all of `implementations`.
  ///   - makeKernel: the kernels under test; without it those of the registry.
  /// - Throws: where there is no implementation, or `cases` is not in 1...``mostCases``. One without a kernel, where `makeKernel` is not given, is
  ///   a failure of each of its cases.
  public init(
    seed: UInt64, cases: Int?, implementations: [Implementation], verifier: Verifier, makeKernel: MakeKernel? = nil
  ) throws(CampaignError) {
    if let cases, !(1...Self.mostCases).contains(cases) { throw .cases(cases) }
    generator = try CaseGenerator(seed: seed, implementations: implementations)
    self.implementations = implementations
    // Which other convention fits is of interest once a case is shrunk.
    self.verifier = verifier.withoutSearch
    properties = Property.all
    self.makeKernel = makeKernel
    plan = CampaignPlan(
      version: CaseGenerator.version, seed: seed, cases: cases, implementations: implementations.map(\.name),
      settings: makeKernel == nil ? [:] : CampaignPlan.ownKernel,
      edges: Edge.allCases.map(\.rawValue), properties: properties.map(\.name))
  }

  /// The batches of the plan; nil where no number of cases was asked for.
  public var batches: Int? { plan.cases.map { ($0 + CaseGenerator.batchSize - 1) / CaseGenerator.batchSize } }

  /// What one batch comes to. It depends on the plan, the batch and the kernels alone.
  ///
  /// - Precondition: b is a batch of a plan of at most ``mostCases`` cases. Otherwise the process may end.
  public func run(batch b: Int) -> CampaignSums {
    var run = BatchRun(self, b)
    run.run()
    return run.sums
  }

  /// The whole campaign on one thread.
  ///
  /// - Precondition: a number of cases was asked for. Otherwise the process ends.
  public func run() -> CampaignReport {
    guard let batches else { fatalError("a campaign without an end runs by batches") }
    var sums = CampaignSums(of: plan)
    for b in 0..<batches { sums.add(run(batch: b)) }
    return CampaignReport(plan: plan, sums: sums)
  }
}

/// There is nothing to fuzz.
struct NoKernel: Error, CustomStringConvertible {
  let implementation: String
  var description: String { "\(implementation) has no kernel; allowed: one that has, or a kernel of your own" }
}
