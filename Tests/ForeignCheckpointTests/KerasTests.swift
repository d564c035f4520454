import Foundation
import KernelVerification
import OptimizerKernels
import Safetensors
import Testing

/// Weights that Keras 2.15.0 and tensorflow-addons 0.23.0 wrote, and what they did next.
@Suite struct KerasTests {
  static let library = "keras-2.15.0"
  static let cases = ["adam", "sgd", "adagrad", "rectified-adam", "lookahead"]

  /// The optimizer of `checkpoint_keras.py`.
  private func make(_ name: String, _ parameters: Tensors<Float>) throws -> Optimizer {
    switch name {
    case "adam": return try Optimizer(parameters, Adam.keras(learningRate: 0.01, beta1: 0.8, amsgrad: true))
    case "sgd": return try Optimizer(parameters, SGD.keras(learningRate: 0.05, momentum: 0.9, nesterov: true))
    case "adagrad": return try Optimizer(parameters, AdaGrad.keras(learningRate: 0.1))
    case "rectified-adam":
      return try Optimizer(
        parameters,
        RAdam.tensorFlowAddons(learningRate: 0.01, weightDecay: 0.1, amsgrad: true, totalSteps: 20, warmupProportion: 0.2))
    default:
      return try Optimizer(
        parameters, Lookahead.tensorFlowAddons(RAdam.tensorFlowAddons(learningRate: 0.01), syncPeriod: 4, slowStepSize: 0.25))
    }
  }

  private func load(_ name: String, _ file: ForeignCheckpoint, from path: String? = nil) throws -> Optimizer {
    var optimizer = try make(name, file.parameters())
    try optimizer.importKerasWeights(from: path ?? file.path, names: file.order)
    return optimizer
  }

  /// What Keras did next is what follows from the imported state, within the bound of the verifier; and so is what we do.
  @Test(arguments: cases)
  func continuesAsKerasDid(name: String) throws {
    let file = try ForeignCheckpoint(Self.library, name)
    let optimizer = try load(name, file)
    #expect(file.order.allSatisfy { optimizer.stepCount(of: $0) == file.stepsBefore })
    for (name, theirs, ours) in try file.judge(optimizer) {
      // A finding where the registry declares one: Keras computes its coefficients in Float.
      #expect(theirs == .pass || theirs == .finding, "\(name)")
      #expect(ours == .pass, "\(name)")
    }
  }

  /// Slots or variables in another order, or another count of steps, are found.
  @Test(arguments: cases)
  func aWrongOrderIsFound(name: String) throws {
    let file = try ForeignCheckpoint(Self.library, name)
    func verdict(_ change: (inout SafetensorsFile) throws -> Void) throws -> Verdict {
      var wrong = try SafetensorsFile(contentsOf: file.path)
      try change(&wrong)
      return try withDirectory { directory in
        try wrong.write(to: "\(directory)/wrong")
        return try file.judgeTheirFirst(load(name, file, from: "\(directory)/wrong"))
      }
    }
    if name == "sgd" || name == "adagrad" {
      // There is but one slot: a number of it.
      let spoiled = try verdict { wrong in
        for key in ["1", "2"] {
          let tensor = try #require(wrong.tensors[key])
          wrong.tensors[key] = try Tensor(shape: tensor.shape, float32: (tensor.float32 ?? []).map { $0 * 1.001 })
        }
      }
      #expect(spoiled == .fail)
    } else {
      let swapped = try verdict { wrong in
        for (one, other) in [("1", "3"), ("2", "4")] {
          (wrong.tensors[one], wrong.tensors[other]) = (wrong.tensors[other], wrong.tensors[one])
        }
      }
      #expect(swapped == .fail)
      let late = try verdict {
        $0.tensors["0"] = try Tensor(elementType: .i64, shape: [], bytes: [UInt8(file.stepsBefore + 1)] + [UInt8](repeating: 0, count: 7))
      }
      #expect(late == .fail)
    }
  }

  /// What is exported are the very bytes that safetensors wrote for Keras, which takes them back: `checkpoint_keras.py check`.
  @Test(arguments: cases)
  func exports(name: String) throws {
    let file = try ForeignCheckpoint(Self.library, name)
    try withDirectory { directory in
      try load(name, file).exportKerasWeights(to: "\(directory)/exported", names: file.order)
      #expect(try Data(contentsOf: URL(filePath: "\(directory)/exported")) == Data(contentsOf: URL(filePath: file.path)))
    }
  }
}
