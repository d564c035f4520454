import KernelVerification
import OptimizerKernels

/// The preset of our kernels that belongs to a name, with the hyperparameters that are given.
enum KernelPresets {
  static func paperAdam(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return RuleCandidate(try Adam.paper(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon ?? 0))
  }

  static func paperAdamReformulated(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return RuleCandidate(try Adam.reformulated(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon ?? 0))
  }

  static func paperAMSGrad(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return RuleCandidate(try AMSGrad.paper(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2))
  }

  static func paperRAdam(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return RuleCandidate(try RAdam.paper(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2))
  }

  static func torchAdam(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Torch.self, json)
    return RuleCandidate(
      try Adam.torch(
        lr: o.lr, betas: (o.betas[0], o.betas[1]), eps: o.eps, weightDecay: o.weight_decay, amsgrad: o.amsgrad ?? false,
        maximize: o.maximize, decoupledWeightDecay: o.decoupled_weight_decay ?? false))
  }

  static func torchAdamW(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Torch.self, json)
    return RuleCandidate(
      try AdamW.torch(
        lr: o.lr, betas: (o.betas[0], o.betas[1]), eps: o.eps, weightDecay: o.weight_decay, amsgrad: o.amsgrad ?? false,
        maximize: o.maximize))
  }

  static func torchRAdam(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Torch.self, json)
    return RuleCandidate(
      try RAdam.torch(
        lr: o.lr, betas: (o.betas[0], o.betas[1]), eps: o.eps, weightDecay: o.weight_decay,
        decoupledWeightDecay: o.decoupled_weight_decay ?? false, maximize: o.maximize))
  }

  static func kozistrRAdam(_ json: String) throws -> any Candidate {
    let o = try KernelOptions.decode(KernelOptions.Kozistr.self, json)
    return RuleCandidate(
      try RAdam.kozistr(
        learningRate: o.learning_rate, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon, decay: max(o.decay, 0),
        weightDecay: o.weight_decay))
  }
}
