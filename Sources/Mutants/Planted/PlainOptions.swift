import Foundation

/// What a plain kernel must know, read from an implementation's hyperparameters on its own account.
struct PlainOptions {
  enum EpsilonPlace { case insideRoot, beforeCorrection, afterCorrection, insideAndAfter, none }
  enum DecayPlace { case none, gradient, factor, update, afterUpdate }

  var rate = 0.0
  var β1 = 0.0
  var β2 = 0.0
  var ε = 0.0
  var λ = 0.0
  var inverseDecay = 0.0
  var epsilonPlace = EpsilonPlace.none
  var decayPlace = DecayPlace.none
  var corrects = true
  var maximum = false
  var sign: Float = 1
  /// ρt is rectified above it; nil where nothing is rectified.
  var threshold: Double?

  init(_ implementation: String, _ hyperparameters: String) throws {
    guard PlainKernel.implementations.contains(implementation) else {
      throw MutantError(description: "the plain kernel does not know \(implementation)")
    }
    let object = try JSONSerialization.jsonObject(with: Data(hyperparameters.utf8)) as? [String: Any] ?? [:]
    func number(_ names: String...) -> Double { names.lazy.compactMap { object[$0] as? Double }.first ?? 0 }
    func flag(_ name: String) -> Bool { object[name] as? Bool ?? false }

    rate = number("lr", "learning_rate", "alpha")
    let betas = object["betas"] as? [Double] ?? [number("beta1"), number("beta2")]
    (β1, β2) = (betas[0], betas[1])
    ε = number("eps", "epsilon")
    λ = number("weight_decay")
    inverseDecay = number("decay")
    maximum = flag("amsgrad") || implementation == "paper.AMSGrad"
    sign = flag("maximize") ? -1 : 1
    corrects = implementation != "paper.AMSGrad"

    switch implementation {
    case "paper.AMSGrad": epsilonPlace = .none
    case "paper.RAdam": (epsilonPlace, threshold) = (.none, 4)
    case "paper.AdamReformulated": epsilonPlace = .beforeCorrection
    case "torch.optim.RAdam": (epsilonPlace, threshold) = (.beforeCorrection, 5)
    case "kozistr.RAdamOptimizer": (epsilonPlace, threshold) = (.insideRoot, 4)
    default: epsilonPlace = .afterCorrection
    }
    if λ != 0 {
      let isDecoupled = flag("decoupled_weight_decay") || implementation == "torch.optim.AdamW"
      decayPlace = implementation.hasPrefix("kozistr") ? .update : isDecoupled ? .factor : .gradient
    }
  }

  /// Changes the formula as `bug` does, if it is one of the formula.
  mutating func plant(_ bug: Bug?) {
    switch bug {
    case .epsilonElsewhere: epsilonPlace = epsilonPlace == .afterCorrection ? .beforeCorrection : .afterCorrection
    case .epsilonIgnored: epsilonPlace = .none
    case .epsilonTwice: epsilonPlace = .insideAndAfter
    case .epsilonInsideRoot: epsilonPlace = .insideRoot
    case .decayElsewhere where decayPlace != .none: decayPlace = decayPlace == .gradient ? .factor : .gradient
    case .decayAfterUpdate where decayPlace == .factor || decayPlace == .update: decayPlace = .afterUpdate
    case .maximizeIgnored: sign = 1
    case .maximizeTurnsDecay: λ *= Double(sign)
    case .betasSwapped: (β1, β2) = (β2, β1)
    case .thresholdElsewhere: threshold = threshold == 4 ? 5 : 4
    default: break
    }
  }
}
