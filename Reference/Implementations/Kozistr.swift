/// kozistr/RAdam-tensorflow, commit ed889cadf1fd (2019-09-01), `radam.py`.
public enum Kozistr {
  /// `RAdamOptimizer`.
  ///
  /// Departures from Liu et al., Algorithm 2: ε inside the root, after the correction of v; a learning rate that decays
  /// with the inverse of time from the first step, lr / (1 + decay (t − 1)); decoupled weight decay, inside the update.
  ///
  /// Of its options `warmup_proportion` is stored and never read. `amsgrad`, and `exclude_from_weight_decay` together with
  /// `weight_decay`, raise AttributeError there and are refused here, but for the form that was intended. A negative `decay` is ignored. It reads t from the
  /// caller's `global_step`, so t goes on where a parameter has no gradient.
  ///
  /// As published it computes the powers of β, ρt and the decayed rate in Float; 1 − β1, 1 − β2 and ρ∞ are Python floats.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε, decay, λ: Double
    /// In the intended form only.
    public let amsgrad: Bool
    private let exclusions: [Exclusion]

    public var slots: [Slot] { amsgrad ? [.m, .v, .vmax] : [.m, .v] }
    public let countsMissedSteps = true

    public var arrangements: [Arrangement] { λ == 0 ? [.asWritten] : [.asWritten, .decayAsFactor, .decaySubtracted] }

    public init(json: String) throws(InvalidHyperparameter) { try self.init(json, isIntended: false) }

    /// As it is meant: with `amsgrad` the maximum of the uncorrected v, corrected afterwards; and no decay of a variable in whose name any of
    /// the regular expressions of `exclude_from_weight_decay` is found: words, with ^ in front or $ behind where they are given.
    public init(intended json: String) throws(InvalidHyperparameter) { try self.init(json, isIntended: true) }

    private init(_ json: String, isIntended: Bool) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json,
        keys: ["learning_rate", "beta1", "beta2", "epsilon", "decay", "warmup_proportion", "weight_decay", "amsgrad"],
        optional: ["exclude_from_weight_decay"])
      lr = try given.number("learning_rate")
      β1 = try given.number("beta1", .belowOne)
      β2 = try given.number("beta2", .belowOne)
      ε = try given.number("epsilon", .positive)
      decay = try given.number("decay")
      λ = try given.number("weight_decay")
      _ = try given.number("warmup_proportion")
      amsgrad = try given.flag("amsgrad")
      let isExclusionGiven = given.has("exclude_from_weight_decay")
      if isIntended {
        exclusions = try Exclusion.all(isExclusionGiven ? given.texts("exclude_from_weight_decay") : [])
        return
      }
      exclusions = []
      if amsgrad {
        throw InvalidHyperparameter(name: "amsgrad", found: "true", allowed: "false: kozistr.RAdamOptimizer raises with it")
      }
      if λ != 0 && isExclusionGiven {
        throw InvalidHyperparameter(
          name: "exclude_from_weight_decay", found: "set together with weight_decay",
          allowed: "absent: kozistr.RAdamOptimizer raises with both")
      }
    }

    public func excludes(_ parameter: String) -> Bool {
      exclusions.contains { $0.isFound(in: parameter) }
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias Host = Coefficient<Bounded<Double>>
      typealias K = Coefficient<C>
      let (β1, β2, λ, ε) = (Host(β1), Host(β2), Host(λ), Host(ε))
      let lr = decay > 0 ? K(lr) * (1 / (1 + K(decay) * K(t - 1))) : K(lr)
      let β1ᵗ = K(self.β1).power(t)
      let β2ᵗ = K(self.β2).sensitivePower(t)
      let (c1, c2) = (1 - β1ᵗ, 1 - β2ᵗ)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = K(ρInf) - 2 * K(t) * β2ᵗ / c2
      // rt is asked for above the threshold only: there ρt − 4 is positive, on whichever side ρt's value is here.
      let rt = √(.max(ρt - 4, 0) * (ρt - 2) * K(ρInf) / (K((ρInf - 4) * (ρInf - 2)) * ρt)).asShare
      let decays = self.λ != 0

      let moments = { (x: inout Element<S>) in
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.m = β1 * x.m + (1 - β1) * x.g
        if amsgrad { x.vmax = .max(x.vmax, x.v) }
      }
      let move = { (x: inout Element<S>, p: S) in
        switch (decays && !x.isExcluded, arrangement) {
        case (false, _): x.θ = x.θ - lr * p
        case (true, .decayAsFactor): x.θ = (1 - lr * K(λ)) * x.θ - lr * p
        case (true, .decaySubtracted): x.θ = x.θ - lr * (λ * x.θ) - lr * p
        case (true, _): x.θ = x.θ - lr * (p + λ * x.θ)
        }
      }
      return Variant.either(
        ρt.isAbove(4, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          let m̂ = x.m / c1
          let v̂ = (amsgrad ? x.vmax : x.v) / c2
          move(&x, rt * m̂ / √(v̂ + ε))
        },
        below: { x in
          moments(&x)
          move(&x, x.m / c1)
        })
    }
  }
}
