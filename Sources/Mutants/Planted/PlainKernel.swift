import Foundation
public import KernelVerification

/// A scalar Float kernel of the Adam family, as somebody might write it who has never seen this package. It is what bugs are planted in,
/// and the witness that other honest arrangements pass.
public struct PlainKernel: Candidate {
  /// An order of the operations that is as right as any other.
  public enum Arrangement: String, CaseIterable, Sendable {
    case plain
    /// The moments as m + (1 − β)(g − m), from the nearer end.
    case interpolated
    /// Fused multiply-adds.
    case fused
    /// A reciprocal and a product for each division.
    case reciprocal
    /// The root of the corrected moment where others correct the root, and the other way round.
    case otherRoot
    /// ((1 − β2)g)g, which is finite where g² is not.
    case weightFirst
    /// (αm)/D, which is subnormal where m/D is not, and finite where that is not.
    case rateFirst
  }

  /// Whose rules it can follow.
  public static let implementations = [
    "paper.Adam", "paper.AdamReformulated", "paper.AMSGrad", "paper.RAdam", "torch.optim.Adam", "torch.optim.AdamW", "torch.optim.RAdam",
    "kozistr.RAdamOptimizer",
  ]

  private let options: PlainOptions
  private let arrangement: Arrangement
  private let bug: Bug?
  private var memory: MemoryFaults

  /// A kernel of the implementation whose hyperparameters these are.
  public init(_ implementation: String, _ hyperparameters: String, arrangement: Arrangement = .plain, bug: Bug? = nil) throws {
    var options = try PlainOptions(implementation, hyperparameters)
    options.plant(bug)
    self.options = options
    self.arrangement = arrangement
    self.bug = bug
    memory = MemoryFaults(bug)
  }

  public mutating func step(_ x: inout CandidateStep) {
    let t = memory.begin(&x)
    let step = PlainStep(options, PlainSchedule(options, t: t, bug), arrangement, bug)
    let places = ArrayFaults(bug)
    for i in places.elements(of: x.parameters.count) {
      var element = PlainElement(θ: x.parameters[i], m: x.m[i], v: x.v[i], vmax: options.maximum ? x.vmax[i] : 0)
      step.advance(&element, x.gradients[places.source(of: i, count: x.gradients.count)])
      if bug == .leavesZeros { element = PlainElement(θ: 0, m: 0, v: 0, vmax: 0) }
      x.parameters[i] = element.θ
      x.m[i] = element.m
      x.v[i] = element.v
      if options.maximum && bug != .maximumNotStored { x.vmax[i] = element.vmax }
    }
    memory.end(&x)
  }
}
