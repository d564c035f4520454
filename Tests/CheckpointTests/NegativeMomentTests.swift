import OptimizerKernels
import Safetensors
import Testing

/// A second moment below 0 makes the next step NaN: it is refused wherever a state comes from.
@Suite struct NegativeMomentTests {
  private static let allowed = "allowed: 0 and above, ∞ and NaN"

  @Test func `in torch's files`() throws {
    let tensors: [(any TrainingRule, String)] = [
      (try Adam.torch(amsgrad: true), "exp_avg_sq"), (try Adam.torch(amsgrad: true), "max_exp_avg_sq"),
      (try AdaGrad.torch(), "sum"),
      (try Adamax.torch(), "exp_inf"), (try RMSProp.torch(momentum: 0.5), "square_avg"),
      (try NAdam.torch(), "exp_avg_sq"),
    ]
    for (rule, slot) in tensors {
      var file = try TorchFile(rule)
      let key = "state.0.\(slot)"
      file.file.tensors[key] = try Tensor(shape: [3], float32: [1, -0.0, -0.5])
      #expect(try file.refusal() == "tensor \"\(key)\" is -0.5 at index 2; \(Self.allowed)")
      file.file.tensors[key] = try Tensor(shape: [3], float64: [1, -.infinity, -0.5])
      #expect(try file.refusal() == "tensor \"\(key)\" is -inf at index 1; \(Self.allowed)")
      // torch itself wrote those, after an overflow.
      file.file.tensors[key] = try Tensor(shape: [3], float32: [.nan, .infinity, -0.0])
      #expect(try file.load().report.notFinite == [key])
    }
    for (rule, slot) in [
      (try SGD.torch(lr: 1, momentum: 0.5) as any TrainingRule, "momentum_buffer"), (try Adam.torch(), "exp_avg"),
    ] {
      var file = try TorchFile(rule)
      file.file.tensors["state.0.\(slot)"] = try Tensor(shape: [3], float32: [-1, -2, -.infinity])
      #expect(try file.refusal() == nil)
    }
  }

  @Test func `in Keras' weights`() throws {
    var (optimizer, parameters) = (try Optimizer(TorchFile.parameters, Adam.keras(amsgrad: true)), TorchFile.parameters)
    try optimizer.step(&parameters, gradients: parameters)
    try withDirectory { directory in
      let path = "\(directory)/k"
      try optimizer.exportKerasWeights(to: path)
      let good = try SafetensorsFile(contentsOf: path)
      // m of both, then v and v̂ of both.
      for (key, isTaken) in [("1", true), ("3", false), ("5", false)] {
        var file = good
        file.tensors[key] = try Tensor(shape: [3], float32: [1, -.leastNonzeroMagnitude, 1])
        try file.write(to: path)
        let found = try reason { try optimizer.importKerasWeights(from: path) }
        #expect(found == (isTaken ? nil : "tensor \"\(key)\" is -1e-45 at index 1; \(Self.allowed)"))
      }
    }
  }

  @Test func `in checkpoints`() throws {
    let rules: [(any TrainingRule, String)] = [
      (try Adam.torch(amsgrad: true), "secondMoment"), (try Adam.torch(amsgrad: true), "maximum"),
      (try AdaMod.paper(), "averagedRate"),
    ]
    for (rule, slot) in rules {
      var (optimizer, parameters) = (try Optimizer(TorchFile.parameters, rule), TorchFile.parameters)
      try optimizer.step(&parameters, gradients: parameters)
      try withDirectory { directory in
        let path = "\(directory)/c"
        try optimizer.save(parameters, to: path)
        var file = try SafetensorsFile(contentsOf: path)
        for (key, isTaken) in [("parameters/w", true), ("state/w/firstMoment", true), ("state/w/\(slot)", false)] {
          let old = file.tensors[key]
          file.tensors[key] = try Tensor(shape: [3], float32: [.nan, .infinity, -2])
          try file.write(to: path)
          let found = try reason { _ = try Optimizer.load(from: path) }
          #expect(found == (isTaken ? nil : "tensor \"\(key)\" is -2.0 at index 2; \(Self.allowed)"))
          file.tensors[key] = old
        }
      }
    }
  }

  /// Behind the numbers that are compared at once, too.
  @Test func `in a state that is set`() throws {
    let count = 4096 * 2 + 3
    let parameters: Tensors<Float> = ["w": [Float](repeating: 1, count: count)]
    for index in [0, 4095, 4096, count - 1] {
      var optimizer = try Optimizer(parameters, Adam.torch())
      var (first, second) = ([Float](repeating: -1, count: count), [Float](repeating: 1, count: count))
      try optimizer.setState(OptimizerState(firstMoment: first, secondMoment: second, stepCount: 1), of: "w")
      first[0] = 7
      second[index] = -3
      let expected = OptimizerError.stateMismatch(
        name: "w", reason: "the second moment is -3.0 at index \(index); \(Self.allowed)")
      #expect(throws: expected) {
        try optimizer.setState(OptimizerState(firstMoment: first, secondMoment: second, stepCount: 2), of: "w")
      }
      #expect(optimizer.stepCount(of: "w") == 1 && optimizer.state(of: "w")?.firstMoment[0] == -1)
    }
  }
}
