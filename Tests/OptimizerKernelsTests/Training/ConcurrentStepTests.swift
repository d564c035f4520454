import OptimizerKernels
import Testing

/// Steps that are long enough for every thread to take part: what ThreadSanitizer needs to see two of them meet.
@Suite struct ConcurrentStepTests {
  @Test func `threads that step at once give the bits of one`() throws {
    func trained(threads: Int) throws -> (Tensors<Float>, StepReport) {
      var tensors = Tensors<Float>()
      for (i, count) in [1 << 20, 5, 1 << 19].enumerated() { try tensors.append(zeros: "p\(i)", shape: [count]) }
      var gradients = try Tensors<Float16>(zerosLike: tensors)
      for name in gradients.names {
        gradients.withMutableSpan(of: name) { span in for i in span.indices { span[i] = i % 3 == 0 ? 3 : -1 } }
      }
      var optimizer = try Optimizer(
        tensors, Lookahead.paper(AdaBelief.adabeliefPytorch(), syncPeriod: 2), clipping: GradientClipping(value: 2, globalNorm: 1),
        nonFiniteGradients: .skipStep)
      try optimizer.setThreads(threads)
      var copy = try Tensors<Float16>(zerosLike: tensors)
      for _ in 1...7 { try optimizer.step(&tensors, gradients: gradients, copy: &copy, lossScale: 2, observing: true) }
      return (tensors, try optimizer.step(&tensors, gradients: gradients, observing: true))
    }
    let (one, report) = try trained(threads: 1)
    let (many, otherReport) = try trained(threads: 4)
    #expect(report == otherReport)
    #expect(one == many)
  }
}
