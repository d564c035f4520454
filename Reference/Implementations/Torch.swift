/// PyTorch's `torch.optim`, version 2.15.0, `torch/optim/adam.py`, `adamw.py` and `radam.py`.
///
/// The step counts per parameter: a parameter without a gradient is skipped and its t stays. β1ᵗ, β2ᵗ, ρt and what is
/// made of them are Python floats (the `capturable` path, which computes them as Float tensors, is not this).
/// The first moment is published as `lerp_`, m + (1 − β1)(g − m), from the nearer end; it is written here in its usual form, and
/// a check that fails is made again with bounds that hold for both (``Interpolating``).
public enum Torch {
  /// `torch.optim.Adam`, and `torch.optim.AdamW`, which is Adam with `decoupled_weight_decay`.
  ///
  /// Departures from Kingma and Ba, Algorithm 1: weight decay (of either kind), `maximize`, and `amsgrad`, which takes the
  /// maximum of the uncorrected v and corrects it afterwards. With ε = 0 and g = 0 from a fresh state the update is NaN.
  public struct Adam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let amsgrad, maximize, decoupled: Bool

    public var slots: [Slot] { amsgrad ? [.m, .v, .vmax] : [.m, .v] }

    public var arrangements: [Arrangement] { decoupled && λ != 0 ? [.asWritten, .decayInUpdate, .decaySubtracted] : [.asWritten] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["lr", "betas", "eps", "weight_decay", "amsgrad", "maximize", "decoupled_weight_decay"])
      try self.init(given, decoupled: given.flag("decoupled_weight_decay"))
    }

    /// `torch.optim.AdamW`.
    public init(adamW json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay", "amsgrad", "maximize"])
      try self.init(given, decoupled: true)
    }

    private init(_ given: Hyperparameters, decoupled: Bool) throws(InvalidHyperparameter) {
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
      amsgrad = try given.flag("amsgrad")
      maximize = try given.flag("maximize")
      self.decoupled = decoupled
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let stepSize = lr / c1
      let (l2, before, inUpdate) = decayPlaces(λ: self.λ, decoupled: decoupled, arrangement)
      let subtracts = arrangement == .decaySubtracted
      return [
        Variant { x in
          let θ = x.θ
          var g = maximize ? -x.g : x.g
          if l2 { g = g + λ * θ }
          if before { x.θ = subtracts ? θ - lr * λ * θ : (1 - lr * λ) * θ }
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          if amsgrad { x.vmax = .max(x.vmax, x.v) }
          let denominator = √(amsgrad ? x.vmax : x.v) / √c2 + ε
          let update = stepSize * x.m / denominator
          x.θ = x.θ - (inUpdate ? update + lr * λ * θ : update)
        }
      ]
    }
  }

  /// `torch.optim.RAdam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt > 5; an ε, added to √v before its correction; weight decay
  /// (added to the gradient, or decoupled) and `maximize`.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decoupled, maximize: Bool

    public let slots: [Slot] = [.m, .v]

    public var arrangements: [Arrangement] { decoupled && λ != 0 ? [.asWritten, .decayInUpdate, .decaySubtracted] : [.asWritten] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["lr", "betas", "eps", "weight_decay", "decoupled_weight_decay", "maximize"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
      decoupled = try given.flag("decoupled_weight_decay")
      maximize = try given.flag("maximize")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      let rect = √((ρt - 4) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).asShare
      let (l2, before, inUpdate) = decayPlaces(λ: self.λ, decoupled: decoupled, arrangement)
      let subtracts = arrangement == .decaySubtracted

      let moments = { (x: inout Element<S>) in
        var g = maximize ? -x.g : x.g
        if l2 { g = g + λ * x.θ }
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (1 - β2) * (g * g)
      }
      let move = { (x: inout Element<S>, update: S) in
        let θ = x.θ
        if before { x.θ = subtracts ? θ - lr * λ * θ : (1 - lr * λ) * θ }
        x.θ = x.θ - (inUpdate ? update + lr * λ * θ : update)
      }
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          let m̂ = x.m / c1
          let adaptive = √c2 / (√x.v + ε)
          let update = lr * m̂ * adaptive
          move(&x, rect * update)
        },
        below: { x in
          moments(&x)
          let m̂ = x.m / c1
          move(&x, lr * m̂)
        })
    }
  }

  /// Where λ goes: into the gradient, as a factor of θ, or (another arrangement of the factor) into the update.
  @inlinable static func decayPlaces(
    λ: Double, decoupled: Bool, _ arrangement: Arrangement
  ) -> (l2: Bool, before: Bool, inUpdate: Bool) {
    if λ == 0 { return (false, false, false) }
    if !decoupled { return (true, false, false) }
    return (false, arrangement != .decayInUpdate, arrangement == .decayInUpdate)
  }
}
