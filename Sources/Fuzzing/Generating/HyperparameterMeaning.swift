/// What a number among hyperparameters means, by the key that libraries have for it.
enum HyperparameterMeaning {
  case rate, β1, β2, ε, weightDecay, rateDecay
  /// The share of itself that a third average keeps, or a velocity.
  case otherDecay
  /// How fast the bounds of AdaBound close.
  case γ
  /// The rate that they close on.
  case finalRate
  /// What ρt is compared with.
  case threshold
  /// Steps between two synchronisations of Lookahead.
  case period
  /// From 0 to 1.
  case share
  /// What is added somewhere else, or stood in the sum before the first step.
  case otherε

  /// The meanings of all leaves of a text, in order.
  static func all(in text: HyperparameterText) -> [HyperparameterMeaning?] {
    let wrapsAnother = text.leaves.contains { ["k", "la_steps", "sync_period"].contains($0.key) }
    let isMomentum = text.leaves.contains { $0.key == "mu" }
    let isRMSProp = text.leaves.contains { $0.key == "centered" }
    return text.leaves.map {
      HyperparameterMeaning($0, wrapsAnother: wrapsAnother, isMomentum: isMomentum, isRMSProp: isRMSProp)
    }
  }

  /// Nil for a key that nothing is drawn for: what it has stays.
  private init?(_ leaf: HyperparameterText.Leaf, wrapsAnother: Bool, isMomentum: Bool, isRMSProp: Bool) {
    switch leaf.key {
    case "lr", "learning_rate", "learningRate", "initial_learning_rate": self = .rate
    // Lookahead's share, where it is not the rate of the papers.
    case "alpha" where wrapsAnother && leaf.depth == 1: self = .share
    // RMSProp's: what the average of squares keeps.
    case "alpha" where isRMSProp: self = .otherDecay
    case "alpha" where leaf.depth == 1 || wrapsAnother: self = .rate
    case "eta": self = .rate
    case "betas": self = leaf.index == 0 ? .β1 : leaf.index == 1 ? .β2 : .otherDecay
    case "beta1", "beta_1", "b1": self = .β1
    case "beta2", "beta_2", "b2": self = .β2
    case "beta3", "momentum", "mu": self = .otherDecay
    // The rate of the paper on momentum is called ε.
    case "epsilon" where isMomentum: self = .rate
    case "eps", "epsilon", "delta": self = .ε
    case "eps_root", "initial_accumulator_value": self = .otherε
    case "weight_decay", "weightDecay", "lambda": self = .weightDecay
    case "decay", "lr_decay": self = .rateDecay
    case "gamma": self = .γ
    case "final_lr", "alpha_star": self = .finalRate
    case "threshold", "sma_threshold", "n_sma_threshold", "N_sma_threshhold": self = .threshold
    case "k", "la_steps", "sync_period": self = .period
    case "slow_step_size", "la_alpha", "dampening": self = .share
    case _: return nil
    }
  }

  /// A value of that kind, with the edges more often than chance would have them.
  func draw(_ draws: inout Draws) -> Double {
    switch self {
    case .rate, .finalRate:
      switch draws.below(16) {
      case 0: return self == .rate ? 0 : 1e-3
      // As small as kernels take it, where updates are subnormal.
      case 1: return self == .rate ? Double(Float(bitPattern: UInt32(1 + draws.below(26)) << 23 | UInt32(draws.below(1 << 23)))) : 1e-3
      case 2: return 100 * (1 + 9 * draws.unit())
      case 3: return draws.decades(-37, -5)
      case 4, 5, 6: return 1e-3
      case _: return draws.decades(-5, 1)
      }
    case .β1, .β2, .otherDecay: return decay(&draws)
    case .ε, .otherε:
      switch draws.below(16) {
      case 0, 1: return 0
      case 2, 3: return 1e-16
      case 4: return 1
      case 5: return draws.decades(-37, -20)
      case 6, 7, 8, 9: return draws.pick([1e-8, 1e-7, 1e-3])
      case _: return draws.decades(-20, 0)
      }
    case .weightDecay:
      switch draws.below(8) {
      case 0, 1, 2: return 0
      case 3: return draws.decades(-20, -10)
      case 4: return 1 + 4 * draws.unit()
      case 5: return 0.01
      case _: return draws.decades(-4, 0)
      }
    case .rateDecay: return draws.isOne(in: 2) ? 0 : draws.decades(-4, 0)
    // Most take it up to 1 without 1 itself.
    case .γ: return draws.isOne(in: 4) ? (draws.isOne(in: 4) ? 1 : 1 - 1 / Double(1 << draws.within(4...24))) : draws.decades(-4, 0)
    case .threshold: return draws.pick([3, 4, 4, 4.5, 5, 5, 5, 6, 6.5])
    case .period: return Double(draws.within(1...8))
    case .share: return draws.pick([0, 0.3, 0.5, 0.5, 0.8, 1])
    }
  }

  private func decay(_ draws: inout Draws) -> Double {
    switch draws.below(8) {
    case 0: return 0
    case 1: return 1 / Double(1 << draws.within(1...24))
    case 2: return 1 - 1 / Double(1 << draws.within(1...26))
    // With β2 so small no step is ever rectified.
    case 3: return 0.6 * draws.unit()
    case 4: return self == .β2 ? 0.999 : 0.9
    case _: return 1 - draws.decades(-6, -1)
    }
  }
}
