import OptimizerKernels

/// The presets of Keras, tensorflow-addons and torch.
extension PresetTests {
  typealias Expected = (rule: String, options: String, configuration: RuleConfiguration)

  static func keras() throws -> [Expected] {
    [
      ("tf.keras.optimizers.legacy.Adagrad", "{}", try AdaGrad.keras().configuration),
      (
        "tf.keras.optimizers.legacy.Adagrad",
        #"{"name": "Adagrad", "learning_rate": 0.5, "initial_accumulator_value": 0.25, "epsilon": 1e-3, "decay": 0.125}"#,
        try AdaGrad.keras(learningRate: 0.5, initialAccumulatorValue: 0.25, epsilon: 1e-3, decay: 0.125).configuration
      ),
      ("tf.keras.optimizers.legacy.Adam", "{}", try Adam.keras().configuration),
      (
        "tf.keras.optimizers.legacy.Adam",
        #"{"name": "Adam", "learning_rate": 0.5, "beta_1": 0.8, "beta_2": 0.7, "epsilon": 1e-3, "decay": 0.125, "amsgrad": true}"#,
        try Adam.keras(learningRate: 0.5, beta1: 0.8, beta2: 0.7, epsilon: 1e-3, decay: 0.125, amsgrad: true).configuration
      ),
      ("tf.keras.optimizers.legacy.SGD", "{}", try SGD.keras().configuration),
      (
        "tf.keras.optimizers.legacy.SGD", #"{"learning_rate": 0.5, "momentum": 0.25, "nesterov": true, "decay": 0.125}"#,
        try SGD.keras(learningRate: 0.5, momentum: 0.25, nesterov: true, decay: 0.125).configuration
      ),
      ("tfa.optimizers.AdaBelief", "{}", try AdaBelief.tensorFlowAddons().configuration),
      (
        "tfa.optimizers.AdaBelief",
        #"{"learning_rate": 0.5, "beta_1": 0.8, "beta_2": 0.7, "epsilon": 1e-3, "weight_decay": 0.25, "amsgrad": true, "rectify": false, "sma_threshold": 4, "total_steps": 10, "warmup_proportion": 0.5, "min_lr": 0.125, "decay": 0.125}"#,
        try AdaBelief.tensorFlowAddons(
          learningRate: 0.5, beta1: 0.8, beta2: 0.7, epsilon: 1e-3, weightDecay: 0.25, amsgrad: true, rectify: false, smaThreshold: 4,
          totalSteps: 10, warmupProportion: 0.5, minLR: 0.125, decay: 0.125
        ).configuration
      ),
      ("tfa.optimizers.RectifiedAdam", "{}", try RAdam.tensorFlowAddons().configuration),
      (
        "tfa.optimizers.RectifiedAdam",
        #"{"learning_rate": 0.5, "beta_1": 0.8, "beta_2": 0.7, "epsilon": 1e-3, "weight_decay": 0.25, "amsgrad": true, "sma_threshold": 4, "total_steps": 10, "warmup_proportion": 0.5, "min_lr": 0.125, "decay": 0.125}"#,
        try RAdam.tensorFlowAddons(
          learningRate: 0.5, beta1: 0.8, beta2: 0.7, epsilon: 1e-3, weightDecay: 0.25, amsgrad: true, smaThreshold: 4, totalSteps: 10,
          warmupProportion: 0.5, minLR: 0.125, decay: 0.125
        ).configuration
      ),
    ]
  }

  static func torch() throws -> [Expected] {
    [
      ("torch.optim.Adagrad", "{}", try AdaGrad.torch().configuration),
      (
        "torch.optim.Adagrad",
        #"{"lr": 0.5, "lr_decay": 0.125, "weight_decay": 0.25, "initial_accumulator_value": 0.25, "eps": 1e-3, "maximize": true}"#,
        try AdaGrad.torch(lr: 0.5, lrDecay: 0.125, weightDecay: 0.25, initialAccumulatorValue: 0.25, eps: 1e-3, maximize: true)
          .configuration
      ),
      ("torch.optim.Adam", "{}", try Adam.torch().configuration),
      (
        "torch.optim.Adam",
        #"{"lr": 0.5, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "amsgrad": true, "maximize": true, "decoupled_weight_decay": true}"#,
        try Adam.torch(
          lr: 0.5, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25, amsgrad: true, maximize: true, decoupledWeightDecay: true
        ).configuration
      ),
      ("torch.optim.AdamW", "{}", try AdamW.torch().configuration),
      (
        "torch.optim.AdamW", #"{"lr": 0.5, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "amsgrad": true, "maximize": true}"#,
        try AdamW.torch(lr: 0.5, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25, amsgrad: true, maximize: true).configuration
      ),
      ("torch.optim.Adamax", "{}", try Adamax.torch().configuration),
      (
        "torch.optim.Adamax", #"{"lr": 0.5, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "maximize": true}"#,
        try Adamax.torch(lr: 0.5, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25, maximize: true).configuration
      ),
      ("torch.optim.NAdam", "{}", try NAdam.torch().configuration),
      (
        "torch.optim.NAdam",
        #"{"lr": 0.5, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "momentum_decay": 0.125, "decoupled_weight_decay": true, "maximize": true}"#,
        try NAdam.torch(
          lr: 0.5, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25, momentumDecay: 0.125, decoupledWeightDecay: true, maximize: true
        ).configuration
      ),
      ("torch.optim.RAdam", "{}", try RAdam.torch().configuration),
      (
        "torch.optim.RAdam",
        #"{"lr": 0.5, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "decoupled_weight_decay": true, "maximize": true}"#,
        try RAdam.torch(lr: 0.5, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25, decoupledWeightDecay: true, maximize: true).configuration
      ),
      ("torch.optim.SGD", "{}", try SGD.torch().configuration),
      (
        "torch.optim.SGD", #"{"lr": 0.5, "momentum": 0.25, "dampening": 0, "weight_decay": 0.25, "nesterov": true, "maximize": true}"#,
        try SGD.torch(lr: 0.5, momentum: 0.25, weightDecay: 0.25, nesterov: true, maximize: true).configuration
      ),
    ]
  }
}
