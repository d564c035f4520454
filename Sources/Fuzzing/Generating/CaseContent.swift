import KernelVerification
import OptimizerReference

/// The numbers of one case.
struct CaseContent {
  let steps, stepsBefore: Int
  let tensors: [Trajectory]

  static func draw(_ plan: BatchPlan, _ draws: inout Draws) -> CaseContent {
    let shape = CaseShape.draw(plan, &draws)
    let family = family(plan, &draws)
    let special = special(plan, &draws)
    // As many special numbers in a large case as in a small one: each may take a close look.
    let isLarge = shape.tensors[0].shape.reduce(1, *) > 80
    let rarity: UInt64 = isLarge ? 256 : draws.isOne(in: 4) ? (plan.ε > 0 ? 8 : 32) : 64
    let source = NumberSource(main: family, special: special, rarity: rarity)
    let sequence = GradientSequence.draw(&draws)
    let start = StartingPoint.draw(plan, special: special, rarity: isLarge ? 256 : 32, gradients: family, &draws)
    let isFresh = start.memory == .fresh
    let stepsBefore = StepNumber.stepsBefore(isFresh: isFresh, boundary: plan.boundary, steps: shape.steps, &draws)
    var tensors: [Trajectory] = []
    for (name, extents) in shape.tensors {
      let count = extents.reduce(1, *)
      let kind: GradientSequence = start.memory == .stuck ? .zero : sequence
      var gradients = kind.gradients(from: source, steps: shape.steps, count: count, &draws)
      let rows = shape.hasRows ? (0..<shape.steps * extents[0]).map { _ in !draws.isOne(in: 3) } : nil
      if let rows {
        // The gradient of a row that is absent is 0.
        for i in gradients.indices where !rows[i / (count / extents[0])] { gradients[i] = 0 }
      }
      let initial = start.initial(count: count, &draws)
      let state = start.state(plan.slots, initial: initial, gradients: gradients, &draws)
      tensors.append(
        Trajectory(name: name, shape: extents, initial: initial, initialSlots: state, gradients: gradients, rows: rows))
    }
    return CaseContent(steps: shape.steps, stepsBefore: stepsBefore, tensors: tensors)
  }

  /// What most gradients of the case are.
  private static func family(_ plan: BatchPlan, _ draws: inout Draws) -> FloatFamily {
    // The root of the second moment meets ε where gradients are about as large.
    let ε: Float = plan.ε > 0x1p-60 ? plan.ε : 1e-8
    switch draws.below(16) {
    case 0...4: return .normal
    case 5...8: return .logUniform(lowest: -20, binades: 30)
    case 9, 10: return .logUniform(lowest: -50, binades: 90)
    case 11, 12: return .near(ε)
    // What the squares of are lost: of no use, and slow to judge, where nothing is added to them.
    case 13: return plan.ε > 0 ? .logUniform(lowest: -80, binades: 24) : .normal
    case 14: return .logUniform(lowest: -16, binades: 12)
    case _: return .near(1)
    }
  }

  /// What some numbers of the case are; nil for four cases in five.
  private static func special(_ plan: BatchPlan, _ draws: inout Draws) -> FloatFamily? {
    // One NaN in a norm is NaN in every gradient, and nothing is left to compare.
    guard draws.isOne(in: plan.preparesGradients ? 20 : 5) else { return nil }
    switch draws.below(8) {
    case 0...2: return .gentleTable
    case 3, 4: return .fullTable
    case 5: return .anyBits
    case 6: return plan.ε > 0 ? .logUniform(lowest: -76, binades: 14) : .near(0x1p-75)
    case _: return draws.isOne(in: 4) ? .near(0x1p64) : .near(0x1p-75)
    }
  }
}
