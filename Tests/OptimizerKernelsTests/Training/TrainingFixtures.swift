import OptimizerKernels

/// Rules of every kind, each with something that another lacks.
enum TrainingRules {
  static func all() throws -> [any TrainingRule] {
    [
      try Adam.paper(), try Adam.torch(weightDecay: 0.1, amsgrad: true), try Adam.torch(maximize: true), try AdamW.torch(lr: 0.01),
      try AMSGrad.paper(), try RAdam.torch(weightDecay: 0.01), try RAdam.liyuanLucasLiu(weightDecay: 0.1),
      try RAdam.tensorFlowAddons(weightDecay: 0.1, totalSteps: 20, minLR: 1e-5), try AdaBelief.adabeliefPytorch(weightDecay: 0.1),
      try AdaBound.luolc(), try AdaMod.lancopku(), try AdaBalance.published(), try AdaGrad.torch(initialAccumulatorValue: 0.1),
      try SGD.torch(lr: 0.1, momentum: 0.9, dampening: 0.5), try SGD.torch(lr: 0.1), try NAdam.torch(), try Adamax.torch(),
      try RMSProp.swiftAPIs(),
      try Lookahead.tensorFlowAddons(RAdam.tensorFlowAddons(beta1: 0.95), syncPeriod: 3),
      try Lookahead.michaelrzhang(SGD.torch(lr: 0.1, momentum: 0.9), laSteps: 3, pullbackMomentum: .pullback),
      try Lookahead.michaelrzhangTensorFlow(Adam.torch(), laSteps: 3),
      try Lookahead.torchOptimizer(Adam.torch(amsgrad: true), k: 3),
      try Lookahead.optax(AdaGrad.torch(initialAccumulatorValue: 0.1), syncPeriod: 3, slowStepSize: 0.5, resetState: true),
      try Lookahead.optax(Adam.paper(), syncPeriod: 3, slowStepSize: 0.5, resetState: true), try Lookahead.ranger(),
    ]
  }
}

/// Tensors of drawn numbers. Counts on both sides of a vector and of a block.
func drawnTensors(_ counts: [Int], seed: UInt64, scale: Float = 1) -> Tensors<Float> {
  var draws = Draws(state: seed)
  var tensors = Tensors<Float>()
  for (i, count) in counts.enumerated() {
    let values = (0..<count).map { _ in (Float(draws.bits() >> 40) * 0x1p-23 - 1) * scale }
    do { try tensors.append("p\(i)", values) } catch { fatalError("\(error)") }
  }
  return tensors
}

extension Tensors<Float> {
  var bits: [[UInt32]] { names.map { (self[$0] ?? []).map(\.bitPattern) } }
}

extension OptimizerState {
  /// Every slot, to the bit.
  var bits: [[UInt32]] {
    [firstMoment, secondMoment, maximum ?? [], averagedRate ?? [], slowWeights ?? []].map { $0.map(\.bitPattern) } + [[UInt32(stepCount)]]
  }
}
