import Foundation
import KernelVerification
import OptimizerKernels
import OptimizerReference
import Safetensors
import Testing

/// A file that a library wrote, and the steps that the library took from there: `NAME.safetensors` and `NAME-next.safetensors`.
struct ForeignCheckpoint {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Vectors/Checkpoints").path(percentEncoded: false)

  let path: String
  let next: SafetensorsFile

  init(_ library: String, _ name: String) throws {
    path = "\(Self.folder)/\(library)/\(name).safetensors"
    next = try SafetensorsFile(contentsOf: "\(Self.folder)/\(library)/\(name)-next.safetensors")
  }

  /// The parameters' names in the library's order.
  var order: [String] { (next.metadata["order"] ?? "").split(separator: " ").map(String.init) }
  /// A parameter that never has a gradient; empty for none.
  var idle: String { next.metadata["idle"] ?? "" }
  var steps: Int { Int(next.metadata["steps"] ?? "") ?? 0 }
  var stepsBefore: Int { Int(next.metadata["stepsBefore"] ?? "") ?? 0 }

  /// The parameters as they were when the file was written, in the order of the alphabet: not the library's.
  func parameters() throws -> Tensors<Float> {
    var parameters = Tensors<Float>()
    for name in order.sorted() {
      let tensor = try #require(next.tensors["before/" + name])
      try parameters.append(name, shape: tensor.shape, try #require(tensor.float32))
    }
    return parameters
  }

  /// The gradients of a step, from 0.
  func gradients(_ step: Int) throws -> Tensors<Float> {
    var gradients = Tensors<Float>()
    for name in order where name != idle {
      let tensor = try #require(next.tensors["gradient/" + name])
      let values = try #require(tensor.float32)
      let count = values.count / steps
      try gradients.append(name, shape: Array(tensor.shape.dropFirst()), Array(values[step * count..<(step + 1) * count]))
    }
    return gradients
  }

  /// What the library did with its first parameter, judged from what was imported. A failure takes its time: other conventions are tried.
  func judgeTheirFirst(_ optimizer: Optimizer) throws -> Verdict {
    let name = try #require(order.first { $0 != idle })
    return try judge(optimizer, name, after: try #require(next.tensors["after/" + name]?.float64))
  }

  /// What the library did from there, judged from what was imported; and what the imported optimizer does from there.
  func judge(_ optimizer: Optimizer) throws -> [(name: String, theirs: Verdict, ours: Verdict)] {
    var (stepped, parameters) = (optimizer, try self.parameters())
    var after: [String: [Double]] = [:]
    for step in 0..<steps {
      try stepped.step(&parameters, gradients: gradients(step))
      for name in order { after[name, default: []] += (parameters[name] ?? []).map(Double.init) }
    }
    return try order.filter { $0 != idle }.map { name in
      let theirs = try judge(optimizer, name, after: try #require(next.tensors["after/" + name]?.float64))
      return (name, theirs, try judge(optimizer, name, after: try #require(after[name])))
    }
  }

  private func judge(_ optimizer: Optimizer, _ name: String, after: [Double]) throws -> Verdict {
    let implementation = try #require(next.metadata["implementation"])
    let hyperparameters = try #require(next.metadata["hyperparameters/" + name])
    let state = try #require(optimizer.state(of: name))
    let known = try #require(TorchReferences.verifier.implementation(implementation))
    let tensor = try #require(next.tensors["before/" + name])
    var slots: [Slot: [Double]] = [:]
    for slot in try known.reference(hyperparameters).slots { slots[slot] = try values(slot, state).map(Double.init) }
    let trajectory = Trajectory(
      name: name, shape: tensor.shape, initial: try #require(tensor.float64), initialSlots: slots,
      gradients: try #require(next.tensors["gradient/" + name]?.float64), parameters: after)
    let found = Case(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: state.stepCount,
      tensors: [trajectory], recorded: .float32, rerun: "")
    // Our kernel alone is judged elsewhere.
    return try TorchReferences.verifier.judge(found, kernel: false).verdict
  }

  private func values(_ slot: Slot, _ state: OptimizerState) throws -> [Float] {
    switch slot {
    case .m, .momentum: return state.firstMoment
    case .v, .s, .sum, .u: return state.secondMoment
    case .vmax: return try #require(state.maximum)
    case .stepSize: return try #require(state.averagedRate)
    case .slow: return try #require(state.slowWeights)
    }
  }
}

/// Runs the body with the path of a new directory, which is removed afterwards.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let directory = FileManager.default.temporaryDirectory.appending(path: "foreign-\(UUID().uuidString)").path()
  try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  return try body(directory)
}

/// The reason for which the body refuses; nil where it does not.
func refusal(_ body: () throws -> Void) throws -> String? {
  do {
    try body()
    return nil
  } catch let error as CheckpointError {
    return error.reason
  }
}

/// The bits of what an optimizer remembers.
func bits(_ optimizer: Optimizer) -> [String: [[UInt32]]] {
  var all: [String: [[UInt32]]] = [:]
  for name in optimizer.parameterNames {
    guard let state = optimizer.state(of: name) else { continue }
    let slots = [state.firstMoment, state.secondMoment, state.maximum ?? [], state.slowWeights ?? []]
    all[name] = slots.map { $0.map(\.bitPattern) } + [[UInt32(state.stepCount)]]
  }
  return all
}
