import OptimizerKernels
import Testing

@Suite struct NonFiniteTests {
  static let counts = [5, 9001]

  private func optimizer(_ policy: NonFiniteGradients) throws -> (Tensors<Float>, Optimizer) {
    let tensors = drawnTensors(Self.counts, seed: 1)
    return (tensors, try Optimizer(tensors, Lookahead.ranger(), clipping: GradientClipping(value: 1), nonFiniteGradients: policy))
  }

  private func gradients(_ special: Float, at index: Int) -> Tensors<Float> {
    var gradients = drawnTensors(Self.counts, seed: 2)
    gradients.withMutableSpan(of: "p1") { $0[index] = special }
    return gradients
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity]) func `a skipped step changes nothing, and says so`(special: Float) throws {
    var (tensors, optimizer) = try optimizer(.skipStep)
    try optimizer.step(&tensors, gradients: drawnTensors(Self.counts, seed: 3))
    let (before, state) = (tensors, optimizer.state(of: "p0"))
    var copy = try Tensors<Float16>(zerosLike: tensors)
    for index in [0, 4095, 4096, 9000] {
      let report = try optimizer.step(&tensors, gradients: gradients(special, at: index), copy: &copy)
      #expect(report.skipped)
      #expect(report.parameterCount == 0)
    }
    #expect(tensors.bits == before.bits)
    #expect(optimizer.state(of: "p0") == state)
    #expect(optimizer.stepCount(of: "p1") == 1)
    #expect(try copy == Tensors<Float16>(zerosLike: tensors))
    #expect(try !optimizer.step(&tensors, gradients: drawnTensors(Self.counts, seed: 3)).skipped)
  }

  @Test func `a thrown error names the first, and nothing changes`() throws {
    var (tensors, optimizer) = try optimizer(.throw)
    let before = tensors
    var bad = gradients(.nan, at: 8000)
    bad.withMutableSpan(of: "p1") { $0[5000] = -.infinity }
    for threads in [1, 4] {
      try optimizer.setThreads(threads)
      let error = #expect(throws: OptimizerError.self) { try optimizer.step(&tensors, gradients: bad) }
      #expect(
        "\(error.map { "\($0)" } ?? "")"
          == "the gradient of p1 is -inf at index 5000; allowed: finite numbers, for nonFiniteGradients is throw")
    }
    #expect(tensors.bits == before.bits)
    #expect(optimizer.stepCount(of: "p0") == 0)
  }

  @Test func `what overflows when a small loss scale is divided out is not finite either`() throws {
    var (tensors, optimizer) = try optimizer(.skipStep)
    #expect(try optimizer.step(&tensors, gradients: gradients(3e38, at: 1), lossScale: 0.5).skipped)
    #expect(try !optimizer.step(&tensors, gradients: gradients(3e38, at: 1)).skipped)
  }

  @Test func `by default they go through`() throws {
    let tensors = drawnTensors(Self.counts, seed: 1)
    var (stepped, optimizer) = (tensors, try Optimizer(tensors, Adam.torch()))
    #expect(try !optimizer.step(&stepped, gradients: gradients(.nan, at: 3)).skipped)
    #expect(stepped["p1"]?[3].isNaN == true)
    #expect(stepped["p1"]?[4].isFinite == true)
  }
}
