import Foundation
import OptimizerKernels
import Testing

/// What threads found, under a lock that ThreadSanitizer sees.
private final class Found: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [Int: [[UInt32]]] = [:]

  func note(_ bits: [[UInt32]], at i: Int) { lock.withLock { all[i] = bits } }

  func bits(at i: Int) -> [[UInt32]]? { lock.withLock { all[i] } }
}

/// An ``Optimizer`` against its rule, one array at a time.
@Suite struct OptimizerStepTests {
  static let counts = [1, 15, 17, 0, 4096, 4097, 9000]

  private func steps<Rule: TrainingRule>(_ rule: Rule, threads: Int?) throws {
    var tensors = drawnTensors(Self.counts, seed: 1)
    var optimizer = try Optimizer(tensors, rule)
    try optimizer.setThreads(threads)
    var arrays = tensors.names.map { tensors[$0] ?? [] }
    var states = try arrays.map { try rule.makeState(count: $0.count) }
    for t in 1...7 {
      let gradients = drawnTensors(Self.counts, seed: UInt64(100 + t))
      try optimizer.step(&tensors, gradients: gradients)
      for i in arrays.indices { try rule.update(&arrays[i], gradients: gradients["p\(i)"] ?? [], state: &states[i]) }
      for i in arrays.indices {
        #expect(tensors["p\(i)"]?.map(\.bitPattern) == arrays[i].map(\.bitPattern), "\(rule.configuration.title), p\(i), t = \(t)")
        #expect(optimizer.state(of: "p\(i)")?.bits == states[i].bits, "\(rule.configuration.title), state of p\(i), t = \(t)")
      }
    }
  }

  @Test func `many tensors step as each alone, for every rule`() throws {
    for rule in try TrainingRules.all() { try steps(rule, threads: 1) }
  }

  @Test(arguments: [2, 3, 7]) func `any number of threads gives the same bits`(threads: Int) throws {
    let counts = [200_000, 3, 70_000, 1, 4096]
    func train(_ threads: Int) throws -> (Tensors<Float>, [Double?]) {
      var tensors = drawnTensors(counts, seed: 5)
      var optimizer = try Optimizer(
        tensors, Lookahead.paper(AdaBelief.adabeliefPytorch(), syncPeriod: 2), clipping: GradientClipping(globalNorm: 0.5))
      try optimizer.setThreads(threads)
      var norms: [Double?] = []
      for t in 1...3 {
        let report = try optimizer.step(&tensors, gradients: drawnTensors(counts, seed: UInt64(t)), observing: true)
        norms += [report.gradientNorm, report.observation?.updateNorm, report.observation.map { Double($0.largestUpdate) }]
      }
      return (tensors, norms)
    }
    let (one, norms) = try train(1)
    let (many, otherNorms) = try train(threads)
    #expect(one.bits == many.bits)
    #expect(norms == otherNorms)
    #expect(norms.allSatisfy { $0 != nil })
  }

  @Test func `a parameter without a gradient stays, and its t with it`() throws {
    var tensors = drawnTensors([20, 20], seed: 2)
    let before = tensors
    var optimizer = try Optimizer(tensors, Lookahead.ranger())
    var gradients = Tensors<Float>()
    try gradients.append("p1", [Float](repeating: 1, count: 20))
    let report = try optimizer.step(&tensors, gradients: gradients)
    #expect(report.parameterCount == 1)
    #expect(tensors["p0"] == before["p0"])
    #expect(tensors["p1"] != before["p1"])
    #expect(optimizer.stepCount(of: "p0") == 0)
    #expect(optimizer.stepCount(of: "p1") == 1)
    #expect(optimizer.state(of: "p0")?.firstMoment.allSatisfy { $0 == 0 } == true)
    // A gradient of 0 is one: decay and moments go on.
    try optimizer.step(&tensors, gradients: try Tensors<Float>(zerosLike: tensors))
    #expect(optimizer.stepCount(of: "p0") == 1)
  }

  @Test func `a copy of the optimizer goes its own way`() throws {
    var tensors = drawnTensors([30], seed: 3)
    var optimizer = try Optimizer(tensors, Adam.torch())
    try optimizer.step(&tensors, gradients: drawnTensors([30], seed: 4))
    let (kept, keptTensors) = (optimizer, tensors)
    try optimizer.step(&tensors, gradients: drawnTensors([30], seed: 5))
    #expect(kept.stepCount(of: "p0") == 1)
    #expect(kept.state(of: "p0")?.bits != optimizer.state(of: "p0")?.bits)
    var (again, againTensors) = (kept, keptTensors)
    try again.step(&againTensors, gradients: drawnTensors([30], seed: 5))
    #expect(againTensors.bits == tensors.bits)
    #expect(again.state(of: "p0")?.bits == optimizer.state(of: "p0")?.bits)
  }

  @Test func `copies step at once, each on its own`() throws {
    let start = drawnTensors([5000], seed: 6)
    var one = try Optimizer(start, Adam.torch())
    var tensors = start
    try one.step(&tensors, gradients: drawnTensors([5000], seed: 7))
    let (optimizer, parameters) = (one, tensors)
    let found = Found()
    DispatchQueue.concurrentPerform(iterations: 8) { i in
      var (copy, tensors) = (optimizer, parameters)
      for t in 0..<20 { _ = try? copy.step(&tensors, gradients: drawnTensors([5000], seed: UInt64(100 * i + t))) }
      found.note(tensors.bits, at: i)
    }
    for i in 0..<8 {
      var (copy, tensors) = (optimizer, parameters)
      for t in 0..<20 { try copy.step(&tensors, gradients: drawnTensors([5000], seed: UInt64(100 * i + t))) }
      #expect(found.bits(at: i) == tensors.bits)
    }
  }

  /// Before t = 1 too, where some rules begin anew whatever is there.
  @Test(arguments: [0, 1, 5]) func `a restored state steps as its rule steps it`(t: Int) throws {
    func expect<Rule: TrainingRule>(_ rule: Rule) throws {
      let kept = try rule.makeState(count: 3)
      let hasSlowWeights = rule.configuration.lookahead != nil
      var state = try OptimizerState(
        firstMoment: kept.firstMoment.isEmpty ? [] : [.infinity, 0.5, -2], secondMoment: kept.secondMoment.isEmpty ? [] : [1, 4, 0],
        maximum: kept.maximum.map { _ in [2, 3, 1] }, averagedRate: kept.averagedRate.map { _ in [0.1, 0, 3] },
        slowWeights: hasSlowWeights ? [7, 8, 9] : nil, stepCount: t)
      var tensors: Tensors<Float> = ["a": [1, 2, 3]]
      var optimizer = try Optimizer(tensors, rule)
      try optimizer.setState(state, of: "a")
      var values: [Float] = [1, 2, 3]
      for _ in 1...4 {
        try optimizer.step(&tensors, gradients: ["a": [1, -1, 0.5]])
        try rule.update(&values, gradients: [1, -1, 0.5], state: &state)
        #expect(tensors.bits == [values.map(\.bitPattern)], "\(rule.configuration.title)")
        #expect(optimizer.state(of: "a")?.bits == state.bits, "\(rule.configuration.title)")
      }
    }
    for rule in try TrainingRules.all() { try expect(rule) }
  }

  @Test func `the order of tensors has no part in it`() throws {
    var optimizer = try Optimizer(["a": [1, 2], "b": [3]], Adam.torch())
    var other: Tensors<Float> = ["b": [3], "a": [1, 2]]
    var straight: Tensors<Float> = ["a": [1, 2], "b": [3]]
    var second = optimizer
    try optimizer.step(&straight, gradients: ["a": [1, -1], "b": [2]] as Tensors<Float>)
    try second.step(&other, gradients: ["b": [2], "a": [1, -1]] as Tensors<Float>)
    #expect(straight["a"] == other["a"])
    #expect(straight["b"] == other["b"])
  }
}
