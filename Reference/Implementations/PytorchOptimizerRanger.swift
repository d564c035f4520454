extension PytorchOptimizer {
  /// `Ranger`: RAdam, gradients centred, and Lookahead.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ `n_sma_threshold`; an ε, added to √v before its correction; weight decay;
  /// `maximize`. Below the threshold, without `degenerated_to_sgd` (its default), it goes uphill: the step's size is −lr/c1, which RAdam takes as
  /// a sign to keep still, and which is not asked for here.
  ///
  /// With `use_gc` each row of a gradient of more than one axis (`gc_conv_only`: of more than three) loses its mean. Every `k` steps the slow
  /// weights, which start where the parameter is at its first gradient, go `alpha` of the way to θ, and θ is set to them.
  public struct Ranger: Reference {
    public let common: Common
    public let k: Int
    public let threshold, alpha: Double
    public let degenerates: Bool
    /// A gradient of more axes than this is centred; nil where none is.
    public let centredAbove: Int?

    public let slots: [Slot] = [.m, .v, .slow]
    public let countsMissedSteps = true
    public var arrangements: [Arrangement] { common.arrangements }
    public var preparesGradients: Bool { centredAbove != nil }

    public init(json: String) throws(InvalidHyperparameter) {
      let (given, common) = try Common.read(
        json, own: ["n_sma_threshold", "degenerated_to_sgd", "alpha", "k", "use_gc", "gc_conv_only"])
      self.common = common
      threshold = try PytorchOptimizer.threshold(given)
      degenerates = try given.flag("degenerated_to_sgd")
      alpha = try given.number("alpha", .nonNegative)
      if alpha > 1 { throw InvalidHyperparameter(name: "alpha", found: "\(alpha)", allowed: "at least 0 and at most 1") }
      k = try given.count("k", 1...(1 << 53))
      let (centres, isForKernels) = (try given.flag("use_gc"), try given.flag("gc_conv_only"))
      centredAbove = centres ? (isForKernels ? 3 : 1) : nil
    }

    public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? θ : 0 }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) {
      guard let centredAbove else { return }
      for i in gradients.indices where gradients[i].shape.count > centredAbove { gradients[i].centre() }
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (β1, β2, ε, α) = (K(common.β1), K(common.β2), K(common.ε), K(alpha))
      let decay = WeightDecay(λ: common.λ, common.decay, lr: K(common.lr), arrangement)
      let step = PytorchOptimizerStep<C>(common, threshold: threshold, t: t)
      let (above, below) = (step.above, degenerates ? step.below : 0 - step.below)
      let (maximize, synchronises) = (common.maximize, t % k == 0)

      let moments = { (x: inout Element<S>) in
        let g = decay.gradient(maximize ? -x.g : x.g, x.θ)
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (1 - β2) * (g * g)
      }
      let move = { (x: inout Element<S>, update: S) in
        x.θ = decay.move(x.θ, by: update)
        if synchronises {
          x.slow = (1 - α) * x.slow + α * x.θ
          x.θ = x.slow
        }
      }
      return Variant.either(
        step.isRectified,
        above: { x in
          moments(&x)
          move(&x, above * x.m / (√x.v + ε))
        },
        below: { x in
          moments(&x)
          move(&x, below * x.m)
        })
    }
  }
}

extension Gradient {
  /// Takes from each row, a slice of the first axis, its mean.
  mutating func centre() {
    guard let rows = shape.first, rows > 0 else { return }
    let length = values.count / rows
    guard length > 0 else { return }
    for row in 0..<rows {
      let slice = row * length..<(row + 1) * length
      let mean = S.sum(Array(values[slice])) / S(value: Double(length), bound: 0)
      for i in slice { values[i] = values[i] - mean }
    }
  }
}
