public import KernelVerification
import OptimizerReference

extension CaseGenerator {
  /// A small change of a case: what comes closest to its bound is looked at from all sides.
  ///
  /// It depends on the version, the seed, the case's name, the batch and j alone, and is called by the case's name and `+j`.
  public func mutation(_ j: Int, of testCase: Case, in batch: Int) -> Case {
    var draws = draws(.mutation, Int(truncatingIfNeeded: Self.hash("\(batch)/\(testCase.name)+\(j)")))
    var (steps, stepsBefore) = (testCase.steps, testCase.stepsBefore)
    var tensors = testCase.tensors
    switch draws.below(10) {
    case 0: stepsBefore = max(0, stepsBefore + draws.pick([-1, 1]))
    case 1 where steps > 1:
      steps -= 1
      tensors = tensors.map { $0.cut(to: steps) }
    case 2, 3: tensors = Self.changed(tensors, .state, &draws)
    case 4: tensors = Self.changed(tensors, .parameter, &draws)
    default: tensors = Self.changed(tensors, .gradient, &draws)
    }
    return Case(
      checked: testCase.name + "+\(j)", implementation: testCase.implementation, hyperparameters: testCase.hyperparameters, steps: steps,
      stepsBefore: stepsBefore, tensors: tensors, rerun: testCase.rerun + "+\(j)")
  }

  private enum Part {
    case parameter, state, gradient
  }

  /// The tensors with one to three numbers of one of them changed.
  private static func changed(_ tensors: [Trajectory], _ part: Part, _ draws: inout Draws) -> [Trajectory] {
    var tensors = tensors
    let at = draws.below(max(tensors.count, 1))
    guard tensors.indices.contains(at), tensors[at].count > 0 else { return tensors }
    for _ in 0..<draws.within(1...3) {
      let tensor = tensors[at]
      let i = draws.below(tensor.count)
      var (initial, state, gradients) = (tensor.initial, tensor.initialSlots, tensor.gradients)
      let kept = Slot.allCases.filter { state[$0] != nil }
      if part == .state && !kept.isEmpty {
        let slot = draws.pick(kept)
        let value = changed(state[slot, default: []][i], &draws)
        state[slot, default: []][i] = slot.isMagnitude ? abs(value) : value
      } else if part == .parameter {
        initial[i] = changed(initial[i], &draws)
      } else {
        let k = draws.below(gradients.count)
        // The gradient of a row that is absent is 0.
        if tensor.rows?[k / (tensor.count / tensor.shape[0])] ?? true { gradients[k] = changed(gradients[k], &draws) }
      }
      tensors[at] = Trajectory(
        name: tensor.name, shape: tensor.shape, initial: initial, initialSlots: state, gradients: gradients, present: tensor.present,
        rows: tensor.rows)
    }
    return tensors
  }

  /// A Float near `number`, or a power of two away from it; finite where that is.
  private static func changed(_ number: Double, _ draws: inout Draws) -> Double {
    let x = Float(number)
    guard x.isFinite else { return number }
    let changed: Float
    switch draws.below(8) {
    case 0...3:
      let offset = draws.within(1...3) * draws.pick([-1, 1])
      let pattern = Int(x.magnitude.bitPattern) + offset
      let moved = Float(bitPattern: UInt32(min(max(pattern, 0), 0x7f7f_ffff)))
      changed = x.sign == .minus ? -moved : moved
    case 4, 5: changed = x * (draws.isOne(in: 2) ? Float(1 << draws.within(1...4)) : 1 / Float(1 << draws.within(1...4)))
    case 6: changed = -x
    default: changed = x + x.ulp * Float(draws.within(-1000...1000))
    }
    return changed.isFinite ? Double(changed) : number
  }

  /// FNV-1a, for names.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension Trajectory {
  /// The first steps.
  fileprivate func cut(to steps: Int) -> Trajectory {
    Trajectory(
      name: name, shape: shape, initial: initial, initialSlots: initialSlots, gradients: Array(gradients.prefix(steps * count)),
      present: present.map { Array($0.prefix(steps)) }, rows: rows.map { Array($0.prefix(steps * shape[0])) })
  }
}
