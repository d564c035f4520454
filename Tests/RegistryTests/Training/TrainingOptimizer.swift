import OptimizerKernels
import Testing

/// The recorded training as a user of this package writes it; and what is easily got wrong there.
struct TrainingOptimizer {
  enum Fault: CaseIterable {
    case biasDecays, warmupOneStepLate, clipsEachTensor, clipsAsKeras, lookaheadOneStepLate, slowWeightsFromTheStart
  }

  private var optimizer: Optimizer
  /// What the last step returned.
  private(set) var gradientNorm: Double?

  init(_ recording: TrainingRecording, _ fault: Fault? = nil) throws {
    func setting(_ name: String) throws -> Double { try recording.setting(name) }
    let limit = try setting("max_norm")
    let clipping: GradientClipping =
      switch fault {
      case .clipsEachTensor: try GradientClipping(norm: limit, convention: .torch)
      case .clipsAsKeras: try GradientClipping(globalNorm: limit)
      default: try .torch(maxNorm: limit)
      }
    let steps = try setting("warmup_steps")
    let warmup: LearningRateSchedule =
      fault == .warmupOneStepLate ? .linear(startFactor: 0, endFactor: 1, steps: steps) : .linearWarmup(steps: steps)
    func group(decay: Double, of names: [String]) throws -> ParameterGroup {
      let inner = try AdamW.torch(
        lr: setting("lr"), betas: (recording.betas[0], recording.betas[1]), eps: setting("eps"), weightDecay: decay)
      let (k, alpha) = (Int(try setting("k")), try setting("alpha"))
      let rule: Lookahead<AdamW> =
        switch fault {
        case .lookaheadOneStepLate: try .torchOptimizer(inner, k: k + 1, alpha: alpha)
        case .slowWeightsFromTheStart: try .pytorchOptimizer(inner, k: k, alpha: alpha)
        default: try .torchOptimizer(inner, k: k, alpha: alpha)
        }
      return try ParameterGroup(rule, parameters: names, schedule: warmup)
    }
    optimizer = try Optimizer(
      Self.tensors(recording.state(0).map(\.θ)),
      groups: [
        group(decay: setting("weight_decay"), of: ["weight"]),
        group(decay: fault == .biasDecays ? setting("weight_decay") : 0, of: ["bias"]),
      ], clipping: clipping)
  }

  private static func tensors(_ values: [[Float]]) throws -> Tensors<Float> {
    var tensors = Tensors<Float>()
    for (i, name) in TrainingRecording.names.enumerated() { try tensors.append(name, shape: TrainingRecording.shapes[i], values[i]) }
    return tensors
  }

  /// Step t from a state of the caller's choice; from its own, with the parameters given, where `goesOn`.
  mutating func step(_ t: Int, from state: [TensorState], _ gradients: [[Float]], goesOn: Bool = false) throws -> [TensorState] {
    for (name, tensor) in zip(TrainingRecording.names, state) where !goesOn {
      let kept = try OptimizerState(
        firstMoment: tensor.m, secondMoment: tensor.v, maximum: nil, averagedRate: nil, slowWeights: t == 1 ? nil : tensor.slow,
        stepCount: t - 1)
      try optimizer.setState(kept, of: name)
    }
    var parameters = try Self.tensors(state.map(\.θ))
    gradientNorm = try optimizer.step(&parameters, gradients: Self.tensors(gradients)).gradientNorm
    return try TrainingRecording.names.map { name in
      let kept = try #require(optimizer.state(of: name))
      // Before they begin they say nothing.
      let slow = kept.slowWeights ?? kept.firstMoment.map { _ in 0 }
      return TensorState(θ: try #require(parameters[name]), m: kept.firstMoment, v: kept.secondMoment, slow: slow)
    }
  }
}
