import Foundation
import KernelVerification

/// The libraries that write the shared hyperparameters as torch does, each with keys of its own.
extension Dialects {
  static let adaBound = torchLike(["final_lr": 0.1, "gamma": 1e-3], maximum: "amsbound")
  static let adaMod = torchLike(isDecoupled: true, ["beta3": 0.999])
  static let adaBalance = torchLike(["beta3": 0.999, "final_lr": 0.1, "gamma": 1e-3], maximum: "amsbound")

  /// `lr`, `betas`, `eps` and `weight_decay`.
  ///
  /// - Parameters:
  ///   - isDecoupled: whether its decay stays out of the gradient.
  ///   - others: the keys that have no shared meaning, at their defaults.
  ///   - maximum: its key for AMSGrad; nil where it has none.
  static func torchLike(
    isDecoupled: Bool = false, _ others: [String: any Sendable] = [:], maximum: String? = nil
  ) -> Dialect {
    Dialect(
      read: { json in
        guard let options = try? KernelOptions.decode(TorchLike.self, json), options.betas.count == 2 else { return nil }
        return CommonHyperparameters(
          learningRate: options.lr, beta1: options.betas[0], beta2: options.betas[1], epsilon: options.eps,
          weightDecay: options.weight_decay, isDecoupled: isDecoupled, amsgrad: options.amsbound ?? false)
      },
      write: { h in
        var members = others
        members["lr"] = h.learningRate
        members["betas"] = [h.beta1, h.beta2]
        members["eps"] = h.epsilon
        members["weight_decay"] = h.weightDecay
        if let maximum { members[maximum] = h.amsgrad }
        return object(members)
      })
  }

  private struct TorchLike: Decodable {
    let lr: Double
    let betas: [Double]
    let eps, weight_decay: Double
    let amsbound: Bool?
  }

  /// jettify's AdaBelief, not rectified.
  static let torchOptimizerAdaBelief = Dialect(
    read: { json in
      guard let o = try? PresetOptions(json), let betas = try? o.betas() else { return nil }
      return try? CommonHyperparameters(
        learningRate: o.number("lr"), beta1: betas.0, beta2: betas.1, epsilon: o.number("eps"), weightDecay: o.number("weight_decay"),
        isDecoupled: o.flag("weight_decouple"), amsgrad: o.flag("amsgrad"))
    },
    write: { h in
      object([
        "lr": h.learningRate, "betas": [h.beta1, h.beta2], "eps": h.epsilon, "weight_decay": h.weightDecay, "amsgrad": h.amsgrad,
        "weight_decouple": h.isDecoupled, "fixed_decay": false, "rectify": false,
      ])
    })
}
