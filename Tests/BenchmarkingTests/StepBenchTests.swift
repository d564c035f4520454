import OptimizerKernels
import Registry
import Testing

@testable import Benchmarking

@Suite struct StepBenchTests {
  /// What each rule reads and writes: θ and the slots twice, the gradient once, four bytes each.
  @Test(arguments: [
    ("paper.Adam", 28), ("paper.RAdam", 28), ("paper.AMSGrad", 36), ("paper.AdaMod", 36), ("adabalance.AdaBalance", 36),
    ("torch.optim.Adagrad", 20), ("paper.Momentum", 20), ("paper.Lookahead", 20),
  ])
  func `the bytes of a step are those of its arrays`(name: String, bytes: Int) throws {
    let result = try #require(try StepBench.measure(name, Registry.rule(of: name), elements: 64, threads: 1, seconds: 1e-6))
    #expect(result.bytesPerElement == bytes)
    #expect(result.ratio.median > 0 && result.ratio.median.isFinite)
    #expect((result.dividerNanosecondsPerElement == nil) == ["paper.Momentum", "paper.Lookahead"].contains(name))
  }

  @Test func `more elements than half of the memory holds are not measured`() throws {
    #expect(try StepBench.measure("paper.Adam", Registry.rule(of: "paper.Adam"), elements: 1 << 50, threads: 1, seconds: 1e-6) == nil)
  }

  /// Subnormal numbers would slow down whatever is timed after them.
  @Test func `nothing becomes subnormal, and the limits change nothing`() throws {
    for name in Bench.usualOptimizers {
      let subject = try StepSubject(Registry.rule(of: name), counts: [1000], threads: 1)
      subject.step(200)
      guard let arrays = unsafe subject.arrays else {
        Issue.record("\(name) has no arrays")
        return
      }
      let all = unsafe arrays.written.map { unsafe Array(UnsafeBufferPointer(start: $0, count: 1000)) }
      let gradients = unsafe Array(UnsafeBufferPointer(start: arrays.read, count: 1000))
      #expect((all + [gradients]).allSatisfy { $0.allSatisfy { $0.isNormal } }, "\(name)")
      unsafe SpeedLimits.passThroughMemory(written: arrays.written, read: arrays.read, count: 1000, threads: 1, zero: 0)
      unsafe SpeedLimits.readThrough(arrays.read, count: 1000, threads: 1)
      #expect(unsafe arrays.written.map { unsafe Array(UnsafeBufferPointer(start: $0, count: 1000)) } == all, "\(name)")
    }
  }

  /// That the loop reads the gradient and every array and writes each: what it is told to mix in is there afterwards.
  @Test(arguments: 1...6) func `the memory limit touches every array`(arrays: Int) {
    let count = 4096
    // The written arrays one after the other, and then the gradient.
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: (arrays + 1) * count)
    defer { unsafe memory.deallocate() }
    unsafe memory.initialize(repeating: 1, count: arrays * count)
    let read = unsafe memory + arrays * count
    unsafe read.initialize(repeating: -1, count: count)
    let written = unsafe (0..<arrays).map { unsafe memory + $0 * count }
    // The sign bit of the gradient goes everywhere.
    unsafe SpeedLimits.passThroughMemory(written: written, read: read, count: count, threads: 1, zero: 0x8000_0000)
    #expect(unsafe UnsafeBufferPointer(start: memory, count: arrays * count).allSatisfy { $0 == -1 })
  }

  @Test func `every optimizer that is measured if nothing is said can be`() throws {
    for name in Bench.usualOptimizers { #expect(Bench.allOptimizers.contains(name)) }
    #expect(Bench.allOptimizers.count > 60)
    #expect(throws: (any Error).self) { try Registry.rule(of: "nobody.Adam") }
    // It clips, which is more than a rule.
    #expect(throws: (any Error).self) { try Registry.rule(of: "torch.nn.utils.clip_grad_norm_") }
  }
}
