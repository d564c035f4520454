import Foundation
import KernelVerification
import OptimizerKernels
import Registry

/// Trains with one of the package's kernels, or has a kernel of its own verified: an honest one, or one with a bug.
@main
enum Consumer {
  static func main() throws {
    switch CommandLine.arguments.dropFirst().first {
    case "train": try train()
    case "honest": try verify(epsilonIsCorrected: false)
    case "bug": try verify(epsilonIsCorrected: true)
    default:
      print("usage: consumer train | honest | bug")
      exit(1)
    }
  }

  /// Steps to the least sum of squares, from parameters on both sides of it.
  static func train() throws {
    let rule = try RAdam.torch(lr: 0.1)
    var parameters: [Float] = [1, -2, 3]
    var state = try rule.makeState(count: parameters.count)
    for _ in 1...200 { try rule.update(&parameters, gradients: parameters.map { 2 * $0 }, state: &state) }
    print("after \(state.stepCount) steps: \(parameters)")
  }

  /// Adam in ten lines, verified against the paper. With the bug ε is divided by √c2, as the root is: the paper adds it afterwards.
  static func verify(epsilonIsCorrected: Bool) throws {
    let hyperparameters = #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#
    let report = try Registry.verifier.verify("paper.Adam", hyperparameters: hyperparameters) { x in
      let c1 = Float(1 - pow(0.9, Double(x.t)))
      let c2 = Float(1 - pow(0.999, Double(x.t)))
      let ε: Float = epsilonIsCorrected ? 1e-8 / c2.squareRoot() : 1e-8
      for i in x.parameters.indices {
        let g = x.gradients[i]
        x.m[i] = 0.9 * x.m[i] + 0.1 * g
        x.v[i] = 0.999 * x.v[i] + 0.001 * g * g
        x.parameters[i] -= 0.001 * (x.m[i] / c1) / ((x.v[i] / c2).squareRoot() + ε)
      }
    }
    print(report.text(), terminator: "")
    exit(report.exitCode.rawValue)
  }
}
