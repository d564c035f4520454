import KernelVerification
import OptimizerKernels

/// The presets of the authors' own code.
enum OriginalPresets {
  static func liuRAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.liyuanLucasLiu(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"),
      degeneratedToSGD: o.flag("degenerated_to_sgd"))
  }

  static func adaBound(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBound.luolc(
      lr: o.number("lr"), betas: o.betas(), finalLR: o.number("final_lr"), gamma: o.number("gamma"), eps: o.number("eps"),
      weightDecay: o.number("weight_decay"), amsbound: o.flag("amsbound"))
  }

  static func adaBoundW(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBound.luolcW(
      lr: o.number("lr"), betas: o.betas(), finalLR: o.number("final_lr"), gamma: o.number("gamma"), eps: o.number("eps"),
      weightDecay: o.number("weight_decay"), amsbound: o.flag("amsbound"))
  }

  static func adaMod(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaMod.lancopku(
      lr: o.number("lr"), betas: o.betas(), beta3: o.number("beta3"), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adaBalance(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBalance.published(
      lr: o.number("lr"), betas: o.betas(), beta3: o.number("beta3"), finalLR: o.number("final_lr"), gamma: o.number("gamma"),
      eps: o.number("eps"), weightDecay: o.number("weight_decay"), amsbound: o.flag("amsbound"))
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.adabeliefPytorch(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"), amsgrad: o.flag("amsgrad"),
      weightDecouple: o.flag("weight_decouple"), fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"),
      degeneratedToSGD: o.flag("degenerated_to_sgd"))
  }

  static func adaBelief005(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.adabeliefPytorch005(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"), amsgrad: o.flag("amsgrad"),
      weightDecouple: o.flag("weight_decouple"), fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"))
  }

  /// kozistr's as it was meant: with the maximum, and the parameters that decay leaves out, which raise there.
  static func kozistrIntended(_ json: String) throws -> any Candidate {
    let o = try PresetOptions(json)
    func rule(weightDecay: Double) throws -> RuleCandidate {
      RuleCandidate(
        try RAdam.kozistr(
          learningRate: o.number("learning_rate"), beta1: o.number("beta1"), beta2: o.number("beta2"), epsilon: o.number("epsilon"),
          decay: max(o.number("decay"), 0), weightDecay: weightDecay, amsgrad: o.flag("amsgrad")))
    }
    return try NamedRuleCandidate(
      rule(weightDecay: o.number("weight_decay")), without: rule(weightDecay: 0), for: o.textsIfPresent("exclude_from_weight_decay"))
  }
}
