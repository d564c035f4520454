import Foundation
import KernelVerification

/// How the implementations write the hyperparameters that they share.
enum Dialects {
  static let paper = Dialect(
    read: { json in
      (try? KernelOptions.decode(KernelOptions.Paper.self, json)).map {
        CommonHyperparameters(learningRate: $0.alpha, beta1: $0.beta1, beta2: $0.beta2, epsilon: $0.epsilon ?? 0)
      }
    },
    write: { h in object(["alpha": h.learningRate, "beta1": h.beta1, "beta2": h.beta2, "epsilon": h.epsilon]) })

  static let paperWithoutEpsilon = Dialect(
    read: paper.read, write: { h in object(["alpha": h.learningRate, "beta1": h.beta1, "beta2": h.beta2]) })

  static let torchAdam = torch { h in ["amsgrad": h.amsgrad, "decoupled_weight_decay": h.isDecoupled] }
  static let torchAdamW = torch(isDecoupled: true) { h in ["amsgrad": h.amsgrad] }
  static let torchRAdam = torch { h in ["decoupled_weight_decay": h.isDecoupled] }

  static let kozistr = Dialect(
    read: { json in
      (try? KernelOptions.decode(KernelOptions.Kozistr.self, json)).map {
        CommonHyperparameters(
          learningRate: $0.learning_rate, beta1: $0.beta1, beta2: $0.beta2, epsilon: $0.epsilon, weightDecay: $0.weight_decay,
          inverseTimeDecay: $0.decay)
      }
    },
    write: { h in
      object([
        "learning_rate": h.learningRate, "beta1": h.beta1, "beta2": h.beta2, "epsilon": h.epsilon, "decay": h.inverseTimeDecay,
        "warmup_proportion": 0.1, "weight_decay": h.weightDecay, "amsgrad": false,
      ])
    })

  private static func torch(
    isDecoupled: Bool = false, _ own: @escaping @Sendable (CommonHyperparameters) -> [String: Bool]
  ) -> Dialect {
    Dialect(
      read: { json in
        (try? KernelOptions.decode(KernelOptions.Torch.self, json)).map {
          CommonHyperparameters(
            learningRate: $0.lr, beta1: $0.betas[0], beta2: $0.betas[1], epsilon: $0.eps, weightDecay: $0.weight_decay,
            isDecoupled: $0.decoupled_weight_decay ?? isDecoupled, amsgrad: $0.amsgrad ?? false, maximize: $0.maximize)
        }
      },
      write: { h in
        let common: [String: any Sendable] = [
          "lr": h.learningRate, "betas": [h.beta1, h.beta2], "eps": h.epsilon, "weight_decay": h.weightDecay, "maximize": h.maximize,
        ]
        return object(common.merging(own(h), uniquingKeysWith: { first, _ in first }))
      })
  }

  /// JSON with its keys in order.
  static func object(_ members: [String: any Sendable]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: members, options: [.sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
