package import OptimizerKernels

/// The preset of our kernels that belongs to a name, with the hyperparameters that are given.
package enum KernelPresets {
  package static func paperAdam(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return try Adam.paper(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon ?? 0)
  }

  package static func paperAdamReformulated(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return try Adam.reformulated(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon ?? 0)
  }

  package static func paperAMSGrad(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return try AMSGrad.paper(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2)
  }

  package static func paperRAdam(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Paper.self, json)
    return try RAdam.paper(learningRate: o.alpha, beta1: o.beta1, beta2: o.beta2)
  }

  package static func torchAdam(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Torch.self, json)
    return try Adam.torch(
      lr: o.lr, betas: (o.betas[0], o.betas[1]), eps: o.eps, weightDecay: o.weight_decay, amsgrad: o.amsgrad ?? false,
      maximize: o.maximize, decoupledWeightDecay: o.decoupled_weight_decay ?? false)
  }

  package static func torchAdamW(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Torch.self, json)
    return try AdamW.torch(
      lr: o.lr, betas: (o.betas[0], o.betas[1]), eps: o.eps, weightDecay: o.weight_decay, amsgrad: o.amsgrad ?? false,
      maximize: o.maximize)
  }

  package static func torchRAdam(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Torch.self, json)
    return try RAdam.torch(
      lr: o.lr, betas: (o.betas[0], o.betas[1]), eps: o.eps, weightDecay: o.weight_decay,
      decoupledWeightDecay: o.decoupled_weight_decay ?? false, maximize: o.maximize)
  }

  package static func kozistrRAdam(_ json: String) throws -> any OptimizerRule {
    let o = try KernelOptions.decode(KernelOptions.Kozistr.self, json)
    return try RAdam.kozistr(
      learningRate: o.learning_rate, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon, decay: max(o.decay, 0),
      weightDecay: o.weight_decay)
  }
}
