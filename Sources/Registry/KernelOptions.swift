import Foundation

/// The hyperparameters of implementations as our kernels' presets need them, decoded without any help of the references.
enum KernelOptions {
  struct Paper: Decodable {
    let alpha, beta1, beta2: Double
    let epsilon: Double?
  }

  struct Torch: Decodable {
    let lr: Double
    let betas: [Double]
    let eps, weight_decay: Double
    let amsgrad, decoupled_weight_decay: Bool?
    let maximize: Bool
  }

  struct Kozistr: Decodable {
    let learning_rate, beta1, beta2, epsilon, decay, weight_decay: Double
  }

  static func decode<Options: Decodable>(_ type: Options.Type, _ hyperparameters: String) throws -> Options {
    try JSONDecoder().decode(type, from: Data(hyperparameters.utf8))
  }
}
