extension Optax {
  /// `optax.lookahead` around another optax optimizer. The parameter is its `fast` one; the slow weights start where that does.
  ///
  /// Departures from Zhang et al., Algorithm 1: the synchronization is a part of every `sync_period`-th step, and both parameters are moved by
  /// an update of their own, so their last bits may differ. With `reset_state` it leaves the inner optimizer as it was before its first step,
  /// step count and all. As published what does not count is multiplied by 0 and not left out: an infinite parameter becomes NaN at any step,
  /// and what is infinite or NaN in the state is not reset.
  public struct Lookahead<Inner: Reference>: Reference {
    public let inner: Inner
    public let period: Int
    public let stepSize: Double
    public let resets, multiplies: Bool

    public var slots: [Slot] { inner.slots + [.slow] }
    public let arrangements: [Arrangement] = [.asWritten, .parameterFromSlow]
    public let countsMissedSteps = true

    /// - Parameters:
    ///   - json: the arguments by name, with those of the inner optimizer.
    ///   - multiplies: whether what does not count is multiplied by 0; otherwise it is left out.
    ///   - inner: makes the inner optimizer of its own hyperparameters, `inner_args`. It must have one arrangement, and an update that does not
    ///     depend on the parameter.
    public init(
      json: String, multiplies: Bool = false, inner: (String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) {
      self.multiplies = multiplies
      let given = try Hyperparameters(json: json, keys: ["inner", "inner_args", "sync_period", "slow_step_size", "reset_state"])
      self.inner = try inner(Hyperparameters.member("inner_args", of: json))
      period = try given.count("sync_period", 1...1 << 53)
      stepSize = try given.number("slow_step_size")
      resets = try given.flag("reset_state")
    }

    public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? θ : 0 }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias Host = Coefficient<Bounded<Double>>
      let α = Host(stepSize)
      let isTime = t % period == 0
      let innerStep = resets ? (t - 1) % period + 1 : t
      let variants: [Variant<S>] = inner.step(t: innerStep, arrangement: .asWritten, schedule: C.self)
      return variants.map { fast in
        Variant(branch: fast.branch) { x in
          // The update alone is what the inner optimizer makes of a parameter of 0.
          let θ = x.θ
          x.θ = 0
          fast.step(&x)
          let u = x.θ
          let difference = θ + u - x.slow
          if isTime {
            x.slow = x.slow + α * difference
            x.θ = arrangement == .parameterFromSlow ? x.slow : θ + (u - (1 - α) * difference)
          } else if multiplies {
            x.slow = x.slow + 0 * difference
            x.θ = θ + (u - 0 * difference)
          } else {
            x.θ = θ + u
          }
          if resets && isTime {
            for slot in inner.slots { x[slot] = multiplies ? 0 * x[slot] : 0 }
          }
        }
      }
    }
  }

  /// `optax.adam`, inside ``Lookahead``.
  ///
  /// Departures from Kingma and Ba, Algorithm 1: `eps_root`, added to v̂; `nesterov`.
  public struct Adam: Reference {
    public let lr, β1, β2, ε, root: Double
    public let nesterov: Bool

    public let slots: [Slot] = [.m, .v]
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
      let (lr, β1, β2) = (Host(lr), Host(β1), Host(β2))
      let c2 = 1 - Coefficient<C>(self.β2).powerBySquaring(t)
      let m̂: (Element<S>) -> S = firstMoment(β1: self.β1, t, nesterov: nesterov, C.self)
      let denominator: (S) -> S = rootOf(root, plus: ε)
      return [
        Variant { x in
          x.m = β1 * x.m + (1 - β1) * x.g
          x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
          x.θ = x.θ - lr * (m̂(x) / denominator(x.v / c2))
        }
      ]
    }
  }

  /// `optax.sgd`, inside ``Lookahead``. The learning rate is outside the velocity. Without `momentum` it keeps none.
  public struct SGD: Reference {
    public let lr: Double
    public let μ: Double?
    public let nesterov: Bool

    public var slots: [Slot] { μ == nil ? [] : [.momentum] }
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["learning_rate", "nesterov"], optional: ["momentum"])
      lr = try given.number("learning_rate")
      μ = given.has("momentum") ? try given.number("momentum") : nil
      nesterov = try given.flag("nesterov")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias Host = Coefficient<Bounded<Double>>
      let lr = Host(lr)
      guard let number = μ else { return [Variant { x in x.θ = x.θ - lr * x.g }] }
      let μ = Host(number)
      return [
        Variant { x in
          x.momentum = μ * x.momentum + x.g
          x.θ = x.θ - lr * (nesterov ? μ * x.momentum + x.g : x.momentum)
        }
      ]
    }
  }
}
