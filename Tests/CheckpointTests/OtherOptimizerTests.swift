import OptimizerKernels
import Testing

/// A checkpoint of one optimizer read into another.
@Suite struct OtherOptimizerTests {
  private func refusal(saving saved: Optimizer, _ parameters: Tensors<Float>, into other: Optimizer, _ others: Tensors<Float>) throws
    -> String?
  {
    try withDirectory { directory in
      let path = "\(directory)/c"
      try saved.save(parameters, to: path)
      var (optimizer, own) = (other, others)
      do throws(CheckpointError) {
        try optimizer.restore(&own, from: path)
        return nil
      } catch {
        #expect(error.file == path)
        #expect(bits(optimizer, own) == bits(other, others))
        return error.reason
      }
    }
  }

  private func refusal(_ saved: some TrainingRule, into other: some TrainingRule) throws -> String? {
    let parameters = try model()
    return try refusal(saving: Optimizer(parameters, saved), parameters, into: Optimizer(parameters, other), parameters)
  }

  @Test func saysWhichItIs() throws {
    let radam = try RAdam.torch(lr: 1e-2)
    #expect(try refusal(radam, into: AdamW.torch()) == "this is a checkpoint of RAdam; this optimizer is AdamW")
    #expect(
      try refusal(Lookahead.tensorFlowAddons(radam), into: radam) == "this is a checkpoint of Lookahead of RAdam; this optimizer is RAdam")
    #expect(try refusal(radam, into: radam) == nil)
  }

  /// Numbers are the program's to change; choices are not.
  @Test func sameRuleAnotherChoice() throws {
    #expect(try refusal(Adam.torch(lr: 1e-2), into: Adam.torch(lr: 3, betas: (0.5, 0.6), eps: 1e-3)) == nil)
    #expect(
      try refusal(Adam.torch(amsgrad: true), into: Adam.torch())
        == #"maximum is "raw" in group 0 of this checkpoint of Adam; in this optimizer it is "none""#)
    let sgd = try SGD.torch(lr: 1)
    #expect(
      try refusal(Lookahead.tensorFlowAddons(sgd), into: Lookahead(sgd, syncPeriod: 9, slowStepSize: 0.1, phase: .fromZero))
        == #"phase is "everyPeriod" in group 0 of this checkpoint of Lookahead of SGD; in this optimizer it is "fromZero""#)
    #expect(
      try refusal(RAdam.torch(), into: RAdam.paper())?.contains(" in group 0 of this checkpoint of RAdam; in this optimizer it is ") == true
    )
  }

  @Test func otherGroups() throws {
    let parameters: Tensors<Float> = ["w": [1, 2], "b": [3]]
    let (adam, sgd) = (try Adam.torch(), try SGD.torch(lr: 1))
    func optimizer(_ groups: ParameterGroup...) throws -> Optimizer { try Optimizer(parameters, groups: groups) }
    func refusal(_ saved: Optimizer, _ other: Optimizer) throws -> String? {
      try self.refusal(saving: saved, parameters, into: other, parameters)
    }
    let one = try optimizer(ParameterGroup(adam))
    let two = try optimizer(ParameterGroup(adam, parameters: ["b"]), ParameterGroup(adam))
    #expect(try refusal(two, one) == "this checkpoint of Adam has 2 groups; allowed: 1, as this optimizer")
    let crossed = try optimizer(ParameterGroup(adam, parameters: ["w"]), ParameterGroup(adam))
    #expect(try refusal(crossed, two) == #"parameter "w" is in group 0; allowed: 1, as in this optimizer"#)
    let mixed = try optimizer(ParameterGroup(adam, parameters: ["w"]), ParameterGroup(sgd), ParameterGroup(adam, parameters: []))
    let otherwise = try optimizer(ParameterGroup(adam, parameters: ["w"]), ParameterGroup(adam, parameters: []), ParameterGroup(sgd))
    #expect(try refusal(mixed, otherwise) == "group 1 of this checkpoint is SGD; in this optimizer it is Adam")
    #expect(try refusal(mixed, one) == "this is a checkpoint of Adam, SGD; this optimizer is Adam")
  }

  @Test func otherParameters() throws {
    let adam = try Adam.torch()
    func refusal(_ saved: Tensors<Float>, _ other: Tensors<Float>, with own: Tensors<Float>? = nil) throws -> String? {
      try self.refusal(saving: Optimizer(saved, adam), saved, into: Optimizer(other, adam), own ?? other)
    }
    #expect(try refusal(["w": [1]], ["w": [1], "b": [2]]) == #"the checkpoint lacks parameter "b""#)
    #expect(try refusal(["w": [1], "b": [2]], ["w": [1]]) == #"the checkpoint has parameter "b"; this optimizer has none of that name"#)
    #expect(try refusal(["w": [1, 2]], ["w": [1]]) == #"parameter "w" has shape [2]; allowed: [1], as in this optimizer"#)
    #expect(
      try refusal(["w": [1]], ["w": [1]], with: ["v": [1]])
        == "the parameters lack w; allowed: all that the optimizer was made for, in any order")
  }
}
