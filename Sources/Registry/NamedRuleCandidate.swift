import Foundation
import KernelVerification

/// Our kernel where weight decay leaves out parameters by their names: with the decay, and without.
struct NamedRuleCandidate: Candidate {
  private var decaying, plain: RuleCandidate
  private let excluded: [NSRegularExpression]

  /// - Parameter excluded: regular expressions; a parameter is left out where one is found anywhere in its name.
  init(_ decaying: RuleCandidate, without plain: RuleCandidate, for excluded: [String]) throws {
    self.decaying = decaying
    self.plain = plain
    self.excluded = try excluded.map { try NSRegularExpression(pattern: $0) }
  }

  mutating func step(_ x: inout CandidateStep) throws {
    let name = x.parameter
    let whole = NSRange(name.startIndex..., in: name)
    if excluded.contains(where: { $0.firstMatch(in: name, range: whole) != nil }) {
      try plain.step(&x)
    } else {
      try decaying.step(&x)
    }
  }
}
