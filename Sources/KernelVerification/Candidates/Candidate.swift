/// A Float kernel under test, whoever's it is.
public protocol Candidate {
  /// One step, in place: reads `x.t`, `x.gradients` and the state, writes `x.parameters` and the state.
  mutating func step(_ x: inout CandidateStep) throws
}

/// A kernel as a closure.
///
/// ```swift
/// ClosureCandidate { x in myAdam(&x.parameters, x.gradients, &x.m, &x.v, step: x.t) }
/// ```
public struct ClosureCandidate: Candidate {
  private let body: (inout CandidateStep) throws -> Void

  /// A candidate that runs `body` for each step.
  public init(_ body: @escaping (inout CandidateStep) throws -> Void) { self.body = body }

  public mutating func step(_ x: inout CandidateStep) throws { try body(&x) }
}
