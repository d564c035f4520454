import Foundation

/// An implementation's hyperparameters by the names that any of them uses. A mutation reads them on its own account.
struct MutantOptions: Sendable {
  let rate, β1, β2, β3, ε, decay, inverseDecay, dampening, momentum, finalRate, γ: Double
  /// Lookahead's k and a; 1 and 0 where there are none.
  let period: Int
  let pull: Double
  /// Steps of a warm-up; 0 where there are none.
  let warmup: Double
  let clipValue, clipNorm, globalNorm: Double?
  let maximum, nesterov, centresConvolutionsOnly: Bool
  /// The inner optimizer of a wrapper, and its hyperparameters.
  let inner: (name: String, json: String)?

  init(_ json: String) {
    let object = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any] ?? [:]
    func optional(_ names: [String]) -> Double? { names.lazy.compactMap { object[$0] as? Double }.first }
    func number(_ names: String...) -> Double { optional(names) ?? 0 }
    func flag(_ names: String...) -> Bool { names.contains { object[$0] as? Bool ?? false } }
    let betas = object["betas"] as? [Double] ?? []
    rate = number("lr", "learning_rate", "learningRate", "alpha", "eta", "epsilon")
    β1 = betas.first ?? number("beta1", "beta_1", "b1")
    β2 = betas.count > 1 ? betas[1] : number("beta2", "beta_2", "b2")
    β3 = betas.count > 2 ? betas[2] : number("beta3")
    ε = number("eps", "epsilon", "delta")
    decay = number("weight_decay", "lambda")
    inverseDecay = number("decay", "lr_decay")
    dampening = number("dampening")
    momentum = number("momentum", "mu")
    finalRate = number("final_lr", "alpha_star")
    γ = number("gamma")
    warmup = number("warmup")
    period = Int(number("k", "sync_period", "la_steps"))
    pull = optional(["slow_step_size", "la_alpha", "alpha"]) ?? 0
    clipValue = object["clipvalue"] as? Double
    clipNorm = object["clipnorm"] as? Double
    globalNorm = object["global_clipnorm"] as? Double
    maximum = flag("amsgrad", "ams_bound", "amsbound")
    nesterov = flag("nesterov")
    centresConvolutionsOnly = flag("gc_conv_only")
    if let name = object["inner"] as? String, let arguments = object["inner_args"],
      let data = try? JSONSerialization.data(withJSONObject: arguments, options: .sortedKeys)
    {
      inner = (name, String(decoding: data, as: UTF8.self))
    } else {
      inner = nil
    }
  }

  /// 1 − βᵗ.
  func complement(_ β: Double, _ t: Int) -> Double { 1 - pow(β, Double(t)) }
}
