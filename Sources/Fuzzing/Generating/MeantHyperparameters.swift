/// What hyperparameters mean, read off their text: a hundred times as fast as an implementation's own dialect, which a test holds it to.
struct MeantHyperparameters {
  /// Nil where there is none; of several, the first.
  private(set) var rate, β1, β2, ε, γ, threshold: Double?
  private(set) var (weightDecay, rateDecay) = (0.0, 0.0)
  /// Nil where no flag says it.
  private(set) var isDecoupled: Bool?
  private(set) var (keepsMaximum, maximizes) = (false, false)

  init(_ json: String) {
    let text = HyperparameterText(json)
    var momentum: Double?
    for (leaf, meaning) in zip(text.leaves, HyperparameterMeaning.all(in: text)) {
      switch leaf.kind {
      case .flag(let flag): note(flag, leaf.key)
      case .number(let number):
        switch meaning {
        case .rate: rate = rate ?? number
        case .β1: β1 = β1 ?? number
        case .β2: β2 = β2 ?? number
        case .ε: ε = ε ?? number
        case .γ: γ = γ ?? number
        case .threshold: threshold = threshold ?? number
        case .weightDecay: weightDecay = number
        case .rateDecay: rateDecay = number
        case .otherDecay where leaf.key == "momentum" || leaf.key == "mu": momentum = momentum ?? number
        case _: break
        }
      }
    }
    β1 = β1 ?? momentum
  }

  private mutating func note(_ flag: Bool, _ key: String) {
    switch key {
    case "decoupled_weight_decay", "weight_decouple": isDecoupled = flag
    case "amsgrad", "amsbound", "ams_bound": keepsMaximum = flag
    case "maximize": maximizes = flag
    case _: break
    }
  }
}
