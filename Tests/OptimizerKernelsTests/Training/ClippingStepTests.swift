import OptimizerKernels
import Testing

/// What a step does to gradients before its rule sees them.
@Suite struct ClippingStepTests {
  static let counts = [5, 4096, 9001]

  /// An optimizer that clips, against one that is given gradients which were clipped before.
  private func expectAgreement(_ clipping: GradientClipping, gradients: Tensors<Float>) throws -> StepReport {
    var tensors = drawnTensors(Self.counts, seed: 1)
    var other = tensors
    var optimizer = try Optimizer(tensors, Adam.torch(), clipping: clipping)
    var plain = try Optimizer(tensors, Adam.torch())
    var arrays = gradients.names.map { gradients[$0] ?? [] }
    clipping.clip(&arrays)
    var clipped = Tensors<Float>()
    for (i, values) in arrays.enumerated() { try clipped.append("p\(i)", values) }
    let report = try optimizer.step(&tensors, gradients: gradients)
    try plain.step(&other, gradients: clipped)
    #expect(tensors.bits == other.bits)
    #expect(optimizer.state(of: "p2")?.bits == plain.state(of: "p2")?.bits)
    // The clipping had something to do.
    #expect(clipped.bits != gradients.bits)
    return report
  }

  @Test func `by value, by norm, by global norm, in this order`() throws {
    let gradients = drawnTensors(Self.counts, seed: 7, scale: 3)
    let byValue = try expectAgreement(GradientClipping(value: 0.5), gradients: gradients)
    #expect(byValue.gradientNorm == nil)
    let byNorm = try expectAgreement(GradientClipping(norm: 2), gradients: gradients)
    #expect(byNorm.parameterNorms == gradients.names.map { GradientNorm.squared([gradients[$0] ?? []]).squareRoot() })
    let all = gradients.names.map { gradients[$0] ?? [] }
    let byGlobal = try expectAgreement(GradientClipping(globalNorm: 2), gradients: gradients)
    #expect(byGlobal.gradientNorm == GradientNorm.squared(all).squareRoot())
    let clamped = all.map { $0.map { min(max($0, -0.5), 0.5) } }
    let both = try expectAgreement(GradientClipping(value: 0.5, globalNorm: 2), gradients: gradients)
    #expect(both.gradientNorm == GradientNorm.squared(clamped).squareRoot())
  }

  @Test func `special values clip as in GradientClipping`() throws {
    for special in [Float.nan, .infinity, -.infinity] {
      var gradients = drawnTensors(Self.counts, seed: 8, scale: 3)
      gradients.withMutableSpan(of: "p1") { $0[77] = special }
      for clipping in try [GradientClipping(value: 0.5), GradientClipping(norm: 2), GradientClipping(globalNorm: 2)] {
        var tensors = drawnTensors(Self.counts, seed: 1)
        var other = tensors
        var optimizer = try Optimizer(tensors, Adam.torch(), clipping: clipping)
        var plain = try Optimizer(tensors, Adam.torch())
        var arrays = gradients.names.map { gradients[$0] ?? [] }
        clipping.clip(&arrays)
        var clipped = Tensors<Float>()
        for (i, values) in arrays.enumerated() { try clipped.append("p\(i)", values) }
        try optimizer.step(&tensors, gradients: gradients)
        try plain.step(&other, gradients: clipped)
        for name in tensors.names {
          // NaN's sign and payload are free.
          let pairs = zip(tensors[name] ?? [], other[name] ?? [])
          #expect(pairs.allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }, "\(special) \(clipping)")
        }
      }
    }
  }

  @Test func `a loss scale is divided out before all else`() throws {
    let gradients = drawnTensors(Self.counts, seed: 9)
    for scale in [Float(1024), 3] {
      var scaled = gradients
      for name in gradients.names {
        scaled.withMutableSpan(of: name) { span in for i in span.indices { span[i] *= scale } }
      }
      var divided = scaled
      for name in gradients.names {
        divided.withMutableSpan(of: name) { span in for i in span.indices { span[i] /= scale } }
      }
      var tensors = drawnTensors(Self.counts, seed: 1)
      var other = tensors
      var optimizer = try Optimizer(tensors, Adam.torch(), clipping: GradientClipping(globalNorm: 1))
      var plain = optimizer
      let report = try optimizer.step(&tensors, gradients: scaled, lossScale: scale)
      let expected = try plain.step(&other, gradients: divided)
      #expect(tensors.bits == other.bits)
      #expect(report.gradientNorm == expected.gradientNorm)
    }
  }

  @Test func `gradients of 16 bits step as their values in Float`() throws {
    let drawn = drawnTensors(Self.counts, seed: 10)
    var (half, halfAsFloat, brain, brainAsFloat) = (Tensors<Float16>(), Tensors<Float>(), Tensors<BFloat16>(), Tensors<Float>())
    for name in drawn.names {
      let values = drawn[name] ?? []
      try half.append(name, values.map { Float16($0) })
      try halfAsFloat.append(name, values.map { Float(Float16($0)) })
      try brain.append(name, values.map { BFloat16($0) })
      try brainAsFloat.append(name, values.map { Float(BFloat16($0)) })
    }
    let start = drawnTensors(Self.counts, seed: 1)
    func stepped<G: TensorElement>(_ gradients: Tensors<G>) throws -> (Tensors<Float>, Tensors<Float16>, Tensors<BFloat16>) {
      var (tensors, again) = (start, start)
      var (copy, brainCopy) = try (Tensors<Float16>(zerosLike: start), Tensors<BFloat16>(zerosLike: start))
      var optimizer = try Optimizer(start, RAdam.torch(lr: 0.1), clipping: GradientClipping(norm: 1))
      var second = optimizer
      try optimizer.step(&tensors, gradients: gradients, copy: &copy)
      try second.step(&again, gradients: gradients, copy: &brainCopy)
      return (tensors, copy, brainCopy)
    }
    let (fromHalf, copy, brainCopy) = try stepped(half)
    #expect(try fromHalf.bits == stepped(halfAsFloat).0.bits)
    #expect(try stepped(brain).0.bits == stepped(brainAsFloat).0.bits)
    #expect(try fromHalf.bits != stepped(drawn).0.bits)
    for name in start.names {
      #expect(copy[name] == fromHalf[name]?.map { Float16($0) })
      #expect(brainCopy[name] == fromHalf[name]?.map { BFloat16($0) })
    }
  }

  @Test func `centralised gradients are those of GradientCentralization, after clipping`() throws {
    var (tensors, gradients) = (Tensors<Float>(), Tensors<Float>())
    let drawn = drawnTensors([30 * 300, 9], seed: 11)
    try tensors.append("matrix", shape: [30, 300], drawn["p0"] ?? [])
    try tensors.append("vector", drawn["p1"] ?? [])
    let other = drawnTensors([30 * 300, 9], seed: 12, scale: 4)
    try gradients.append("matrix", shape: [30, 300], other["p0"] ?? [])
    try gradients.append("vector", other["p1"] ?? [])
    var expected = [other["p0"] ?? [], other["p1"] ?? []]
    let clipping = try GradientClipping(globalNorm: 3)
    clipping.clip(&expected)
    let before = expected
    GradientCentralization.centralize(&expected[0], shape: [30, 300])
    GradientCentralization.centralize(&expected[1], shape: [9])
    #expect(before[0] != expected[0])
    var centralized = Tensors<Float>()
    try centralized.append("matrix", shape: [30, 300], expected[0])
    try centralized.append("vector", expected[1])
    var second = tensors
    let rule = try Lookahead.ranger()
    var optimizer = try Optimizer(tensors, groups: [ParameterGroup(rule, centralization: .matrices)], clipping: clipping)
    var plain = try Optimizer(tensors, rule)
    try optimizer.step(&tensors, gradients: gradients)
    try plain.step(&second, gradients: centralized)
    #expect(tensors.bits == second.bits)
  }
}
