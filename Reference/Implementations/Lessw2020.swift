/// lessw2020/Ranger-Deep-Learning-Optimizer, commit c82a304a68ac (2021-05-03), `ranger/ranger.py`.
public enum Lessw2020 {
  /// `Ranger`: RAdam, with Lookahead around it and centralised gradients.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt > `N_sma_threshhold`; an ε, added to √v before its correction; decoupled weight
  /// decay, taken from θ before the update. A threshold below 4 may have it take the root of a negative number, which raises an error there.
  /// From Zhang et al., Algorithm 1: none; the slow weights are the parameters before their first gradient.
  ///
  /// Of a gradient with more than one axis (three with `gc_conv_only`) the mean over all axes but the first is subtracted. `use_gc` is
  /// only printed: the gradient is centralised without it too.
  ///
  /// It computes in Float32 whatever it is given. What it computes once a step is kept by t alone, for all groups of parameters: a later group
  /// with other `betas` moves by the first group's corrections and rt.
  public struct Ranger: Reference {
    public let lr, α, threshold, β1, β2, ε, λ: Double
    public let k: Int
    public let gcConvOnly: Bool
    /// The betas of the first group of parameters, where that is another.
    public let first: (β1: Double, β2: Double)

    public let slots: [Slot] = [.m, .v, .slow]
    public let preparesGradients = true

    public var arrangements: [Arrangement] { .ofDecay(λ, asWritten: .decaySubtracted) }

    /// - Parameters:
    ///   - json: the arguments by name.
    ///   - firstBetas: those of the first group of parameters; nil where this is the first, or all have the same.
    public init(json: String, firstBetas: (Double, Double)? = nil) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["lr", "alpha", "k", "N_sma_threshhold", "betas", "eps", "weight_decay", "use_gc", "gc_conv_only"])
      lr = try given.number("lr", .positive)
      α = try given.number("alpha", .nonNegative)
      guard α <= 1 else { throw InvalidHyperparameter(name: "alpha", found: "\(α)", allowed: "from 0 to 1") }
      k = try given.count("k", 1...Int(Int32.max))
      threshold = try given.number("N_sma_threshhold")
      let betas = try given.pair("betas", .belowOne)
      (β1, β2) = betas
      first = firstBetas ?? betas
      ε = try given.number("eps", .positive)
      λ = try given.number("weight_decay")
      _ = try given.flag("use_gc")
      gcConvOnly = try given.flag("gc_conv_only")
    }

    public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? θ : 0 }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) {
      for index in gradients.indices where gradients[index].shape.count > (gcConvOnly ? 3 : 1) {
        let length = gradients[index].values.count / max(gradients[index].shape[0], 1)
        for start in stride(from: 0, to: gradients[index].values.count, by: max(length, 1)) {
          let row = start..<start + length
          let mean = S.sum(Array(gradients[index].values[row])) / Coefficient<Bounded<Double>>(length)
          for i in row { gradients[index].values[i] = gradients[index].values[i] - mean }
        }
      }
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, α, β1, β2, ε) = (K(lr), K(α), K(β1), K(β2), K(ε))
      let decay = λ == 0 ? nil : K(λ) * lr
      let (firstβ1, firstβ2) = (K(first.β1), K(first.β2))
      let c1 = 1 - firstβ1.power(t)
      let c2 = 1 - firstβ2.power(t)
      let ρInf = 2 / (1 - firstβ2) - 1
      let ρt = ρInf - 2 * K(t) * firstβ2.power(t) / c2
      // rt is asked for above the threshold only: there, from 4 on, ρt − 4 is positive, on whichever side ρt's value is here.
      let excess = threshold >= 4 ? K.max(ρt - 4, 0) : ρt - 4
      let rt = √(c2 * excess / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare
      let isSynchronised = t % k == 0

      let moments = { (x: inout Element<S>) in
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.m = β1 * x.m + (1 - β1) * x.g
      }
      let lookahead = { (x: inout Element<S>) in
        guard isSynchronised else { return }
        x.slow = x.slow + α * (x.θ - x.slow)
        x.θ = x.slow
      }
      return Variant.either(
        ρt.isAbove(threshold, ρInf: ρInf, β2: first.β2, t: t),
        above: { x in
          moments(&x)
          let stepSize = rt / c1
          x.descend(by: stepSize * lr * x.m / (√x.v + ε), decay: decay, arrangement, asWritten: .decaySubtracted)
          lookahead(&x)
        },
        below: { x in
          moments(&x)
          let stepSize = 1 / c1
          x.descend(by: stepSize * lr * x.m, decay: decay, arrangement, asWritten: .decaySubtracted)
          lookahead(&x)
        })
    }
  }
}
