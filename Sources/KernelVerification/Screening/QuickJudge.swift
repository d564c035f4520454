public import OptimizerReference

/// Judges a live kernel on many small cases of one set of hyperparameters, as ``Verifier`` does and ten times as fast: in lock step, each step
/// taken from θ = 0 too and once more as it was, and in a free run.
///
/// It never says that a kernel is wrong: what it cannot decide the verifier is asked.
public struct QuickJudge {
  let reference: ErasedReference
  /// Used for all cases: whoever keeps a state of his own takes over the one that he is given.
  private let candidate: any Candidate
  private var steps: [Key: AdmissibleStep] = [:]
  /// The arrangement that fitted last: a kernel keeps to one.
  private var preferred: Arrangement

  private struct Key: Hashable {
    let t: Int
    let arrangement: Arrangement
  }

  /// - Parameters:
  ///   - implementation: what the candidate claims to be.
  ///   - hyperparameters: a JSON object that the implementation takes.
  ///   - candidate: a kernel for these hyperparameters.
  public init(_ implementation: Implementation, hyperparameters: String, candidate: any Candidate) throws(InvalidHyperparameter) {
    reference = try implementation.reference(hyperparameters)
    self.candidate = candidate
    preferred = reference.arrangements.first ?? .asWritten
  }

  /// Judges a case of these hyperparameters.
  ///
  /// - Parameters:
  ///   - testCase: of the hyperparameters that this judge was made for.
  ///   - takesFreeRun: whether to take a free run too; of a single step there is none to take.
  /// - Returns: what was seen; nil where it is the verifier's to judge: nothing fitted, the candidate broke, or the case is of more than
  ///   one tensor, of rows, or of gradients that are prepared as wholes.
  public mutating func judge(_ testCase: Case, takesFreeRun: Bool) -> QuickResult? {
    guard let tensor = testCase.tensors.first, testCase.tensors.count == 1, tensor.rows == nil, tensor.present == nil,
      !reference.preparesGradients, !reference.excludes(tensor.name)
    else { return nil }
    let started = testCase.started(by: reference, isDouble: false)
    for arrangement in [preferred] + reference.arrangements.filter({ $0 != preferred }) {
      var run = QuickRun(started, candidate, slots: reference.slots)
      guard let found = try? run.lockStep({ step($0, arrangement) }) else { return nil }
      guard found else { continue }
      if takesFreeRun && testCase.steps > 1 {
        guard (try? run.free({ step($0, arrangement) })) == true else { return nil }
      }
      preferred = arrangement
      return run.result
    }
    return nil
  }

  /// The step at t, made once.
  private mutating func step(_ t: Int, _ arrangement: Arrangement) -> AdmissibleStep {
    let key = Key(t: t, arrangement: arrangement)
    if let step = steps[key] { return step }
    let step = AdmissibleStep(reference, t, arrangement)
    // Steps are few in a batch, but for restored states.
    if steps.count < 256 { steps[key] = step }
    return step
  }
}

/// What a quick judgement saw.
public struct QuickResult: Sendable {
  /// What the screens saw.
  public internal(set) var tally = ScreenTally()
  /// Elements that had to be looked at closely.
  public internal(set) var closeLooks = 0
  /// Comparisons whose bound is infinite when looked at closely too.
  public internal(set) var infiniteBounds = 0
  /// The branches that were taken.
  public internal(set) var branches: Set<String> = []
}

/// Step t as screens, and as what looks closely.
struct AdmissibleStep {
  let screens: [Screen]
  let slots: [Slot]
  /// For a screen what its observables may be after the step: θ and the slots. It is made when it is asked for: few steps need it.
  let closely: (_ screen: Int) -> (_ before: EnclosedElement) -> [[Bounded<Double>]]

  init(_ reference: ErasedReference, _ t: Int, _ arrangement: Arrangement) {
    screens = reference.screens(t, arrangement)
    slots = reference.slots
    closely = { index in
      guard let close = reference.steps(t, arrangement, .float)[index].closely else { return { _ in [] } }
      return close.admitted(slots: reference.slots)
    }
  }
}
