import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// A state dict of one step, to be changed before it is read.
struct TorchFile {
  static let parameters: Tensors<Float> = ["w": [1, 2, 3], "b": [4]]
  var file: SafetensorsFile

  init(_ rule: some TrainingRule, steps: Int = 1) throws {
    var (optimizer, stepped) = (try Optimizer(Self.parameters, rule), Self.parameters)
    for _ in 0..<steps { try optimizer.step(&stepped, gradients: Self.parameters) }
    file = try withDirectory { directory in
      try optimizer.exportTorch(to: "\(directory)/t")
      return try SafetensorsFile(contentsOf: "\(directory)/t")
    }
  }

  /// The only group.
  var group: String {
    get { String((file.metadata["param_groups"] ?? "").dropFirst().dropLast()) }
    set { file.metadata["param_groups"] = "[\(newValue)]" }
  }

  /// Adds members to the group, as JSON.
  mutating func add(_ members: String) { group = "{\(members), \(group.dropFirst())" }

  /// Takes a member with a number or a flag away from the group.
  mutating func remove(_ key: String) throws {
    // The last member has the comma before it.
    let left = group.replacing(try Regex("\"\(key)\": [^,\\[]*, |, \"\(key)\": [^,\\[]*(?=\\}$)"), with: "")
    #expect(left != group, "\(key) was not there")
    group = left
  }

  func load(names: [String]? = nil, parameters: Tensors<Float>? = nil) throws -> (
    optimizer: Optimizer, report: TorchImportReport
  ) {
    try withDirectory { directory in
      try file.write(to: "\(directory)/t")
      return try Optimizer.loadTorch(from: "\(directory)/t", parameters: parameters ?? Self.parameters, names: names)
    }
  }

  func refusal(names: [String]? = nil, parameters: Tensors<Float>? = nil) throws -> String? {
    try reason { _ = try load(names: names, parameters: parameters) }
  }
}

/// What an optimizer writes for torch.
func exported(_ optimizer: Optimizer) throws -> SafetensorsFile {
  try withDirectory { directory in
    try optimizer.exportTorch(to: "\(directory)/t")
    return try SafetensorsFile(contentsOf: "\(directory)/t")
  }
}

extension Tensor {
  /// A tensor of the little-endian bytes of integers.
  init<Bits: FixedWidthInteger>(_ type: ElementType, _ shape: [Int], _ bits: [Bits]) throws {
    let bytes = bits.flatMap { number in
      (0..<Bits.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * Bits($0))) }
    }
    try self.init(elementType: type, shape: shape, bytes: bytes)
  }
}
