import Foundation
import KernelVerification

/// How optax writes the hyperparameters that others have too. Whatever is its own alone is left at what changes nothing.
enum OptaxDialects {
  static let rAdam = dialect(also: { _ in ["eps_root": 0, "threshold": 5, "nesterov": false] })
  static let amsGrad = dialect(
    amsgrad: true, also: { _ in ["eps_root": 0, "bias_correction_mu": true, "bias_correction_nu": true] })
  /// The ε of the paper is added to s and to its root: two numbers here.
  static let adaBelief = dialect(also: { ["eps_root": $0, "nesterov": false] })

  /// - Parameter own: the keys that are not shared, with what is written for them beside ε.
  private static func dialect(
    amsgrad: Bool = false, also own: @escaping @Sendable (_ epsilon: Double) -> [String: any Sendable]
  ) -> Dialect {
    Dialect(
      read: { json in
        guard let given = JSONText.object(json), own(0).keys.allSatisfy({ given[$0] != nil }) else { return nil }
        func number(_ key: String) -> Double? { (given[key] as? NSNumber)?.doubleValue }
        guard let lr = number("learning_rate"), let b1 = number("b1"), let b2 = number("b2"), let ε = number("eps") else { return nil }
        return CommonHyperparameters(learningRate: lr, beta1: b1, beta2: b2, epsilon: ε, amsgrad: amsgrad)
      },
      write: { h in
        let common: [String: any Sendable] = ["learning_rate": h.learningRate, "b1": h.beta1, "b2": h.beta2, "eps": h.epsilon]
        return JSONText.text(common.merging(own(h.epsilon), uniquingKeysWith: { first, _ in first }))
      })
  }
}
