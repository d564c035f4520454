/// ChanLumerico/lucid, version 3.8.0, commit 6cbbdb8a030e (2026-08-22): the Python classes of `lucid/optim` over the engine `lucid/_C/optim`,
/// as it runs on a CPU.
///
/// c1, c2, ρt and what is made of them are C++ doubles, each rounded to the elements' type before it meets one. t is one for all parameters of a
/// group: it goes on where the group's first parameter has a gradient, which is taken for granted here. (Without one at the first step c1 = 0
/// for all others.) Where weight decay is not decoupled it is added to the gradient. None of this can be run without Metal and MLX: it is
/// transcribed from the source alone.
public enum Lucid {
  /// `lucid.optim.Adam` and `lucid.optim.AdamW`.
  ///
  /// Departures from Kingma and Ba, Algorithm 1: weight decay; in AdamW subtracted from θ, lr λθ, before the moments. `amsgrad` is taken and
  /// dropped: the wrapper does not hand it to the engine, which would refuse it.
  public struct Adam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decoupled: Bool

    public let slots: [Slot] = [.m, .v]
    public let countsMissedSteps = true
    /// On a GPU the decay is a factor.
    public var arrangements: [Arrangement] { decoupled && λ != 0 ? [.asWritten, .decayAsFactor, .decayInUpdate] : [.asWritten] }

    public init(json: String) throws(InvalidHyperparameter) { try self.init(json, decoupled: false) }

    /// `lucid.optim.AdamW`.
    public init(adamW json: String) throws(InvalidHyperparameter) { try self.init(json, decoupled: true) }

    private init(_ json: String, decoupled: Bool) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay", "amsgrad"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
      _ = try given.flag("amsgrad")
      self.decoupled = decoupled
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let factor = 1 - lr * λ
      let invC1 = 1 / (1 - β1.power(t))
      let invC2 = 1 / (1 - β2.power(t))
      let decays = self.λ != 0
      return [
        Variant { x in
          let θ = x.θ
          var g = x.g
          switch (decays, decoupled, arrangement) {
          case (false, _, _), (true, true, .decayInUpdate): break
          case (true, true, .decayAsFactor): x.θ = factor * θ
          case (true, true, _): x.θ = θ - lr * (λ * θ)
          case (true, false, _): g = g + λ * θ
          }
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * g * g
          let m̂ = invC1 * x.m
          let v̂ = invC2 * x.v
          let update = lr * m̂ / (√v̂ + ε)
          x.θ = x.θ - (decays && decoupled && arrangement == .decayInUpdate ? update + lr * (λ * θ) : update)
        }
      ]
    }
  }

  /// The hyperparameters that most of them have, none of which its constructors look at.
  static func common(_ json: String) throws(InvalidHyperparameter) -> Hyperparameters {
    try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay"])
  }
}
