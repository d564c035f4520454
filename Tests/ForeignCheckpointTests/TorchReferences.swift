import Foundation
import KernelVerification
import OptimizerReference
import Registry

/// torch's NAdam, Adamax and RMSprop, version 2.15.0, from `torch/optim/nadam.py`, `adamax.py` and `rmsprop.py`.
///
/// The registry has the same rules under other libraries' names, which differ from torch's in rounding, or in the place of ε.
enum TorchReferences {
  static let verifier = Verifier(
    Registry.implementations + [
      entry("torch.optim.NAdam") { json throws(InvalidHyperparameter) in ErasedReference(try NAdam(json: json)) },
      entry("torch.optim.Adamax") { json throws(InvalidHyperparameter) in ErasedReference(try Adamax(json: json)) },
      entry("torch.optim.RMSprop") { json throws(InvalidHyperparameter) in ErasedReference(try RMSprop(json: json)) },
    ])

  private static func entry(
    _ name: String, _ reference: @escaping @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference
  ) -> Implementation {
    Implementation(name: name, evidence: .recordings, reference: reference, kernel: nil, samples: [])
  }

  struct NAdam: Reference {
    let lr, β1, β2, ε, λ, ψ: Double
    let decoupled, maximize: Bool
    let slots: [Slot] = [.m, .v]

    init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json,
        keys: ["lr", "betas", "eps", "weight_decay", "momentum_decay", "decoupled_weight_decay", "maximize"])
      (lr, λ, ψ) = (try given.number("lr"), try given.number("weight_decay"), try given.number("momentum_decay"))
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      (decoupled, maximize) = (try given.flag("decoupled_weight_decay"), try given.flag("maximize"))
    }

    private func μ(_ t: Int) -> Double { β1 * (1 - 0.5 * pow(0.96, Double(t) * ψ)) }

    /// torch keeps the product in a float32: each step rounds μ and the product.
    private func product<C: Scalar>(_ t: Int) -> Coefficient<C> {
      let product = (1...t).reduce(1) { $0 * μ($1) }
      return Coefficient(value: Bounded(value: product, bound: product * (pow(1 + 0x1p-24, 2 * Double(t)) - 1)))
    }

    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let c2 = 1 - β2.power(t)
      let (now, next, μProduct): (K, K, K) = (K(μ(t)), K(μ(t + 1)), product(t))
      let ofGradient = lr * (1 - now) / (1 - μProduct)
      let ofMoment = lr * next / (1 - μProduct * next)
      return [
        Variant { x in
          var g = maximize ? -x.g : x.g
          if self.λ != 0 && decoupled { x.θ = (1 - lr * λ) * x.θ }
          if self.λ != 0 && !decoupled { g = g + λ * x.θ }
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          let denominator = √(x.v / c2) + ε
          x.θ = x.θ - ofGradient * g / denominator
          x.θ = x.θ - ofMoment * x.m / denominator
        }
      ]
    }
  }

  struct Adamax: Reference {
    let lr, β1, β2, ε, λ: Double
    let maximize: Bool
    let slots: [Slot] = [.m, .u]

    init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay", "maximize"])
      (lr, λ) = (try given.number("lr"), try given.number("weight_decay"))
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      maximize = try given.flag("maximize")
    }

    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (β1, β2, ε, λ) = (K(β1), K(β2), K(ε), K(λ))
      let stepSize = K(lr) / (1 - β1.power(t))
      return [
        Variant { x in
          var g = maximize ? -x.g : x.g
          if self.λ != 0 { g = g + λ * x.θ }
          x.m = β1 * x.m + (1 - β1) * g
          x.u = .max(β2 * x.u, .max(g, -g) + ε)
          x.θ = x.θ - stepSize * x.m / x.u
        }
      ]
    }
  }

  struct RMSprop: Reference {
    let lr, α, ε, λ, μ: Double
    let maximize: Bool
    var slots: [Slot] { μ == 0 ? [.v] : [.v, .momentum] }

    init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "alpha", "eps", "weight_decay", "momentum", "maximize"])
      (lr, λ, μ) = (try given.number("lr"), try given.number("weight_decay"), try given.number("momentum"))
      α = try given.number("alpha", .belowOne)
      ε = try given.number("eps", .nonNegative)
      maximize = try given.flag("maximize")
    }

    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, α, ε, λ, μ) = (K(lr), K(α), K(ε), K(λ), K(μ))
      return [
        Variant { x in
          var g = maximize ? -x.g : x.g
          if self.λ != 0 { g = g + λ * x.θ }
          x.v = α * x.v + (1 - α) * (g * g)
          let denominator = √x.v + ε
          if self.μ == 0 {
            x.θ = x.θ - lr * g / denominator
          } else {
            x.momentum = μ * x.momentum + g / denominator
            x.θ = x.θ - lr * x.momentum
          }
        }
      ]
    }
  }
}
