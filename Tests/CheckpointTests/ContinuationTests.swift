import OptimizerKernels
import Testing

/// An optimizer by name, so that a failure says which.
struct Setup: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let make: @Sendable (Tensors<Float>) throws -> Optimizer

  init(_ name: String, _ make: @escaping @Sendable (Tensors<Float>) throws -> Optimizer) {
    testDescription = name
    self.make = make
  }
}

private let warmup = LearningRateSchedule.warmup(steps: 20)
private let setups: [Setup] = [
  Setup("Adam") { try Optimizer($0, Adam.torch(lr: 1e-2)) },
  Setup("Adam with amsgrad") { try Optimizer($0, Adam.torch(lr: 1e-2, amsgrad: true)) },
  Setup("AdamW, warmup, no decay of bias, global norm") {
    try Optimizer(
      $0,
      groups: [
        ParameterGroup(
          AdamW.torch(lr: 1e-2, weightDecay: 0.1), schedule: warmup, weightDecaySchedule: .inverseRoot, withoutDecay: ["*bias*"])
      ], clipping: GradientClipping(globalNorm: 1), nonFiniteGradients: .skipStep)
  },
  Setup("RAdam, at its threshold") { try Optimizer($0, RAdam.torch(lr: 1e-2)) },
  Setup("SGD with momentum") { try Optimizer($0, SGD.torch(lr: 1e-2, momentum: 0.9)) },
  Setup("AdaGrad") { try Optimizer($0, AdaGrad.torch(lr: 1e-2, initialAccumulatorValue: 0.5)) },
  Setup("AdaMod") { try Optimizer($0, AdaMod.lancopku(lr: 1e-2)) },
  Setup("Lookahead of RAdam") {
    try Optimizer($0, Lookahead.tensorFlowAddons(RAdam.torch(lr: 1e-2), syncPeriod: 4))
  },
  Setup("three groups, one added later") {
    var optimizer = try Optimizer(
      $0,
      groups: [
        ParameterGroup(AdamW.torch(lr: 1e-2), parameters: ["bias", "none"]),
        ParameterGroup(Lookahead.tensorFlowAddons(SGD.torch(lr: 1e-2), syncPeriod: 3), name: "rest", centralization: .matrices),
      ], clipping: GradientClipping(value: 0.5))
    try optimizer.setLearningRates([0.1, 0.2, 0.2, 0, 0.3], of: "bias")
    return optimizer
  },
]

@Suite struct ContinuationTests {
  /// k steps, save, load and n − k steps are n steps, bit for bit, whatever k is; a parameter without a gradient at some steps among them.
  @Test(arguments: setups)
  func continues(setup: Setup) throws {
    var parameters = try model()
    var optimizer = try setup.make(parameters)
    let n = 12
    try withDirectory { directory in
      for t in 1...n {
        try optimizer.step(&parameters, gradients: gradients(parameters, t: t, skipping: "scale"))
        try optimizer.save(parameters, to: "\(directory)/\(t)", survivingPowerLoss: t == n)
      }
      for k in [1, 3, 4, 5, 8, n] {
        var (loaded, read) = try Optimizer.load(from: "\(directory)/\(k)")
        for t in k..<n { try loaded.step(&read, gradients: gradients(read, t: t + 1, skipping: "scale")) }
        #expect(bits(loaded, read) == bits(optimizer, parameters), "after \(k)")
        #expect(read.names == parameters.names && read.names.allSatisfy { read.shape(of: $0) == parameters.shape(of: $0) })
        #expect(loaded.groups == optimizer.groups && loaded.clipping == optimizer.clipping)
        #expect(loaded.nonFiniteGradients == optimizer.nonFiniteGradients)
      }
    }
  }

  /// The same by way of an optimizer that the program made, and with parameters in another order.
  @Test(arguments: setups)
  func restores(setup: Setup) throws {
    var parameters = try model()
    var optimizer = try setup.make(parameters)
    try withDirectory { directory in
      for t in 1...5 { try optimizer.step(&parameters, gradients: gradients(parameters, t: t, skipping: "scale")) }
      try optimizer.save(parameters, to: "\(directory)/5")
      var other = Tensors<Float>()
      for name in try model().names.reversed() {
        let shape = try #require(parameters.shape(of: name))
        try other.append(name, shape: shape, [Float](repeating: 9, count: shape.reduce(1, *)))
      }
      var restored = try setup.make(other)
      try restored.restore(&other, from: "\(directory)/5")
      #expect(other.names == parameters.names.reversed())
      #expect(bits(restored, other) == bits(optimizer, parameters))
      for t in 6...9 {
        try optimizer.step(&parameters, gradients: gradients(parameters, t: t))
        try restored.step(&other, gradients: gradients(parameters, t: t))
      }
      #expect(bits(restored, other) == bits(optimizer, parameters))
    }
  }

  /// A step that is not kept would show: the bias correction of Adam hangs on it.
  @Test func aForgottenStepShows() throws {
    var parameters = try model()
    var optimizer = try Optimizer(parameters, Adam.torch(lr: 1e-2))
    for t in 1...3 { try optimizer.step(&parameters, gradients: gradients(parameters, t: t)) }
    var (forgetful, same) = (optimizer, parameters)
    let state = try #require(optimizer.state(of: "bias"))
    try forgetful.setState(
      OptimizerState(firstMoment: state.firstMoment, secondMoment: state.secondMoment, stepCount: 2), of: "bias")
    try optimizer.step(&parameters, gradients: gradients(parameters, t: 4))
    try forgetful.step(&same, gradients: gradients(same, t: 4))
    #expect(bits(optimizer, parameters) != bits(forgetful, same))
  }

  /// Parameters that came later belong to their group though it does not name them.
  @Test func addedLater() throws {
    var parameters = try model()
    var optimizer = try Optimizer(parameters, groups: [ParameterGroup(Adam.torch(lr: 1e-2), parameters: parameters.names)])
    try optimizer.step(&parameters, gradients: gradients(parameters, t: 1))
    let more: Tensors<Float> = ["more": [1, 2]]
    try optimizer.add(more, toGroup: 0)
    try optimizer.add(ParameterGroup(SGD.torch(lr: 0.1)), parameters: ["other": [3]])
    try parameters.append("more", [1, 2])
    try parameters.append("other", [3])
    try withDirectory { directory in
      try optimizer.save(parameters, to: "\(directory)/c")
      var (loaded, read) = try Optimizer.load(from: "\(directory)/c")
      #expect(loaded.group(of: "more") == 0 && loaded.group(of: "other") == 1)
      #expect(loaded.stepCount(of: "more") == 0 && loaded.stepCount(of: "bias") == 1)
      try optimizer.step(&parameters, gradients: gradients(parameters, t: 2))
      try loaded.step(&read, gradients: gradients(read, t: 2))
      #expect(bits(loaded, read) == bits(optimizer, parameters))
    }
  }

  /// NaN, ∞ and their bits are the model's to keep.
  @Test func specialValues() throws {
    let values: [Float] = [.nan, Float(bitPattern: 0xFFC1_2345), .infinity, -.infinity, -0.0, .leastNonzeroMagnitude]
    // No second moment is negative.
    let seconds = values.reversed().map { $0 < 0 ? -$0 : $0 }
    let parameters: Tensors<Float> = ["w": values]
    var optimizer = try Optimizer(parameters, Adam.torch(lr: 1e-2))
    try optimizer.setState(OptimizerState(firstMoment: values, secondMoment: seconds, stepCount: 1 << 53), of: "w")
    try withDirectory { directory in
      try optimizer.save(parameters, to: "\(directory)/c")
      let (loaded, read) = try Optimizer.load(from: "\(directory)/c")
      #expect(read["w"]?.map(\.bitPattern) == values.map(\.bitPattern))
      #expect(loaded.state(of: "w")?.secondMoment.map(\.bitPattern) == seconds.map(\.bitPattern))
      #expect(loaded.stepCount(of: "w") == 1 << 53)
    }
  }
}
