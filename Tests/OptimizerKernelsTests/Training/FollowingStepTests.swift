import OptimizerKernels
import Testing

/// A step that follows another plans only what t changes. Whatever else changes between two steps must not be missed.
@Suite struct FollowingStepTests {
  private typealias Change = @Sendable (inout Optimizer, inout Tensors<Float>, inout Tensors<Float>) throws -> Void

  /// Each changes something that a plan holds.
  private static let changes: [(name: String, change: Change)] = [
    ("nothing", { _, _, _ in }),
    ("another t", { optimizer, _, _ in try optimizer.setStepCount(40, of: 0) }),
    (
      "another state",
      { optimizer, _, _ in
        var state = try #require(optimizer.state(of: "p1"))
        for _ in 0..<9 { try state.skipStep() }
        try optimizer.setState(state, of: "p1")
      }
    ),
    (
      "a rate for each element",
      { optimizer, tensors, _ in try optimizer.setLearningRates((tensors["p0"] ?? []).map { _ in 0.5 }, of: "p0") }
    ),
    ("another learning rate", { optimizer, _, _ in try optimizer.setLearningRate(0.25, ofGroup: 0) }),
    ("another decay", { optimizer, _, _ in try optimizer.setWeightDecay(0.5, ofGroup: 0) }),
    ("no clipping", { optimizer, _, _ in optimizer.clipping = nil }),
    ("another clip", { optimizer, _, _ in optimizer.clipping = try .torch(maxNorm: 0.01) }),
    ("gradients elsewhere", { _, _, gradients in gradients = drawnTensors([5000, 7, 0, 33], seed: 11) }),
    ("parameters elsewhere", { _, tensors, _ in tensors = drawnTensors([5000, 7, 0, 33], seed: 12) }),
    (
      "a gradient less",
      { _, _, gradients in
        var fewer = Tensors<Float>()
        for name in ["p0", "p3"] { try fewer.append(name, gradients[name] ?? []) }
        gradients = fewer
      }
    ),
    (
      "a copy that went its own way",
      { optimizer, tensors, gradients in
        var (copy, others) = (optimizer, tensors)
        try copy.step(&others, gradients: gradients)
      }
    ),
    (
      "a copy that got another parameter",
      { optimizer, _, _ in
        var copy = optimizer
        try copy.add(["q": [1, 2, 3]], toGroup: 0)
        #expect(copy.parameterNames.count == 5)
      }
    ),
  ]

  private func train(_ optimizer: inout Optimizer, _ tensors: inout Tensors<Float>, _ gradients: Tensors<Float>, steps: Int) throws {
    for _ in 0..<steps { try optimizer.step(&tensors, gradients: gradients) }
  }

  /// An optimizer of the same settings that knows nothing of the steps before, in the state of another.
  private func again(_ optimizer: Optimizer, _ rates: [Float]?) throws -> Optimizer {
    var new = try Optimizer(drawnTensors([5000, 7, 0, 33], seed: 1), groups: optimizer.groups, clipping: optimizer.clipping)
    for name in new.parameterNames { try new.setState(try #require(optimizer.state(of: name)), of: name) }
    if let rates { try new.setLearningRates(rates, of: "p0") }
    return new
  }

  @Test(arguments: 0..<13) func `what changes between two steps is not missed`(number: Int) throws {
    let (name, change) = Self.changes[number]
    for rule in try TrainingRules.all() {
      var (tensors, gradients) = (drawnTensors([5000, 7, 0, 33], seed: 1), drawnTensors([5000, 7, 0, 33], seed: 2))
      var optimizer = try Optimizer(tensors, groups: [ParameterGroup(rule)], clipping: .torch(maxNorm: 1))
      try train(&optimizer, &tensors, gradients, steps: 5)
      do { try change(&optimizer, &tensors, &gradients) } catch is OptimizerError { continue }
      var fresh = try again(optimizer, name == "a rate for each element" ? (tensors["p0"] ?? []).map { _ in 0.5 } : nil)
      // In memory of their own: a copy of `tensors` would move them at the next step, which is then planned anew in any case.
      var other = Tensors<Float>()
      for name in tensors.names { try other.append(name, tensors[name] ?? []) }
      try train(&optimizer, &tensors, gradients, steps: 3)
      try train(&fresh, &other, gradients, steps: 3)
      #expect(tensors.bits == other.bits, "\(rule.configuration.title): \(name)")
      for name in optimizer.parameterNames { #expect(optimizer.state(of: name)?.bits == fresh.state(of: name)?.bits) }
    }
  }

  @Test func `every change is tried`() { #expect(Self.changes.count == 13) }

  /// The same parameters and gradients, but a state that the caller keeps.
  @Test func `an update of the caller's state between two steps is not missed`() throws {
    let count = 1000
    func train(updating: Bool) throws -> (parameters: [Float], state: OptimizerState?) {
      var optimizer = try Optimizer(["w": Array(repeating: 0, count: count)], Adam.torch())
      // θ, g, m and v, of `count` elements each.
      let memory = UnsafeMutablePointer<Float>.allocate(capacity: 4 * count)
      defer { unsafe memory.deallocate() }
      unsafe memory.initialize(repeating: 0.5, count: 4 * count)
      var parameters = unsafe [Optional(memory)]
      let gradients = unsafe [Optional(UnsafeRawPointer(memory + count))]
      for i in 1...6 {
        if i == 4 && updating {
          let kept = unsafe Array(UnsafeBufferPointer(start: memory, count: count))
          var arrays = unsafe UpdateArrays()
          unsafe arrays.parameters = memory
          unsafe arrays.gradients = UnsafePointer(memory + count)
          unsafe arrays.slots[0] = memory + 2 * count
          unsafe arrays.slots[1] = memory + 3 * count
          try unsafe optimizer.update(arrays, count: count, t: 9, group: 0)
          for (j, x) in kept.enumerated() { unsafe memory[j] = x }
        }
        _ = try unsafe optimizer.step(
          parameters: &parameters, gradients: gradients, gradientType: .float32, copies: nil, copyType: .float32, lossScale: 1,
          observing: false)
      }
      return unsafe (Array(UnsafeBufferPointer(start: memory, count: count)), optimizer.state(of: "w"))
    }
    let (plain, updated) = (try train(updating: false), try train(updating: true))
    #expect(plain.parameters == updated.parameters)
    #expect(plain.state == updated.state)
  }

  @Test func `another element type between two steps is not missed`() throws {
    var (tensors, gradients) = (drawnTensors([5000], seed: 1), drawnTensors([5000], seed: 2))
    // Numbers that bfloat16 has.
    gradients.withMutableSpan(of: "p0") { g in for i in g.indices { g[i] = Float(BFloat16(g[i])) } }
    var halves = try Tensors<BFloat16>(zerosLike: gradients)
    let values = gradients["p0"] ?? []
    halves.withMutableSpan(of: "p0") { g in for i in g.indices { g[i] = BFloat16(values[i]) } }
    var (optimizer, other) = (try Optimizer(tensors, Adam.torch()), tensors)
    var floats = optimizer
    for i in 1...6 {
      if i % 2 == 0 { try optimizer.step(&tensors, gradients: halves) } else { try optimizer.step(&tensors, gradients: gradients) }
      try floats.step(&other, gradients: gradients)
    }
    #expect(tensors.bits == other.bits)
  }
}
