package import OptimizerReference

/// What a lock step follows: recorded values, or a live candidate.
protocol Stepper {
  /// The slots that can be seen, in the order of snapshots.
  var visibleSlots: [Slot] { get }

  /// Whether it can be stepped from a state of the verifier's choice: the update is then looked at from θ = 0.
  var isLive: Bool { get }

  /// The state after step k (from 0), which is the optimizer's step t, from `state`.
  mutating func advance(_ k: Int, t: Int, from state: Snapshot) throws(BrokenCandidate) -> Snapshot

  /// The state after step k, which is the optimizer's step t, where nobody has touched the state that step k − 1 left.
  mutating func goOn(_ k: Int, t: Int) throws(BrokenCandidate) -> Snapshot
}

/// A candidate that did not do what a candidate does.
package struct BrokenCandidate: Error {
  /// What it did.
  package let description: String
  /// Whether it gave two answers to one question; otherwise it threw, changed the count of an array, or wrote where it must not.
  var isUnsteady = false

  static func unsteady(step: Int) -> BrokenCandidate {
    BrokenCandidate(
      description: "not deterministic: step \(step) taken again from the same state gives another result", isUnsteady: true)
  }
}

/// The values of a recording.
struct Playback: Stepper {
  let visibleSlots: [Slot]
  let isLive = false
  private let trajectory: Trajectory
  private let parameters: [Double]
  /// The first step at which the parameter has a gradient, from 0. Most libraries keep no state for it before, and recordings say 0 there.
  private let firstGradient: Int

  /// Nil where nothing was recorded.
  init?(_ trajectory: Trajectory, slots: [Slot]) {
    guard let parameters = trajectory.parameters else { return nil }
    self.trajectory = trajectory
    self.parameters = parameters
    firstGradient = trajectory.present.map { $0.firstIndex(of: true) ?? $0.count } ?? 0
    visibleSlots = slots.filter { trajectory.slots[$0] != nil }
  }

  func advance(_ k: Int, t: Int, from state: Snapshot) -> Snapshot { goOn(k, t: t) }

  func goOn(_ k: Int, t: Int) -> Snapshot {
    let step = k * trajectory.count..<(k + 1) * trajectory.count
    let isBeforeFirst = k < firstGradient
    return Snapshot(
      parameter: Array(parameters[step]),
      slots: visibleSlots.map { slot in
        let values = trajectory.slots[slot, default: []][step]
        // Nothing is kept there yet, whatever the optimizer begins with.
        if isBeforeFirst, let start = trajectory.initialSlots[slot], values.allSatisfy({ $0 == 0 }) { return start }
        return Array(values)
      })
  }
}

/// A kernel that is stepped.
package struct LiveStepper: Stepper {
  let visibleSlots: [Slot]
  let isLive = true
  private let testCase: Case
  private let tensor: Int
  private var trajectory: Trajectory { testCase.tensors[tensor] }
  private var candidate: any Candidate
  /// What the last step of a run of its own left.
  private var last: CandidateStep?
  /// Those that were asked for last: a lock step takes each step three times.
  private var lastGradients: Gradients?

  private struct Gradients {
    let k: Int
    let own: [Float]
    let neighbours: [CandidateStep.Neighbour]
  }

  package init(_ candidate: any Candidate, on testCase: Case, tensor: Int, slots: [Slot]) {
    self.candidate = candidate
    self.testCase = testCase
    self.tensor = tensor
    visibleSlots = slots
  }

  mutating func advance(_ k: Int, t: Int, from state: Snapshot) throws(BrokenCandidate) -> Snapshot {
    var x = given(k, t, parameters: [Float](rounding: state.parameter), continues: false)
    for (slot, values) in zip(visibleSlots, state.slots) { x[slot] = [Float](rounding: values) }
    return try take(k, x)
  }

  package mutating func goOn(_ k: Int, t: Int) throws(BrokenCandidate) -> Snapshot {
    if let last {
      var x = given(k, t, parameters: last.parameters, continues: true)
      for slot in visibleSlots { x[slot] = last[slot] }
      return try take(k, x)
    }
    let zeros = [Float](repeating: 0, count: trajectory.count)
    var x = given(k, t, parameters: [Float](rounding: trajectory.initial), continues: false)
    for slot in visibleSlots { x[slot] = trajectory.initialSlots[slot].map { [Float](rounding: $0) } ?? zeros }
    return try take(k, x)
  }

  /// The gradients of step k, and those of the other tensors.
  private func gradients(_ k: Int) -> Gradients {
    let neighbours = testCase.tensors.indices.filter { $0 != tensor && testCase.tensors[$0].isPresent(k) }.map { i in
      CandidateStep.Neighbour(
        isBefore: i < tensor, shape: testCase.tensors[i].shape,
        gradients: [Float](rounding: Array(testCase.tensors[i].gradient(k))))
    }
    return Gradients(k: k, own: [Float](rounding: Array(trajectory.gradient(k))), neighbours: neighbours)
  }

  /// What the candidate is given for step k, but for the slots.
  private mutating func given(_ k: Int, _ t: Int, parameters: [Float], continues: Bool) -> CandidateStep {
    let gradients = lastGradients.flatMap { $0.k == k ? $0 : nil } ?? gradients(k)
    lastGradients = gradients
    return CandidateStep(
      t: t, gradients: gradients.own, parameters: parameters, slots: [:], continues: continues,
      shape: trajectory.shape, rows: trajectory.rows(k).map { Array($0) },
      learningRates: trajectory.learningRates.map { [Float](rounding: $0) }, neighbours: gradients.neighbours,
      missedSteps: continues ? t - 1 - (last?.t ?? t - 1) : 0, parameter: trajectory.name)
  }

  private mutating func take(_ k: Int, _ given: CandidateStep) throws(BrokenCandidate) -> Snapshot {
    var x = given
    do {
      try candidate.step(&x)
    } catch let error as GuardViolation {
      throw BrokenCandidate(description: "the candidate went wrong at step \(k + 1): \(error)")
    } catch {
      throw BrokenCandidate(description: "the candidate threw at step \(k + 1): \(error)")
    }
    let n = trajectory.count
    for (name, count) in [("θ", x.parameters.count)] + visibleSlots.map({ ($0.rawValue, x[$0].count) }) where count != n {
      throw BrokenCandidate(description: "the candidate left \(count) values of \(name) at step \(k + 1), where there were \(n)")
    }
    last = x
    return Snapshot(parameter: [Double](exactly: x.parameters), slots: visibleSlots.map { [Double](exactly: x[$0]) })
  }
}
