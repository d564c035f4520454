public import KernelVerification
import OptimizerReference

/// The unit of work of a run: one implementation with one set of hyperparameters, and its cases.
public struct Batch: Sendable {
  public let implementation: Implementation
  /// A JSON object that the implementation's transcription and its kernel both take.
  public let hyperparameters: String
  /// The transcription with these hyperparameters.
  public let reference: ErasedReference
  /// The cases, ``CaseGenerator/batchSize`` of them.
  public let cases: [Case]
}

/// Makes the cases that recordings cannot hold: the edges.
///
/// Case i depends on the version, the seed, the implementations and i alone, so that any case can be had at once, by any shard. Case i belongs to batch
/// i / 64; batches take the implementations in turn.
public struct CaseGenerator: Sendable {
  /// Another version makes other cases.
  public static let version = 1
  /// Cases in a batch.
  public static let batchSize = 64

  let seed: UInt64
  let implementations: [Implementation]

  /// A generator of cases of these implementations.
  ///
  /// - Throws: where there is none.
  /// - Precondition: each takes one of its samples at least.
  public init(seed: UInt64, implementations: [Implementation]) throws(CampaignError) {
    if implementations.isEmpty { throw .noImplementations }
    self.seed = seed
    self.implementations = implementations
  }

  /// A generator of cases of one implementation.
  ///
  /// - Precondition: it takes one of its samples at least.
  package init(seed: UInt64, of implementation: Implementation) { (self.seed, implementations) = (seed, [implementation]) }

  /// Batch b, from 0.
  public func batch(_ b: Int) -> Batch { batch(b, plan(b)) }

  private func batch(_ b: Int, _ plan: BatchPlan) -> Batch {
    let first = b * Self.batchSize
    return Batch(
      implementation: plan.implementation, hyperparameters: plan.hyperparameters, reference: plan.reference,
      cases: (first..<first + Self.batchSize).map { testCase($0, plan) })
  }

  /// Batch b with the kernel of its implementation; nil where it has none. Making a kernel takes a tenth of the time of judging the batch:
  /// who needs it should not make it again.
  public func work(_ b: Int) -> (batch: Batch, kernel: (any Candidate)?) {
    let plan = plan(b)
    return (batch(b, plan), plan.kernel)
  }

  /// Case i alone, from 0.
  public func testCase(_ i: Int) -> Case { testCase(i, plan(i / Self.batchSize)) }

  /// The command that judges case i alone.
  private func rerun(_ i: Int) -> String {
    // Of some implementations and not all, the line of a case is what runs it again.
    "fuzz --seed \(seed)" + (implementations.count == 1 ? " --optimizer '\(implementations[0].name)'" : "") + " --only \(i)"
  }

  /// The draws of one purpose.
  func draws(_ purpose: Purpose, _ index: Int) -> Draws {
    Draws(seed: seed, stream: UInt64(Self.version) << 8 | purpose.rawValue, index: index)
  }

  enum Purpose: UInt64 {
    case batch, testCase, mutation
  }

  private func plan(_ b: Int) -> BatchPlan {
    var draws = draws(.batch, b)
    return BatchPlan.draw(implementations[b % implementations.count], &draws)
  }

  private func testCase(_ i: Int, _ plan: BatchPlan) -> Case {
    var draws = draws(.testCase, i)
    let content = CaseContent.draw(plan, &draws)
    let name = "fuzz/\(Self.version)/\(seed)/\(i)"
    return Case(
      checked: name, implementation: plan.implementation.name, hyperparameters: plan.hyperparameters, steps: content.steps,
      stepsBefore: content.stepsBefore, tensors: content.tensors, rerun: rerun(i))
  }
}
