/// Lookahead: another rule steps, and every few steps its parameters and slow weights meet between them.
///
/// M. Zhang, J. Lucas, G. Hinton, J. Ba, *Lookahead Optimizer: k Steps Forward, 1 Step Back*, NeurIPS 2019 (arXiv 1907.08610).
///
/// The slow weights φ are in the state. At a synchronisation φ and θ become φ + a · (θ − φ). Where φ begins, and at which steps it meets θ, is by preset.
public struct Lookahead<Inner: OptimizerRule>: OptimizerRule {
  /// The rule that steps.
  public let inner: Inner
  /// k: how many steps lie between two synchronisations.
  public let syncPeriod: Int
  /// a: how far the slow weights go toward the others.
  public let slowStepSize: Double
  /// Where the slow weights begin, and when they meet the others.
  public let phase: LookaheadPhase
  /// How the point is computed at which they meet.
  public let meeting: LookaheadMeeting
  /// What happens to the inner rule's first moment at a synchronisation.
  public let momentum: LookaheadMomentum
  /// Whether the inner rule begins anew after a synchronisation: its moments, and its t.
  public let resetsInner: Bool

  /// A wrapper of any kind; the presets are the published ones.
  ///
  /// - Throws: ``HyperparameterError`` for a period below 1 and a step size that is below 0 or no Float.
  public init(
    _ inner: Inner, syncPeriod: Int, slowStepSize: Double, phase: LookaheadPhase = .everyPeriod, meeting: LookaheadMeeting = .fromSlow,
    momentum: LookaheadMomentum = .none, resetsInner: Bool = false
  ) throws(HyperparameterError) {
    try LookaheadConfiguration.validate(syncPeriod: syncPeriod, slowStepSize: slowStepSize)
    self.inner = inner
    self.syncPeriod = syncPeriod
    self.slowStepSize = slowStepSize
    self.phase = phase
    self.meeting = meeting
    self.momentum = momentum
    self.resetsInner = resetsInner
  }

  /// The state before the first step, of `count` parameters. The slow weights are filled in at the first step.
  ///
  /// - Throws: ``OptimizerStateError`` for a count below 0, and for one whose state takes more memory than the process can get.
  public func makeState(count: Int) throws(OptimizerStateError) -> OptimizerState { try inner.makeState(count: count) }

  /// The state before the first step, with the slow weights where `parameters` are now.
  ///
  /// - Throws: ``OptimizerStateError/outOfMemory(count:byteCount:)``.
  public func makeState(parameters: [Float]) throws(OptimizerStateError) -> OptimizerState {
    var state = try makeState(count: parameters.count)
    if phase == .everyPeriod { state.slowWeights = parameters }
    return state
  }

  /// Takes one step of the inner rule, and where it is time synchronises; see ``OptimizerRule/update(_:gradients:state:)``.
  public func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState
  ) throws(OptimizerStateError) {
    let start = try begin(parameters, &state)
    do throws(OptimizerStateError) {
      try inner.update(&parameters, gradients: gradients, state: &state)
    } catch {
      start.undo(&state)
      throw error
    }
    finish(&parameters, &state, start)
  }

  /// What a step began with.
  private struct Start {
    /// Which step of all it is.
    let t: Int
    let hadSlowWeights: Bool
    /// The inner rule's state after the step, where it begins anew then.
    let fresh: OptimizerState?

    /// Takes back what was made ready for a step that was not taken.
    func undo(_ state: inout OptimizerState) {
      state.stepCount = t - 1
      if !hadSlowWeights { state.slowWeights = nil }
    }
  }

  /// Makes the state ready for the inner step.
  private func begin(
    _ parameters: borrowing MutableSpan<Float>, _ state: inout OptimizerState
  ) throws(OptimizerStateError) -> Start {
    let count = parameters.count
    guard state.stepCount < OptimizerStateError.mostSteps else { throw .tooManySteps(state.stepCount) }
    let (slow, t) = (state.slowWeights?.count, state.stepCount + 1)
    if let slow, slow != count { throw .stateCount(slow, parameters: count) }
    if slow == nil { try OptimizerStateError.require(count * MemoryLayout<Float>.stride, count: count) }
    let fresh = try resetsInner && phase.synchronises(at: t, every: syncPeriod) ? makeState(count: count) : nil
    if phase != .fromSecondStep { fill(parameters, &state) }
    if resetsInner { state.stepCount = (t - 1) % syncPeriod }
    return Start(t: t, hadSlowWeights: slow != nil, fresh: fresh)
  }

  /// Fills in slow weights that are not there yet.
  private func fill(_ parameters: borrowing MutableSpan<Float>, _ state: inout OptimizerState) {
    guard state.slowWeights == nil else { return }
    state.slowWeights = parameters.indices.map { phase == .fromZero ? 0 : parameters[$0] }
  }

  /// Synchronises if the step is one to do so.
  private func finish(_ parameters: inout MutableSpan<Float>, _ state: inout OptimizerState, _ start: Start) {
    let t = start.t
    // After the first step they begin there, whatever a restored state has.
    if phase == .fromSecondStep && t == 1 { state.slowWeights = nil }
    fill(parameters, &state)
    state.stepCount = t
    guard phase.synchronises(at: t, every: syncPeriod), var slow = state.slowWeights else { return }
    state.slowWeights = nil
    do {
      var span = slow.mutableSpan
      KernelPull.pull(&parameters, &span, weight: slowStepSize, meeting: meeting)
    }
    if let fresh = start.fresh { state = fresh }
    state.stepCount = t
    state.slowWeights = slow
    var moment = state.firstMoment.mutableSpan
    momentum.pull(&moment, weight: slowStepSize, isFirst: t == syncPeriod)
  }
}

extension Lookahead: RowRule where Inner: RowRule {
  /// Takes one step of the inner rule on some rows; a synchronisation takes all. See ``RowRule/update(_:gradients:rows:state:)``.
  public func update(
    _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, rows: [Bool], state: inout OptimizerState
  ) throws(OptimizerStateError) {
    let start = try begin(parameters, &state)
    do throws(OptimizerStateError) {
      try inner.update(&parameters, gradients: gradients, rows: rows, state: &state)
    } catch {
      start.undo(&state)
      throw error
    }
    finish(&parameters, &state, start)
  }
}

extension Lookahead {
  private enum CodingKeys: String, CodingKey {
    case inner, syncPeriod, slowStepSize, phase, meeting, momentum, resetsInner
  }

  /// Decodes and validates. Every key is required.
  ///
  /// - Throws: ``HyperparameterError``, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      values.decode(Inner.self, forKey: .inner),
      syncPeriod: values.decode(Int.self, forKey: .syncPeriod),
      slowStepSize: values.decode(Double.self, forKey: .slowStepSize),
      phase: values.decode(LookaheadPhase.self, forKey: .phase),
      meeting: values.decode(LookaheadMeeting.self, forKey: .meeting),
      momentum: values.decode(LookaheadMomentum.self, forKey: .momentum),
      resetsInner: values.decode(Bool.self, forKey: .resetsInner))
  }
}
