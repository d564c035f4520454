import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// Runs the body with the path of a new directory, which is removed afterwards.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let directory = FileManager.default.temporaryDirectory.appending(path: "checkpoint-\(UUID().uuidString)").path()
  try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  return try body(directory)
}

/// Gradients of step t: of every size and sign, and none of `skipped` in every third step.
func gradients(_ parameters: Tensors<Float>, t: Int, skipping skipped: String? = nil) throws -> Tensors<Float> {
  var gradients = Tensors<Float>()
  for (number, name) in parameters.names.enumerated() {
    if name == skipped && t % 3 == 0 { continue }
    var values: [Float] = []
    for i in 0..<(parameters.count(of: name) ?? 0) {
      let turn = Double(i + 1) * 0.7 + Double(t) * 1.3 + Double(number)
      values.append(Float(sin(turn) * pow(10, Double(i % 7) - 4)))
    }
    try gradients.append(name, shape: parameters.shape(of: name), values)
  }
  return gradients
}

/// Every bit of an optimizer's parameters and state, with its steps.
func bits(_ optimizer: Optimizer, _ parameters: Tensors<Float>) -> [String: [UInt32]] {
  var all: [String: [UInt32]] = [:]
  for name in optimizer.parameterNames {
    all["θ/" + name] = parameters[name]?.map(\.bitPattern)
    guard let state = optimizer.state(of: name) else { continue }
    all["m/" + name] = state.firstMoment.map(\.bitPattern)
    all["v/" + name] = state.secondMoment.map(\.bitPattern)
    all["x/" + name] = state.maximum?.map(\.bitPattern)
    all["s/" + name] = state.averagedRate?.map(\.bitPattern)
    all["φ/" + name] = state.slowWeights?.map(\.bitPattern)
    all["t/" + name] = [UInt32(state.stepCount)]
  }
  return all
}

func model() throws -> Tensors<Float> {
  var parameters = Tensors<Float>()
  try parameters.append("layer/weight", shape: [3, 5], (0..<15).map { Float($0) * 0.1 - 0.7 })
  try parameters.append("bias", shape: [5], [0, -0.0, 1e-20, 3, .leastNonzeroMagnitude])
  try parameters.append("scale", shape: [], [1])
  try parameters.append("none", shape: [0, 4], [])
  return parameters
}
