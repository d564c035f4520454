import OptimizerReference
import Synchronization

/// A kernel that is watched: whether any parameter that it is given changes.
struct WatchedCandidate: Candidate {
  /// Shared by all copies of the candidate.
  final class Notes: Sendable {
    private let changes = Atomic(false)
    var hasChanged: Bool { changes.load(ordering: .relaxed) }
    func noteChange() { changes.store(true, ordering: .relaxed) }
  }

  let notes = Notes()
  private var candidate: any Candidate

  init(_ candidate: any Candidate) { self.candidate = candidate }

  mutating func step(_ x: inout CandidateStep) throws {
    guard !notes.hasChanged else { return try candidate.step(&x) }
    let before = x.parameters
    try candidate.step(&x)
    // By their bits: NaN that stays NaN has not changed.
    if !before.elementsEqual(x.parameters, by: { $0.bitPattern == $1.bitPattern }) { notes.noteChange() }
  }
}

extension Case {
  /// Whether no recorded parameter differs from its start at any step.
  var isStill: Bool {
    tensors.allSatisfy { tensor in
      guard let parameters = tensor.parameters, tensor.count > 0 else { return true }
      return parameters.indices.allSatisfy { parameters[$0].bitPattern == tensor.initial[$0 % tensor.count].bitPattern }
    }
  }
}

extension [CheckResult] {
  /// Whether a parameter, or its update, is what differs first: where it stays, it should not.
  var isOffInParameter: Bool {
    lazy.compactMap(\.mismatch).first.map { $0.observable == .parameter || $0.observable == .update } ?? false
  }
}
