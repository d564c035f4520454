import Foundation
import OptimizerKernels
import Testing

@Suite struct GroupTests {
  private let start: Tensors<Float> = ["dense/weight": [1, 2, 3], "dense/bias": [4], "norm/scale": [5]]
  private let gradients: Tensors<Float> = ["dense/weight": [0.1, -2, 3], "dense/bias": [1], "norm/scale": [-1]]

  /// θ after `count` steps of one array.
  private func alone(_ rule: some TrainingRule, _ name: String, steps count: Int) throws -> [Float] {
    var values = start[name] ?? []
    var state = try rule.makeState(count: values.count)
    for _ in 1...count { try rule.update(&values, gradients: gradients[name] ?? [], state: &state) }
    return values
  }

  @Test func `each group has its rule, rate, decay and schedule`() throws {
    var tensors = start
    let decayed = try AdamW.torch(lr: 0.1, weightDecay: 0.5)
    var optimizer = try Optimizer(
      start,
      groups: [
        ParameterGroup(
          SGD.torch(lr: 1), parameters: ["norm/scale"], learningRate: 0.25,
          schedule: .exponentialDecay(steps: 1, rate: 0.5, staircase: false)),
        ParameterGroup(decayed, withoutDecay: ["*/bias"]),
      ])
    for _ in 1...3 { try optimizer.step(&tensors, gradients: gradients) }
    #expect(try tensors["dense/weight"] == alone(decayed, "dense/weight", steps: 3))
    #expect(try tensors["dense/bias"] == alone(AdamW.torch(lr: 0.1, weightDecay: 0), "dense/bias", steps: 3))
    // 5 + 0.25 + 0.125 + 0.0625
    #expect(tensors["norm/scale"] == [5.4375])
    #expect(optimizer.learningRate(of: "norm/scale").map { Float($0) } == 0.03125)
    #expect(optimizer.group(of: "dense/bias") == 1)
    #expect(optimizer.groups.map(\.name) == ["SGD", "AdamW"])
  }

  @Test func `a group may ascend, decay otherwise, and be changed between steps`() throws {
    var tensors = start
    var optimizer = try Optimizer(start, groups: [ParameterGroup(SGD.torch(lr: 1), weightDecay: 0.5, maximize: true)])
    try optimizer.step(&tensors, gradients: gradients)
    // Ascent with decay in the gradient: θ − (−g + 0.5 θ).
    #expect(tensors["dense/bias"] == [4 + 1 - 2])
    try optimizer.setLearningRate(0.5, ofGroup: 0)
    try optimizer.setWeightDecay(0, ofGroup: 0)
    try optimizer.step(&tensors, gradients: gradients)
    #expect(tensors["dense/bias"] == [3.5])
  }

  @Test func `groups and parameters come later, each from its own t = 1`() throws {
    var tensors = start
    let rule = try Adam.torch(lr: 0.1)
    var optimizer = try Optimizer(start, rule)
    try optimizer.step(&tensors, gradients: gradients)
    try optimizer.add(ParameterGroup(SGD.torch(lr: 0.5)), parameters: ["head": [1, 1]])
    try optimizer.add(["tail": [2]], toGroup: 0)
    try tensors.append("head", [1, 1])
    try tensors.append("tail", [2])
    var more = gradients
    try more.append("head", [2, -2])
    try more.append("tail", [3])
    try optimizer.step(&tensors, gradients: more)
    #expect(tensors["head"] == [0, 2])
    #expect(try tensors["dense/weight"] == alone(rule, "dense/weight", steps: 2))
    var tail: [Float] = [2]
    var state = try rule.makeState(count: 1)
    try rule.update(&tail, gradients: [3], state: &state)
    #expect(tensors["tail"] == tail)
    #expect(optimizer.stepCount(of: "tail") == 1)
    #expect(optimizer.stepCount(of: "dense/bias") == 2)
    #expect(optimizer.parameterNames == ["dense/weight", "dense/bias", "norm/scale", "head", "tail"])
  }

  @Test func `each element may have a learning rate of its own`() throws {
    let rates: [Float] = [0.1, 0.1, 0.7]
    for decay in [0.0, 0.1] {
      var tensors = start
      let schedule = LearningRateSchedule.warmup(steps: 4)
      var optimizer = try Optimizer(start, groups: [ParameterGroup(AdamW.torch(weightDecay: decay), schedule: schedule)])
      try optimizer.setLearningRates(rates, of: "dense/weight")
      var plain = try rates.map {
        try Optimizer(start, groups: [ParameterGroup(AdamW.torch(lr: Double($0), weightDecay: decay), schedule: schedule)])
      }
      var others = rates.map { _ in start }
      for _ in 1...6 {
        try optimizer.step(&tensors, gradients: gradients)
        for i in rates.indices { try plain[i].step(&others[i], gradients: gradients) }
      }
      #expect(tensors["dense/weight"] == (0..<3).map { others[$0]["dense/weight"]?[$0] ?? .nan })
      #expect(optimizer.learningRate(of: "dense/weight") == nil)
    }
  }

  @Test func `elements with rates of their own may be excluded from decay`() throws {
    var (tensors, others) = (start, start)
    var optimizer = try Optimizer(start, groups: [ParameterGroup(AdamW.torch(weightDecay: 0.5), withoutDecay: ["*weight"])])
    try optimizer.setLearningRates([0.1, 0.1, 0.1], of: "dense/weight")
    var plain = try Optimizer(start, AdamW.torch(lr: 0.1, weightDecay: 0))
    try optimizer.step(&tensors, gradients: gradients)
    try plain.step(&others, gradients: gradients)
    #expect(tensors["dense/weight"] == others["dense/weight"])
  }

  @Test func `a state that is set goes on as the one it was read from`() throws {
    for rule in try TrainingRules.all() {
      func expect(_ rule: some TrainingRule) throws {
        var tensors = start
        var optimizer = try Optimizer(start, rule)
        for _ in 1...4 { try optimizer.step(&tensors, gradients: gradients) }
        var (restored, others) = (try Optimizer(start, rule), tensors)
        for name in start.names { try restored.setState(#require(optimizer.state(of: name)), of: name) }
        for _ in 1...3 {
          try optimizer.step(&tensors, gradients: gradients)
          try restored.step(&others, gradients: gradients)
        }
        #expect(tensors.bits == others.bits, "\(rule.configuration.title)")
      }
      try expect(rule)
    }
  }

  @Test func `groups go through JSON`() throws {
    let group = try ParameterGroup(
      Lookahead.ranger(), name: "first", parameters: ["a"], schedule: .noam(modelSize: 512, warmup: 4000), withoutDecay: ["b"],
      centralization: .matrices)
    let data = try JSONEncoder().encode(group)
    #expect(try JSONDecoder().decode(ParameterGroup.self, from: data) == group)
  }

  @Test(arguments: [0, -1, Int.min]) func `fewer than one thread are refused`(threads: Int) throws {
    var optimizer = try Optimizer(["a": [1]], Adam.torch())
    try optimizer.setThreads(3)
    #expect(throws: OptimizerError.invalidThreads(threads)) { try optimizer.setThreads(threads) }
    #expect(optimizer.threads == 3)
    #expect("\(OptimizerError.invalidThreads(0))" == "threads is 0; allowed: 1 or more, or nil")
    try optimizer.setThreads(nil)
    #expect(optimizer.threads == nil)
  }

  @Test func `a literal with a name twice ends the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let tensors: Tensors<Float> = ["a": [1], "a": [2]]
      print(tensors.names)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("there is a tensor a already; allowed: one tensor a name"))
  }
}
