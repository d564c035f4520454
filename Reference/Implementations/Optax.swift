/// optax, version 0.2.8, `optax/_src/alias.py`, `transform.py` and `lookahead.py`, run by JAX 0.10.2.
///
/// 1 − β and ρ∞ are Python floats. The powers of β are JAX numbers: Float32 unless 64-bit types are on, and with them 1 − βᵗ, ρt and rt. XLA makes them
/// of squares of squares.
/// There is one step count for all parameters. Nothing is validated but Lookahead's period.
public enum Optax {
  /// `optax.radam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ `threshold`, 5 unless it is given; ε added to √v̂, and `eps_root` to v̂; `nesterov`.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε, root, threshold: Double
    public let nesterov: Bool

    public let slots: [Slot] = [.m, .v]
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["learning_rate", "b1", "b2", "eps", "eps_root", "threshold", "nesterov"])
      lr = try given.number("learning_rate")
      β1 = try given.number("b1", .belowOne)
      β2 = try given.number("b2", .belowOne)
      ε = try given.number("eps", .nonNegative)
      root = try given.number("eps_root", .nonNegative)
      threshold = try given.number("threshold")
      nesterov = try given.flag("nesterov")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias Host = Coefficient<Bounded<Double>>
      typealias K = Coefficient<C>
      let (lr, β1, β2) = (Host(lr), Host(β1), Host(β2))
      let β2ᵗ = K(self.β2).powerBySquaring(t)
      let c2 = 1 - β2ᵗ
      let ρInf = 2 / (1 - β2) - 1
      let ρt = K(ρInf) - 2 * K(t) * β2ᵗ / c2
      // At a threshold of 4 or more rt is asked for only where ρt − 4 is positive, on whichever side its value is here.
      let isShare = threshold >= 4
      let excess = isShare ? .max(ρt - 4, 0) : ρt - 4
      let root = √(excess * (ρt - 2) * K(ρInf) / (K((ρInf - 4) * (ρInf - 2)) * ρt))
      let rt = isShare ? root.asShare : root
      let m̂: (Element<S>) -> S = firstMoment(β1: self.β1, t, nesterov: nesterov, C.self)
      let denominator: (S) -> S = rootOf(self.root, plus: ε)

      let moments = { (x: inout Element<S>) in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
      }
      let steps = Variant<S>.either(
        ρt.isAtLeast(threshold, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          let v̂ = x.v / c2
          x.θ = x.θ - lr * (rt * m̂(x) / denominator(v̂))
        },
        below: { x in
          moments(&x)
          x.θ = x.θ - lr * m̂(x)
        })
      guard !isShare, ρt.leavesRootOpen(ρInf: ρInf, β2: self.β2, t: t) else { return steps }
      return steps + [
        Variant(branch: "the root of a negative number") { x in
          moments(&x)
          x.θ = S(constant: .nan, bound: 0)
        }
      ]
    }
  }

  /// `optax.amsgrad`.
  ///
  /// Departures from Reddi et al., Algorithm 2: m is corrected unless `bias_correction_mu` is false; the maximum is that of the corrected v̂ unless
  /// `bias_correction_nu` is false, and then that of v, which is never corrected; ε added to the root, and `eps_root` inside.
  public struct AMSGrad: Reference {
    public let lr, β1, β2, ε, root: Double
    public let correctsM, correctsV: Bool

    public let slots: [Slot] = [.m, .v, .vmax]
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["learning_rate", "b1", "b2", "eps", "eps_root", "bias_correction_mu", "bias_correction_nu"])
      lr = try given.number("learning_rate")
      β1 = try given.number("b1", .belowOne)
      β2 = try given.number("b2", .belowOne)
      ε = try given.number("eps", .nonNegative)
      root = try given.number("eps_root", .nonNegative)
      correctsM = try given.flag("bias_correction_mu")
      correctsV = try given.flag("bias_correction_nu")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias Host = Coefficient<Bounded<Double>>
      let (lr, β1, β2) = (Host(lr), Host(β1), Host(β2))
      let c1 = 1 - Coefficient<C>(self.β1).powerBySquaring(t)
      let c2 = 1 - Coefficient<C>(self.β2).powerBySquaring(t)
      let denominator: (S) -> S = rootOf(root, plus: ε)
      return [
        Variant { x in
          x.m = β1 * x.m + (1 - β1) * x.g
          x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
          x.vmax = .max(x.vmax, correctsV ? x.v / c2 : x.v)
          x.θ = x.θ - lr * ((correctsM ? x.m / c1 : x.m) / denominator(x.vmax))
        }
      ]
    }
  }

  /// `optax.adabelief`.
  ///
  /// Departures from Zhuang et al., Algorithm 2: what is added to s, which keeps it, at every step is `eps_root`, and ε is added to √ŝ; `nesterov`.
  public struct AdaBelief: Reference {
    public let lr, β1, β2, ε, root: Double
    public let nesterov: Bool

    public let slots: [Slot] = [.m, .s]
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["learning_rate", "b1", "b2", "eps", "eps_root", "nesterov"])
      lr = try given.number("learning_rate")
      β1 = try given.number("b1", .belowOne)
      β2 = try given.number("b2", .belowOne)
      ε = try given.number("eps", .nonNegative)
      root = try given.number("eps_root", .nonNegative)
      nesterov = try given.flag("nesterov")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias Host = Coefficient<Bounded<Double>>
      let (lr, β1, β2, root) = (Host(lr), Host(β1), Host(β2), Host(root))
      let c2 = 1 - Coefficient<C>(self.β2).powerBySquaring(t)
      let m̂: (Element<S>) -> S = firstMoment(β1: self.β1, t, nesterov: nesterov, C.self)
      let denominator: (S) -> S = rootOf(0, plus: ε)
      return [
        Variant { x in
          x.m = β1 * x.m + (1 - β1) * x.g
          let d = x.g - x.m
          x.s = β2 * x.s + (1 - β2) * (d * d) + root
          x.θ = x.θ - lr * (m̂(x) / denominator(x.s / c2))
        }
      ]
    }
  }

  /// m̂, or with `nesterov` what Dozat puts in its place: the moment of the step to come, β1 m/(1 − β1ᵗ⁺¹) + (1 − β1) g/(1 − β1ᵗ).
  @inlinable static func firstMoment<C: Scalar, S: Scalar>(
    β1: Double, _ t: Int, nesterov: Bool, _ schedule: C.Type
  ) -> (Element<S>) -> S {
    let host = Coefficient<Bounded<Double>>(β1)
    let (c1, next) = (1 - Coefficient<C>(β1).powerBySquaring(t), 1 - Coefficient<C>(β1).powerBySquaring(t + 1))
    return { x in nesterov ? host * (x.m / next) + (1 - host) * (x.g / c1) : x.m / c1 }
  }

  /// √(v + `root`) + ε.
  @inlinable static func rootOf<S: Scalar>(_ root: Double, plus ε: Double) -> (S) -> S {
    let (inside, outside) = (Coefficient<Bounded<Double>>(root), Coefficient<Bounded<Double>>(ε))
    return { v in √(root == 0 ? v : v + inside) + outside }
  }
}
