import KernelVerification
import OptimizerReference

/// A case, what is known of its implementation, and where candidates come from.
struct PropertySubject {
  /// The case, with every slot set as the optimizer starts it.
  let testCase: Case
  let implementation: Implementation
  let reference: ErasedReference
  /// The point among the choices of its family that it is; nil where it is none.
  let convention: Convention?
  /// What its hyperparameters are by their meaning; nil where it shares none.
  let common: CommonHyperparameters?
  let makeCandidate: () throws -> any Candidate

  init(_ testCase: Case, _ implementation: Implementation, _ makeCandidate: @escaping () throws -> any Candidate) throws {
    let reference = try implementation.reference(testCase.hyperparameters)
    self.testCase = testCase.started(by: reference, isDouble: false)
    self.implementation = implementation
    self.reference = reference
    convention = implementation.convention?(testCase.hyperparameters)
    common = implementation.dialect?.read(testCase.hyperparameters)
    self.makeCandidate = makeCandidate
  }

  /// Whether what becomes of an element hangs on itself alone. It does not where gradients are clipped by a norm or centred, which sees all
  /// of them, nor where the rows of a gradient are absent: a row is more than an element.
  var isElementwise: Bool { !reference.preparesGradients && testCase.tensors.allSatisfy { $0.rows == nil } }

  /// A new candidate on the case, or on another of the same implementation.
  func run(on other: Case? = nil, _ tensor: Int) throws -> CandidateRun {
    CandidateRun(try makeCandidate(), on: other ?? testCase, tensor: tensor, reference: reference)
  }

  /// The slot of an observable; nil for the parameter.
  func slot(_ observable: Int) -> Slot? { observable == 0 ? nil : reference.slots[observable - 1] }

  /// The number of a slot among the observables; nil where it is not kept.
  func observable(_ slot: Slot) -> Int? { reference.slots.firstIndex(of: slot).map { $0 + 1 } }

  /// Whether step t is adaptive; nil where rounding leaves that open.
  func isAdaptive(_ t: Int) -> Bool? {
    guard let convention, let rectification = convention.rectification else { return true }
    let β2 = convention.constants == .asGiven ? convention.β2 : Double(Float(convention.β2))
    return switch RectificationBoundary.isAbove(rectification.threshold, β2: β2, t: t) {
    case .yes: true
    case .no: false
    case .undecidable: nil
    }
  }
}
