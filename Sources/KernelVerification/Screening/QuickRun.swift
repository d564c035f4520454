import OptimizerReference

/// A run of one candidate over one tensor of a case.
struct QuickRun {
  private var candidate: any Candidate
  private(set) var result = QuickResult()
  private let testCase: Case
  private let tensor: Trajectory
  private let start: CandidateStep
  private let zeros: [Float]
  private let slots: [Slot]
  /// Which admissible step was taken, step for step.
  private var taken: [Int] = []

  /// - Parameter slots: those that the optimizer keeps; what else a case sets is nobody's.
  init(_ testCase: Case, _ candidate: any Candidate, slots: [Slot]) {
    self.slots = slots
    self.testCase = testCase
    self.candidate = candidate
    tensor = testCase.tensors[0]
    zeros = [Float](repeating: 0, count: tensor.count)
    start = CandidateStep(
      t: 0, gradients: [], parameters: tensor.initial.map { Float($0) },
      slots: tensor.initialSlots.filter { slots.contains($0.key) }.mapValues { $0.map { Float($0) } },
      continues: false, shape: tensor.shape, parameter: tensor.name)
  }

  private func given(_ x: CandidateStep, _ k: Int, continues: Bool) -> CandidateStep {
    var x = x
    x.gradients = tensor.gradient(k).map { Float($0) }
    x.t = testCase.stepsBefore + k + 1
    x.continues = continues
    return x
  }

  /// Every step from the candidate's own state. Returns whether all fit.
  mutating func lockStep(_ step: (_ t: Int) -> AdmissibleStep) throws -> Bool {
    var state = start
    for k in 0..<testCase.steps {
      let before = given(state, k, continues: false)
      var fromZero = before
      fromZero.parameters = zeros
      let after = try taking(before)
      let afterZero = try taking(fromZero)
      guard try taking(before).holdsSame(as: after) else { return false }
      let step = step(before.t)
      guard let index = fitting(step, before, after, fromZero, afterZero) else { return false }
      taken.append(index)
      if let branch = step.screens[index].branch { result.branches.insert(branch) }
      state = after
    }
    return true
  }

  /// The candidate on its own from the start. Returns whether all fits.
  mutating func free(_ step: (_ t: Int) -> AdmissibleStep) throws -> Bool {
    var elements = tensor.initial.indices.map { i in
      var x = EnclosedElement(θ: Bounded(value: tensor.initial[i], bound: 0), g: 0)
      for slot in slots { x[slot] = Bounded(value: tensor.initialSlots[slot]?[i] ?? 0, bound: 0) }
      return x
    }
    var state = start
    for k in 0..<testCase.steps {
      let before = given(state, k, continues: k > 0)
      for i in elements.indices { elements[i].g = Bounded(value: Double(before.gradients[i]), bound: 0) }
      state = try taking(before)
      step(before.t).screens[taken[k]].judgeFree(&elements, state, &result.tally)
      guard result.tally.undecided.isEmpty else { return false }
    }
    return true
  }

  private mutating func taking(_ before: CandidateStep) throws -> CandidateStep {
    var x = before
    try candidate.step(&x)
    guard x.hasCounts(of: before) else { throw BrokenCandidate(description: "the candidate changed a count") }
    return x
  }

  /// The first of the admissible steps that both runs fit: a kernel takes one branch, wherever θ is. What was seen is kept.
  private mutating func fitting(
    _ step: AdmissibleStep, _ before: CandidateStep, _ after: CandidateStep, _ fromZero: CandidateStep, _ afterZero: CandidateStep
  ) -> Int? {
    for index in step.screens.indices {
      let seen = result
      if fits(step, index, before, after) && fits(step, index, fromZero, afterZero) { return index }
      result = seen
    }
    return nil
  }

  private mutating func fits(_ step: AdmissibleStep, _ index: Int, _ before: CandidateStep, _ after: CandidateStep) -> Bool {
    let screen = step.screens[index]
    screen.judge(before, after, &result.tally)
    guard !result.tally.undecided.isEmpty else { return true }
    let undecided = result.tally.undecided
    result.tally.undecided = []
    let rest = screen.judgeOverflow(undecided, before, after, &result.tally)
    guard !rest.isEmpty else { return true }
    let closely = step.closely(index)
    return rest.allSatisfy { result.admits($0, before, after, closely, step.slots) }
  }
}

extension QuickResult {
  /// Whether element `i`, looked at closely, is what it may be.
  fileprivate mutating func admits(
    _ i: Int, _ before: CandidateStep, _ after: CandidateStep, _ closely: (EnclosedElement) -> [[Bounded<Double>]], _ slots: [Slot]
  ) -> Bool {
    closeLooks += 1
    let admitted = closely(ScreenArrays(before).element(i, of: Bounded<Double>.self))
    let got = [after.parameters[i]] + slots.map { after[$0][i] }
    for (value, possible) in zip(got, admitted) {
      if possible.contains(where: { $0.bound == .infinity }) {
        infiniteBounds += 1
      } else if !possible.contains(where: { errorRatio(Double(value), $0.value, $0.bound) <= 1 }) {
        return false
      }
    }
    return true
  }
}

extension CandidateStep {
  /// Whether both have as many elements in every array.
  fileprivate func hasCounts(of other: CandidateStep) -> Bool {
    parameters.count == other.parameters.count && Slot.allCases.allSatisfy { self[$0].count == other[$0].count }
  }

  /// Whether both hold the same values; NaN equals NaN.
  fileprivate func holdsSame(as other: CandidateStep) -> Bool {
    func same(_ a: [Float], _ b: [Float]) -> Bool {
      a.elementsEqual(b) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
    return same(parameters, other.parameters) && Slot.allCases.allSatisfy { same(self[$0], other[$0]) }
  }
}
