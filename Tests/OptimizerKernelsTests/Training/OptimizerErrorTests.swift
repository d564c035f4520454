import OptimizerKernels
import Testing

/// Every message of the training types, by provoking it.
@Suite struct OptimizerErrorTests {
  private let parameters: Tensors<Float> = ["weight": [1, 2], "bias": [3]]

  private func expect(_ message: String, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("nothing was thrown; expected: \(message)")
    } catch { #expect("\(error)" == message) }
  }

  @Test func `groups`() throws {
    let rule = try Adam.torch()
    let group = { (name: String, parameters: [String]?) in try ParameterGroup(rule, name: name, parameters: parameters) }
    expect("there are no parameters; allowed: at least one") { _ = try Optimizer(Tensors(), rule) }
    expect("the group one names wait, and there is no such parameter; allowed: names of parameters") {
      _ = try Optimizer(parameters, groups: [group("one", ["wait"]), group("two", nil)])
    }
    expect("bias is in two groups, one and two; allowed: one group a parameter") {
      _ = try Optimizer(parameters, groups: [group("one", ["weight", "bias"]), group("two", ["bias"])])
    }
    expect("bias is in two groups, one and one; allowed: one group a parameter") {
      _ = try Optimizer(parameters, groups: [group("one", ["weight", "bias", "bias"])])
    }
    expect("bias is in no group; allowed: one group a parameter, or a group that takes all that are left") {
      _ = try Optimizer(parameters, groups: [group("one", ["weight"])])
    }
    expect("two groups, one and two, take all parameters that are left; allowed: one, the others name theirs") {
      _ = try Optimizer(parameters, groups: [group("one", nil), group("two", nil)])
    }
    var optimizer = try Optimizer(parameters, rule)
    expect("there is a parameter bias already; allowed: one parameter a name") {
      try optimizer.add(group("two", nil), parameters: ["scale": [1], "bias": [2]])
    }
    #expect(optimizer.groups.count == 1)
    expect("there is a parameter bias already; allowed: one parameter a name") { try optimizer.add(["bias": [2]], toGroup: 0) }
    expect("group is 1; allowed: 0 ≤ group < 1") { try optimizer.add(["scale": [2]], toGroup: 1) }
    expect("group is -1; allowed: 0 ≤ group < 1") { try optimizer.setLearningRate(1, ofGroup: -1) }
    expect("there are no parameters; allowed: at least one") { try optimizer.add(Tensors(), toGroup: 0) }
    expect("withoutDecay is \"\" among others; allowed: patterns of at least one character") {
      _ = try ParameterGroup(rule, withoutDecay: ["*bias", ""])
    }
    expect("withoutDecay is 513 characters; allowed: at most 512 in all patterns together") {
      _ = try ParameterGroup(rule, withoutDecay: [String(repeating: "é", count: 500), "0123456789ABC"])
    }
    expect("learningRate is -1.0; allowed: 0 or 1.1754944e-38 ≤ learningRate ≤ 3.4028235e+38, a normal Float") {
      _ = try ParameterGroup(rule, learningRate: -1)
    }
    expect("learningRate is nan; allowed: 0 or 1.1754944e-38 ≤ learningRate ≤ 3.4028235e+38, a normal Float") {
      try optimizer.setLearningRate(.nan, ofGroup: 0)
    }
    expect("weightDecay is -0.1; allowed: 0 or 1.1754944e-38 ≤ weightDecay ≤ 3.4028235e+38, a normal Float") {
      try optimizer.setWeightDecay(-0.1, ofGroup: 0)
    }
    expect(
      "rule is Adagrad; allowed: AMSGrad, AdaBalance, AdaBelief, AdaBound, AdaGrad, AdaMod, Adam, AdamW, Adamax, NAdam, RAdam, RMSProp, SGD"
    ) { _ = try RuleConfiguration(rule: "Adagrad", formula: rule.formula) }
    expect("syncPeriod is 0; allowed: 1 ≤ syncPeriod") { _ = try LookaheadConfiguration(syncPeriod: 0, slowStepSize: 0.5) }
  }

  @Test func `steps`() throws {
    var (tensors, optimizer) = (parameters, try Optimizer(parameters, Adam.torch()))
    expect("no parameter has a gradient; allowed: at least one") { try optimizer.step(&tensors, gradients: Tensors<Float>()) }
    expect("there is a gradient of wait, and no such parameter; allowed: names of parameters") {
      try optimizer.step(&tensors, gradients: ["weight": [1, 2], "wait": [1]])
    }
    expect("the gradient of weight: 3 elements; allowed: 2, as its parameter") {
      try optimizer.step(&tensors, gradients: ["weight": [1, 2, 3]])
    }
    expect("the parameters lack bias; allowed: all that the optimizer was made for, in any order") {
      var fewer: Tensors<Float> = ["weight": [1, 2]]
      try optimizer.step(&fewer, gradients: ["weight": [1, 2]])
    }
    expect("there is a tensor of scale, and no such parameter; allowed: names of parameters") {
      var more: Tensors<Float> = ["weight": [1, 2], "bias": [3], "scale": [1]]
      try optimizer.step(&more, gradients: ["weight": [1, 2]])
    }
    expect("the tensor of bias: 2 elements; allowed: 1, as its parameter") {
      var other: Tensors<Float> = ["weight": [1, 2], "bias": [3, 4]]
      try optimizer.step(&other, gradients: ["weight": [1, 2]])
    }
    expect("there is a copy of wait, and no such parameter; allowed: names of parameters") {
      var copy: Tensors<BFloat16> = ["wait": [BFloat16(1)]]
      try optimizer.step(&tensors, gradients: ["weight": [1, 2]] as Tensors<Float>, copy: &copy)
    }
    expect("the copy of weight: 1 elements; allowed: 2, as its parameter") {
      var copy: Tensors<BFloat16> = ["weight": [BFloat16(1)]]
      try optimizer.step(&tensors, gradients: ["weight": [1, 2]] as Tensors<Float>, copy: &copy)
    }
    for scale in [Float(0), -1, .nan, .infinity] {
      expect("lossScale is \(scale); allowed: 0 < lossScale, finite") {
        try optimizer.step(&tensors, gradients: ["weight": [1, 2]], lossScale: scale)
      }
    }
    #expect(tensors == parameters)
    #expect(optimizer.stepCount(of: "weight") == 0)
  }

  @Test func `states and rates`() throws {
    var optimizer = try Optimizer(parameters, Adam.torch())
    let state = try OptimizerState(firstMoment: [1, 2], secondMoment: [3, 4], stepCount: 5)
    expect("there is a state of wait, and no such parameter; allowed: names of parameters") { try optimizer.setState(state, of: "wait") }
    expect("the state of bias: the first moment has 2 elements; allowed: 1") { try optimizer.setState(state, of: "bias") }
    expect("the state of weight: there is a maximum, and Adam keeps none; allowed: the slots that it keeps") {
      let more = try OptimizerState(firstMoment: [1, 2], secondMoment: [3, 4], maximum: [1, 2], stepCount: 5)
      try optimizer.setState(more, of: "weight")
    }
    expect("the state of weight: there is no second moment, and Adam keeps one; allowed: all slots that it keeps") {
      try optimizer.setState(OptimizerState(firstMoment: [1, 2], secondMoment: [], stepCount: 5), of: "weight")
    }
    expect("there is a learning rate of wait, and no such parameter; allowed: names of parameters") {
      try optimizer.setLearningRates([1], of: "wait")
    }
    expect("the learning rates of weight: 1 elements; allowed: 2, as its parameter") {
      try optimizer.setLearningRates([1], of: "weight")
    }
    expect("learningRate is -1.0; allowed: 0 or 1.1754944e-38 ≤ learningRate ≤ 3.4028235e+38, a normal Float") {
      try optimizer.setLearningRates([1, -1], of: "weight")
    }
    try optimizer.setState(state, of: "weight")
    #expect(optimizer.state(of: "weight") == state)
    let last = try OptimizerState(firstMoment: [1, 2], secondMoment: [3, 4], stepCount: 1 << 53)
    try optimizer.setState(last, of: "weight")
    expect("weight has taken 9007199254740992 steps; allowed before another: fewer") {
      var tensors = parameters
      try optimizer.step(&tensors, gradients: ["weight": [1, 2]])
    }
  }

  @Test func `tensors`() throws {
    var tensors: Tensors<Float> = ["a": [1]]
    expect("there is a tensor a already; allowed: one tensor a name") { try tensors.append("a", [2]) }
    expect("a tensor has no name; allowed: at least one character") { try tensors.append("", [2]) }
    expect("b has the shape [-1, 2]; allowed: extents of 0 or more, less than 2⁶⁰ elements in all") {
      try tensors.append("b", shape: [-1, 2], [])
    }
    expect("b has the shape [4611686018427387904, 4]; allowed: extents of 0 or more, less than 2⁶⁰ elements in all") {
      try tensors.append("b", shape: [1 << 62, 4], [])
    }
    expect("b has the shape [2, 2], and 3 values; allowed: as many as the shape holds") {
      try tensors.append("b", shape: [2, 2], [1, 2, 3])
    }
    #expect(tensors == ["a": [1]])
  }
}
