package import OptimizerKernels
import KernelVerification

/// How our kernels are reached when a case is judged: by their rule, or as people train with them.
package struct OptimizerRoute: Sendable {
  /// What the gradients come as.
  package var gradientType = TensorElementType.float32
  /// What they were multiplied by, and the optimizer divides by.
  package var lossScale: Float = 1
  /// The most threads of a step.
  package var threads: Int?

  package init() {}

  /// Where it is set, rules that are made step through an ``Optimizer``; nil for the rule itself.
  @TaskLocal package static var current: OptimizerRoute?
}

extension OptimizerRoute {
  /// One step of one parameter, beside those that clip with it.
  func step(
    _ rule: some TrainingRule, _ preparation: GradientPreparation, _ x: inout CandidateStep, _ state: inout OptimizerState
  ) throws {
    var parameters = Tensors<Float>()
    var gradients: [(name: String, shape: [Int], values: [Float])] = []
    for (i, neighbour) in x.neighbours.enumerated() where neighbour.isBefore {
      gradients.append(("before/\(i)", neighbour.shape, neighbour.gradients))
    }
    gradients.append(("judged", x.shape, x.gradients))
    for (i, neighbour) in x.neighbours.enumerated() where !neighbour.isBefore {
      gradients.append(("after/\(i)", neighbour.shape, neighbour.gradients))
    }
    for (name, shape, values) in gradients {
      try parameters.append(name, shape: shape, name == "judged" ? x.parameters : values.map { _ in 1 })
    }
    let centralization: Centralization =
      !preparation.centralizes ? .none : preparation.centralizesConvolutionsOnly ? .convolutions : .matrices
    var optimizer = try Optimizer(
      parameters, groups: [ParameterGroup(rule, centralization: centralization)], clipping: preparation.clipping)
    try optimizer.setThreads(threads)
    try optimizer.setState(state, of: "judged")
    try optimizer.setLearningRates(x.learningRates, of: "judged")
    switch gradientType {
    case .float32: try step(&optimizer, &parameters, gradients) { $0 }
    case .float16: try step(&optimizer, &parameters, gradients) { Float16($0) }
    case .bfloat16: try step(&optimizer, &parameters, gradients) { BFloat16($0) }
    }
    x.parameters = parameters["judged"] ?? []
    state = optimizer.state(of: "judged") ?? state
  }

  private func step<Element: TensorElement>(
    _ optimizer: inout Optimizer, _ parameters: inout Tensors<Float>, _ gradients: [(name: String, shape: [Int], values: [Float])],
    _ element: (Float) -> Element
  ) throws {
    var scaled = Tensors<Element>()
    for (name, shape, values) in gradients { try scaled.append(name, shape: shape, values.map { element($0 * lossScale) }) }
    try optimizer.step(&parameters, gradients: scaled, lossScale: lossScale)
  }
}
