import Foundation
import OptimizerKernels
import Safetensors
import Testing

private let parameters: Tensors<Float> = ["w": [1, 2, 3], "b": [4]]

@Suite struct KerasRefusalTests {
  /// What is said of a good file that was damaged in one place.
  private func refusal(names: [String]? = nil, _ damage: (inout SafetensorsFile) throws -> Void) throws -> String? {
    var (optimizer, stepped) = (try Optimizer(parameters, Adam.keras()), parameters)
    try optimizer.step(&stepped, gradients: parameters)
    return try withDirectory { directory in
      let path = "\(directory)/k"
      try optimizer.exportKerasWeights(to: path)
      var file = try SafetensorsFile(contentsOf: path)
      try damage(&file)
      try file.write(to: path)
      var taker = optimizer
      let found = try reason { try taker.importKerasWeights(from: path, names: names) }
      #expect(bits(taker, parameters) == bits(optimizer, parameters))
      return found
    }
  }

  @Test func files() throws {
    #expect(try refusal { _ in } == nil)
    #expect(
      try refusal { $0.tensors["4"] = nil }
        == "the file has 4 tensors; allowed: 5, the iterations and firstMoment, secondMoment of 2 parameters")
    #expect(
      try refusal { $0.tensors["5"] = try Tensor(shape: [1], float32: [1]) }
        == "the file has 6 tensors; allowed: 5, the iterations and firstMoment, secondMoment of 2 parameters")
    #expect(try refusal { ($0.tensors["x"], $0.tensors["4"]) = ($0.tensors["4"], nil) } == "tensor \"4\" is missing")
    #expect(try refusal { $0.tensors["0"] = try Tensor(shape: [], float32: [1]) } == "tensor \"0\" is F32; allowed: I64")
    #expect(
      try refusal { $0.tensors["0"] = try Tensor(elementType: .i64, shape: [1], bytes: [UInt8](repeating: 0, count: 8)) }
        == "tensor \"0\" has shape [1]; allowed: []")
    for (bytes, value) in [([UInt8](repeating: 255, count: 8), "-1"), ([UInt8](repeating: 255, count: 7) + [127], "\(Int.max)")] {
      #expect(
        try refusal { $0.tensors["0"] = try Tensor(elementType: .i64, shape: [], bytes: bytes) }
          == "tensor \"0\", the iterations, is \(value); allowed: 0 to \(Int.max - 1)")
    }
    #expect(try refusal { $0.tensors["2"] = try Tensor(shape: [3], float32: [1, 2, 3]) } == "tensor \"2\" has shape [3]; allowed: [1]")
    #expect(try refusal { $0.tensors["2"] = try Tensor(shape: [1], float64: [1]) } == "tensor \"2\" is F64; allowed: F32")
  }

  @Test func names() throws {
    #expect(try refusal(names: ["w", "b"]) { _ in } == nil)
    #expect(try refusal(names: ["b", "w"]) { _ in } == "tensor \"1\" has shape [3]; allowed: [1]")
    #expect(try refusal(names: ["b"]) { _ in } == "names lacks \"w\"; allowed: all parameters of this optimizer")
    for wrong in [["w", "w"], ["w", "b", "b"]] {
      #expect(
        try refusal(names: wrong) { _ in }
          == "names has \"\(wrong[wrong.count - 1])\", which is no parameter of this optimizer or stands twice")
    }
  }

  @Test func rules() throws {
    func refusal(_ groups: [ParameterGroup], _ change: (inout Optimizer) throws -> Void = { _ in }) throws -> String? {
      var optimizer = try Optimizer(parameters, groups: groups)
      try change(&optimizer)
      return try withDirectory { directory in try reason { try optimizer.exportKerasWeights(to: "\(directory)/k") } }
    }
    #expect(
      try refusal([ParameterGroup(AdaMod.paper())])
        == "group 0 is AdaMod; allowed for Keras: AMSGrad, AdaBelief, AdaGrad, Adam, RAdam, SGD, and Lookahead of one")
    #expect(
      try refusal([ParameterGroup(SGD.torch(lr: 1, momentum: 0.5))])
        == #"firstMoment is "momentumFromFirstGradient" in group 0, which is SGD; Keras keeps another: its preset makes it so"#)
    #expect(
      try refusal([ParameterGroup(Adam.keras(), parameters: ["w"]), ParameterGroup(SGD.keras())])
        == "the groups keep different slots: Adam, SGD; allowed for Keras: one rule")
    #expect(
      try refusal([ParameterGroup(Lookahead.tensorFlowAddons(SGD.keras()))])
        == "parameter \"w\" has no slow weights before its first step; Keras keeps them")
    #expect(
      try refusal([ParameterGroup(SGD.keras())]) { optimizer in
        var stepped = parameters
        try optimizer.step(&stepped, gradients: ["b": [1]] as Tensors<Float>)
      } == "parameter \"w\" has taken 0 steps and \"b\" 1; Keras keeps one count")
    #expect(
      try refusal([ParameterGroup(AMSGrad.optax(learningRate: 1))])
        == #"maximum is "corrected" in group 0, which is AMSGrad; Keras keeps another: its preset makes it so"#)
  }
}
