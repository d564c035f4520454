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
  }

  private let options: PlainOptions
  private let arrangement: Arrangement
  private let bug: Bug?

  /// A kernel of the implementation whose hyperparameters these are.
  public init(_ implementation: String, _ hyperparameters: String, arrangement: Arrangement = .plain, bug: Bug? = nil) throws {
    options = try PlainOptions(implementation, hyperparameters, bug: bug)
    self.arrangement = arrangement
    self.bug = bug
  }

  public mutating func step(_ x: inout CandidateStep) {
    if bug == .doesNothing { return }
    let step = PlainStep(options, t: x.t, arrangement)
    let vectors = bug == .tailUnwritten ? x.parameters.count / 16 * 16 : x.parameters.count
    for i in 0..<vectors {
      var element = PlainElement(θ: x.parameters[i], m: x.m[i], v: x.v[i], vmax: options.maximum ? x.vmax[i] : 0)
      step.advance(&element, x.gradients[i])
      x.parameters[i] = element.θ
      x.m[i] = element.m
      x.v[i] = element.v
      if options.maximum && bug != .maximumNotStored { x.vmax[i] = element.vmax }
    }
  }
}
