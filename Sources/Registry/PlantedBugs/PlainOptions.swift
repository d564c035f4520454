import Foundation

/// What a plain kernel must know, read from an implementation's hyperparameters on its own account.
struct PlainOptions {
  enum EpsilonPlace { case insideRoot, beforeCorrection, afterCorrection, none }
  enum DecayPlace { case none, gradient, factor, update }

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
  /// 1 − β2 as the kernel uses it.
  var oneMinusβ2 = 0.0

  init(_ implementation: String, _ hyperparameters: String, bug: Bug?) throws {
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
    oneMinusβ2 = bug == .floatOneMinusBeta2 ? Double(1 - Float(β2)) : 1 - β2
    if bug == .epsilonElsewhere { epsilonPlace = epsilonPlace == .afterCorrection ? .beforeCorrection : .afterCorrection }
    if bug == .thresholdElsewhere { threshold = threshold == 4 ? 5 : 4 }
  }
}
