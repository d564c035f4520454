import Foundation
import OptimizerKernels
import Safetensors
import Testing

private let parameters: Tensors<Float> = ["w": [1, 2, 3], "b": [4]]

/// The reason for which the body refuses; nil where it does not.
func reason(_ body: () throws -> Void) throws -> String? {
  do {
    try body()
    return nil
  } catch let error as CheckpointError {
    return error.reason
  }
}

/// What is said of a good file that was damaged in one place.
private func refusal(
  _ rule: some TrainingRule, names: [String]? = nil, _ damage: (inout SafetensorsFile) throws -> Void
) throws -> String? {
  var (optimizer, stepped) = (try Optimizer(parameters, rule), parameters)
  try optimizer.step(&stepped, gradients: parameters)
  return try withDirectory { directory in
    let path = "\(directory)/t"
    try optimizer.exportTorch(to: path)
    var file = try SafetensorsFile(contentsOf: path)
    try damage(&file)
    try file.write(to: path)
    return try reason { _ = try Optimizer.loadTorch(from: path, parameters: parameters, names: names) }
  }
}

@Suite struct TorchRefusalTests {
  private func adam(_ damage: (inout SafetensorsFile) throws -> Void) throws -> String? {
    try refusal(Adam.torch(lr: 0.01, amsgrad: true), damage)
  }

  private func group(_ old: String, _ new: String) throws -> String? {
    try adam { file in
      let text = try #require(file.metadata["param_groups"])
      #expect(text.contains(old))
      file.metadata["param_groups"] = text.replacingOccurrences(of: old, with: new)
    }
  }

  @Test func metadata() throws {
    let classes = "Adagrad, Adam, AdamW, Adamax, NAdam, RAdam, RMSprop, SGD"
    #expect(try adam { _ in } == nil)
    #expect(try adam { $0.metadata["optimizer"] = nil } == "metadata optimizer is missing; allowed: \(classes)")
    #expect(try adam { $0.metadata["optimizer"] = "LBFGS" } == "metadata optimizer is \"LBFGS\"; allowed: \(classes)")
    #expect(try adam { $0.metadata["param_groups"] = nil } == "metadata param_groups is missing")
    #expect(
      try adam { $0.metadata["param_groups"] = "[NaN]" } == "metadata param_groups is not JSON: byte 1: 'N' stands where a value must")
    for text in ["[]", "{}"] {
      #expect(
        try adam { $0.metadata["param_groups"] = text } == "metadata param_groups is no array with a group; allowed: at least one group")
    }
    #expect(try adam { $0.metadata["param_groups"] = "[1]" } == "metadata param_groups[0] is no object; allowed: a group of parameters")
    // Another class has other numbers.
    #expect(
      try adam { $0.metadata["optimizer"] = "SGD" }
        == "metadata param_groups[0].amsgrad is not known; allowed: dampening, lr, maximize, momentum, nesterov, weight_decay")
    #expect(
      try adam { $0.metadata["optimizer"] = "RAdam" }
        == "metadata param_groups[0].amsgrad is not known; allowed: betas, decoupled_weight_decay, eps, lr, maximize, weight_decay")
  }

  @Test func numbers() throws {
    let place = "metadata param_groups[0]"
    #expect(try group(#""lr": 0.01"#, #""foreach": null, "lr": 0.01"#) == nil)
    #expect(try group(#""lr": 0.01"#, #""lr": -1"#)?.hasPrefix("\(place).lr is -1.0; allowed: ") == true)
    #expect(try group(#""lr": 0.01"#, #""lr": "0.01""#) == #"metadata param_groups[0].lr is the string "0.01"; allowed: a finite number"#)
    #expect(try group(#""lr": 0.01"#, #""lr": 1e999"#)?.hasPrefix("\(place).lr is the number 1e999; allowed: ") == true)
    #expect(try group(#""eps": 1e-08, "#, "") == "\(place).eps is missing")
    #expect(try group("[0.9, 0.999]", "[0.9]") == "\(place).betas is an array of length 1; allowed: two numbers")
    #expect(try group(#""betas": [0.9, 0.999], "#, "") == "\(place).betas is missing")
    #expect(try group("[0.9, 0.999]", "[0.9, 1]") == "\(place).betas[1] is 1.0; allowed: 0 ≤ betas[1] < 1")
    #expect(try group(#""amsgrad": true"#, #""amsgrad": 1"#) == "\(place).amsgrad is the number 1; allowed: true or false")
    // AdamW decouples whatever the file says, and a number says nothing.
    let refused = "\(place).decoupled_weight_decay is the number 1; allowed: true or false"
    for (value, said) in [("false", nil), ("1", refused)] {
      let refusal = try refusal(AdamW.torch(lr: 0.01)) { file in
        let text = try #require(file.metadata["param_groups"])
        #expect(text.contains(#""decoupled_weight_decay": true"#))
        file.metadata["param_groups"] = text.replacing(
          #""decoupled_weight_decay": true"#, with: #""decoupled_weight_decay": \#(value)"#)
      }
      #expect(refusal == said)
    }
    #expect(
      try group(#""lr": 0.01"#, #""lr": 0.01, "lr_decay": 1"#)
        == "\(place).lr_decay is not known; allowed: amsgrad, betas, decoupled_weight_decay, eps, lr, maximize, weight_decay")
    #expect(
      try group(#""params": [0, 1]"#, #""params": 2"#) == "\(place).params is missing or no array; allowed: an array of whole numbers")
    #expect(
      try group(#""params": [0, 1]"#, #""params": [0, 0.5]"#) == "\(place).params holds the number 0.5; allowed: whole numbers")
    #expect(try group(#""params": [0, 1]"#, #""params": [0]"#) == "metadata param_groups has 1 parameters; allowed: 2, as were given")
    for wrong in ["[0, 0]", "[0, 2]", "[-1, 0]"] {
      #expect(
        try group(#""params": [0, 1]"#, #""params": \#(wrong)"#)
          == "metadata param_groups numbers its parameters otherwise than 0 to 1, each once")
    }
  }

  @Test func tensors() throws {
    #expect(try adam { $0.tensors["state.0.exp_avg_sq"] = nil } == "tensor \"state.0.exp_avg_sq\" is missing")
    #expect(try adam { $0.tensors["state.1.step"] = nil } == "tensor \"state.1.step\" is missing")
    #expect(try adam { $0.tensors["state.0.max_exp_avg_sq"] = nil } == "tensor \"state.0.max_exp_avg_sq\" is missing")
    #expect(
      try adam { $0.tensors["state.0.exp_avg"] = try Tensor(shape: [1], float32: [1]) }
        == "tensor \"state.0.exp_avg\" has shape [1]; allowed: [3]")
    #expect(
      try adam { $0.tensors["state.0.exp_avg"] = try Tensor(elementType: .i32, shape: [3], bytes: [UInt8](repeating: 0, count: 12)) }
        == "tensor \"state.0.exp_avg\" is I32; allowed: F32, BF16, F16, F64")
    #expect(
      try adam { $0.tensors["state.0.step"] = try Tensor(shape: [2], float32: [1, 1]) }
        == "tensor \"state.0.step\" has shape [2]; allowed: [], [1]")
    #expect(
      try adam { $0.tensors["state.0.step"] = try Tensor(elementType: .bf16, shape: [], bytes: [0, 0]) }
        == "tensor \"state.0.step\" is BF16; allowed: F32, F64, I32, I64")
    for step: Float in [-1, 0.5, .nan, .infinity, 16_777_218] {
      #expect(
        try adam { $0.tensors["state.0.step"] = try Tensor(shape: [], float32: [step]) }
          == "tensor \"state.0.step\" is \(step); allowed: whole numbers from 0 to 16777216")
    }
    for stray in ["state.2.exp_avg", "state.0.sum", "w"] {
      #expect(
        try adam { $0.tensors[stray] = try Tensor(shape: [], float32: [1]) }
          == "tensor \"\(stray)\" is not one of a state_dict of torch's Adam of these parameters")
    }
    // A parameter without any has not stepped.
    #expect(try adam { file in for key in file.tensors.keys where key.hasPrefix("state.1.") { file.tensors[key] = nil } } == nil)
    #expect(
      try refusal(SGD.torch(lr: 1, momentum: 0.5), names: ["b", "w"]) { _ in }
        == "tensor \"state.0.momentum_buffer\" has shape [3]; allowed: [1]")
  }

  @Test func names() throws {
    let rule = try SGD.torch(lr: 1)
    #expect(try refusal(rule, names: ["w"]) { _ in } == "metadata param_groups has 2 parameters; allowed: 1, as were given")
    let path = "/nowhere/t"
    #expect(try reason { _ = try Optimizer.loadTorch(from: path, parameters: parameters) } == "there is no such file.")
    #expect(
      try refusal(rule, names: ["w", "x"]) { _ in } == "the group 0 names x, and there is no such parameter; allowed: names of parameters")
  }

  @Test func whatTorchHasNoPlaceFor() throws {
    func refusal(_ groups: [ParameterGroup], _ change: (inout Optimizer) throws -> Void = { _ in }) throws -> String? {
      var optimizer = try Optimizer(parameters, groups: groups)
      try change(&optimizer)
      return try withDirectory { directory in
        let found = try reason { try optimizer.exportTorch(to: "\(directory)/t") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty == (found != nil))
        return found
      }
    }
    let adam = try Adam.torch()
    #expect(try refusal([ParameterGroup(adam)]) == nil)
    #expect(
      try refusal([ParameterGroup(AdaMod.paper())])
        == "this optimizer is AdaMod; allowed for torch: one of Adagrad, Adam, AdamW, Adamax, NAdam, RAdam, RMSprop, SGD, for all groups")
    #expect(
      try refusal([ParameterGroup(adam, parameters: ["w"]), ParameterGroup(SGD.torch(lr: 1))])
        == "this optimizer is Adam, SGD; allowed for torch: one of Adagrad, Adam, AdamW, Adamax, NAdam, RAdam, RMSprop, SGD, for all groups"
    )
    let other = "group 0 is not torch's Adam, with its conventions and no schedule; allowed: what its preset `torch` makes"
    #expect(try refusal([ParameterGroup(Adam.paper())]) == other)
    #expect(try refusal([ParameterGroup(adam, schedule: .inverseRoot)]) == other)
    let group = "group 0 has"
    let ending = "which torch's state_dict has no place for"
    #expect(try refusal([ParameterGroup(Lookahead.paper(adam))]) == "\(group) Lookahead, \(ending)")
    #expect(try refusal([ParameterGroup(adam, withoutDecay: ["*b*"])]) == "\(group) names that do not decay, \(ending)")
    #expect(try refusal([ParameterGroup(adam, centralization: .matrices)]) == "\(group) centralised gradients, \(ending)")
    #expect(
      try refusal([ParameterGroup(adam)]) { try $0.setLearningRates([1, 2, 3], of: "w") }
        == "parameter \"w\" has learning rates of its elements, which torch has no place for")
    #expect(
      try refusal([ParameterGroup(adam)]) {
        try $0.setState(OptimizerState(firstMoment: [1], secondMoment: [1], stepCount: (1 << 24) + 1), of: "b")
      } == "parameter \"b\" has taken 16777217 steps; allowed for torch: up to 16777216")
  }
}
