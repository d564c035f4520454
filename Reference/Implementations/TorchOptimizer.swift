/// jettify/pytorch-optimizer, version 0.3.0 of the package `torch_optimizer`, `torch_optimizer/radam.py`, `adabound.py` and `adamod.py`.
public enum TorchOptimizer {
  /// `torch_optimizer.RAdam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ 5; an ε, added to √v before its correction; decoupled weight decay, taken
  /// from θ before the update, below the threshold too.
  ///
  /// It computes in Float32 whatever it is given. Groups of parameters with the same `betas` share what it computes once a step, the learning rate
  /// in it: a second group moves by the first one's.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε, λ: Double
    /// The learning rate of the first group of parameters with these betas.
    public let firstRate: Double

    public let slots: [Slot] = [.m, .v]

    public var arrangements: [Arrangement] { .ofDecay(λ, asWritten: .decaySubtracted) }

    public init(json: String) throws(InvalidHyperparameter) { try self.init(json: json, firstRate: nil) }

    /// - Parameters:
    ///   - json: the arguments by name.
    ///   - firstRate: that of the first group of parameters with these betas; nil where this is the first, or all have the same.
    public init(json: String, firstRate: Double?) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay"])
      let lr = try given.number("lr", .positive)
      self.lr = lr
      self.firstRate = firstRate ?? lr
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, firstRate, β1, β2, ε) = (K(lr), K(firstRate), K(β1), K(β2), K(ε))
      let decay = λ == 0 ? nil : K(λ) * lr
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      // Asked for above the threshold only.
      let rt = √(c2 * (ρt - 4) / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare

      let moments = { (x: inout Element<S>) in
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.m = β1 * x.m + (1 - β1) * x.g
      }
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          let stepSize = firstRate * rt / c1
          x.descend(by: stepSize * x.m / (√x.v + ε), decay: decay, arrangement, asWritten: .decaySubtracted)
        },
        below: { x in
          moments(&x)
          let stepSize = firstRate / c1
          x.descend(by: stepSize * x.m, decay: decay, arrangement, asWritten: .decaySubtracted)
        })
    }
  }

  /// `torch_optimizer.AdaBound`: Luolc's, which it copies, but lr = 0 and a negative weight decay are refused.
  public static func adaBound(json: String) throws(InvalidHyperparameter) -> Luolc.AdaBound {
    let copied = try Luolc.AdaBound(json: json)
    guard copied.λ >= 0 else { throw InvalidHyperparameter(name: "weight_decay", found: "\(copied.λ)", allowed: "at least 0 and finite") }
    return copied
  }

  /// `torch_optimizer.AdaMod`: lancopku's, which it copies, but lr = 0 and a negative weight decay are refused.
  public static func adaMod(json: String) throws(InvalidHyperparameter) -> Lancopku.AdaMod {
    let copied = try Lancopku.AdaMod(json: json)
    guard copied.lr > 0 else { throw InvalidHyperparameter(name: "lr", found: "\(copied.lr)", allowed: "above 0 and finite") }
    guard copied.λ >= 0 else { throw InvalidHyperparameter(name: "weight_decay", found: "\(copied.λ)", allowed: "at least 0 and finite") }
    return copied
  }
}
