import KernelVerification

/// How optimizers around another write the hyperparameters that the inner one shares with others.
enum LookaheadDialects {
  static let tensorFlowAddons = Dialects.library(
    #"{"inner": "tf.keras.optimizers.legacy.Adam", "inner_args": {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "decay": 0, "amsgrad": false}, "sync_period": 6, "slow_step_size": 0.5}"#,
    Dialects.Words(
      rate: "inner_args.learning_rate", betas: ["inner_args.beta_1", "inner_args.beta_2"], epsilon: "inner_args.epsilon", decay: nil,
      amsgrad: "inner_args.amsgrad", inverseTimeDecay: "inner_args.decay"))

  static let optax = Dialects.library(
    #"{"inner": "optax.radam", "inner_args": {"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "eps_root": 0, "threshold": 5, "nesterov": false}, "sync_period": 6, "slow_step_size": 0.5, "reset_state": false}"#,
    Dialects.Words(
      rate: "inner_args.learning_rate", betas: ["inner_args.b1", "inner_args.b2"], epsilon: "inner_args.eps", decay: nil))
}
