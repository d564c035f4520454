import Foundation
import KernelVerification
import OptimizerKernels
import Safetensors
import Testing

/// State dicts that torch 2.15.0 wrote, and what it did next.
@Suite struct TorchTests {
  static let library = "torch-2.15.0"
  static let cases = ["adam", "adamw", "radam", "sgd", "adagrad"]

  private func load(_ file: ForeignCheckpoint, from path: String? = nil) throws -> Optimizer {
    try Optimizer.loadTorch(from: path ?? file.path, parameters: file.parameters(), names: file.order)
  }

  /// What torch did next is what follows from the imported state, within the bound of the verifier; and so is what we do.
  @Test(arguments: cases)
  func continuesAsTorchDid(name: String) throws {
    let file = try ForeignCheckpoint(Self.library, name)
    let optimizer = try load(file)
    for name in file.order {
      // SGD has no count of its own.
      let steps = name == file.idle ? 0 : file.path.contains("sgd") ? 1 : file.stepsBefore
      #expect(optimizer.stepCount(of: name) == steps)
    }
    for (name, theirs, ours) in try file.judge(optimizer) {
      #expect(theirs == .pass, "\(name)")
      #expect(ours == .pass, "\(name)")
    }
  }

  /// A state that is not the file's is found: moments in each other's place, a step too many, a forgotten one.
  @Test(arguments: cases)
  func aWrongStateIsFound(name: String) throws {
    let file = try ForeignCheckpoint(Self.library, name)
    func verdict(_ change: (inout SafetensorsFile) throws -> Void) throws -> Verdict {
      var wrong = try SafetensorsFile(contentsOf: file.path)
      try change(&wrong)
      return try withDirectory { directory in
        try wrong.write(to: "\(directory)/wrong")
        return try file.judgeTheirFirst(load(file, from: "\(directory)/wrong"))
      }
    }
    let first = name == "sgd" ? "momentum_buffer" : name == "adagrad" ? "sum" : "exp_avg"
    let spoiled = try verdict { wrong in
      for (key, tensor) in wrong.tensors where key.hasSuffix(first) {
        wrong.tensors[key] = try Tensor(shape: tensor.shape, float32: (tensor.float32 ?? []).map { $0 * 1.001 })
      }
    }
    #expect(spoiled == .fail)
    // Without a momentum Adagrad's step matters for lr_decay alone, and that is in this file.
    guard name != "sgd" else { return }
    let late = try verdict { wrong in
      for (key, tensor) in wrong.tensors where key.hasSuffix("step") {
        wrong.tensors[key] = try Tensor(shape: [], float32: [(tensor.float32?[0] ?? 0) + 1])
      }
    }
    #expect(late == .fail)
  }

  /// What is exported is what was imported. The exported files are kept: `checkpoint_torch.py check` gives them to torch, which continues with the
  /// bits that it went on with itself.
  @Test(arguments: cases)
  func exports(name: String) throws {
    let file = try ForeignCheckpoint(Self.library, name)
    let optimizer = try load(file)
    try withDirectory { directory in
      let path = "\(directory)/exported"
      try optimizer.exportTorch(to: path)
      let exported = try SafetensorsFile(contentsOf: path)
      #expect(try exported.tensors == SafetensorsFile(contentsOf: file.path).tensors)
      let again = try load(file, from: path)
      #expect(again.groups == optimizer.groups && bits(again) == bits(optimizer))
      let kept = "\(ForeignCheckpoint.folder)/exported-\(Self.library)/\(name).safetensors"
      if let folder = ProcessInfo.processInfo.environment["EXPORTED_CHECKPOINTS"] {
        try exported.write(to: "\(folder)/exported-\(Self.library)/\(name).safetensors")
      }
      #expect(try Data(contentsOf: URL(filePath: kept)) == Data(contentsOf: URL(filePath: path)))
    }
  }

  /// Two groups stay two, with their own numbers.
  @Test func groups() throws {
    let file = try ForeignCheckpoint(Self.library, "adamw")
    let optimizer = try load(file)
    #expect(optimizer.groups.map(\.configuration.formula.learningRate) == [0.02, 0.01])
    #expect(optimizer.groups.map(\.configuration.formula.epsilon) == [1e-8, 1e-6])
    #expect(file.order.map { optimizer.group(of: $0) } == [0, 0, 1])
  }
}
