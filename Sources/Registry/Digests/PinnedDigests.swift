import KernelVerification
import OptimizerKernels

/// One digest for each entry of the registry whose kernel is a rule alone: what Lookahead does around another is the same loop. A change here changes what users' training gives, bit by bit: say so in the release.
///
/// Plain scalar arithmetic in the kernels' stated order gives the same digests: a test holds the table to that.
package enum PinnedDigests {
  package static let all: [KernelDigest] = [
    KernelDigest("paper.Adam", pinned: 0x8737_7be5_1f4c_ab05, hyperparameters: paper),
    KernelDigest("paper.AdamReformulated", pinned: 0xc800_17f9_d14b_fc0d, hyperparameters: paper),
    KernelDigest("paper.AMSGrad", pinned: 0xcc29_74d1_fbac_475e, hyperparameters: paperWithoutEpsilon),
    KernelDigest("paper.RAdam", pinned: 0xf150_b6a5_1a80_85f0, hyperparameters: paperWithoutEpsilon),
    samples("paper.AdamW", pinned: 0xc0af_1810_2f60_ec3d),
    samples("paper.AdaBelief", pinned: 0x27f2_e85a_6c61_28e8),
    samples("paper.AdaGrad", pinned: 0x37d5_be87_6780_ce32),
    samples("paper.Momentum", pinned: 0xb7d3_b497_50ca_c81d),
    samples("paper.Nesterov", pinned: 0x153b_0e6b_85ed_4211),
    samples("paper.AdaBound", pinned: 0xe6ab_755c_1ffe_1c8b),
    samples("paper.AMSBound", pinned: 0x617e_62db_560f_37f5),
    samples("paper.AdaMod", pinned: 0xbcc9_0f1f_6ae7_9059),
    samples("paper.AdaBalance", pinned: 0x6ea5_3cd3_f56c_e6ad),
    KernelDigest(
      "torch.optim.Adam", pinned: 0x8f9c_7c2a_47e9_dea2,
      hyperparameters: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "amsgrad": false, "maximize": false, "decoupled_weight_decay": false}"#,
        #"{"lr": 0.1, "betas": [0, 0.8], "eps": 0, "weight_decay": 0.1, "amsgrad": true, "maximize": false, "decoupled_weight_decay": false}"#,
        #"{"lr": 1, "betas": [0.5, 0.9999], "eps": 1e-3, "weight_decay": 0.5, "amsgrad": true, "maximize": true, "decoupled_weight_decay": true}"#,
        #"{"lr": 0.01, "betas": [0.95, 0.98], "eps": 1e-16, "weight_decay": 0.01, "amsgrad": false, "maximize": true, "decoupled_weight_decay": false}"#,
      ]),
    KernelDigest(
      "torch.optim.AdamW", pinned: 0x89ad_0be3_22eb_079b,
      hyperparameters: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.01, "amsgrad": false, "maximize": false}"#,
        #"{"lr": 0.1, "betas": [0, 0.8], "eps": 0, "weight_decay": 20, "amsgrad": true, "maximize": false}"#,
        #"{"lr": 0.01, "betas": [0.5, 0.9999], "eps": 1e-3, "weight_decay": 0, "amsgrad": true, "maximize": true}"#,
      ]),
    KernelDigest(
      "torch.optim.RAdam", pinned: 0xdc84_9fa3_035c_6979,
      hyperparameters: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}"#,
        #"{"lr": 0.1, "betas": [0, 0.8], "eps": 0, "weight_decay": 0.1, "decoupled_weight_decay": false, "maximize": true}"#,
        #"{"lr": 0.01, "betas": [0.5, 0.9999], "eps": 1e-3, "weight_decay": 0.5, "decoupled_weight_decay": true, "maximize": false}"#,
      ]),
    samples("torch.optim.SGD", pinned: 0x19b8_d9db_012c_6a33),
    samples("torch.optim.Adagrad", pinned: 0xec00_9c97_0002_a136),
    KernelDigest(
      "kozistr.RAdamOptimizer", pinned: 0xab98_8d14_404c_568b,
      hyperparameters: [
        #"{"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": false}"#,
        #"{"learning_rate": 0.1, "beta1": 0, "beta2": 0.8, "epsilon": 1e-3, "decay": 0.05, "warmup_proportion": 0.1, "weight_decay": 0.1, "amsgrad": false}"#,
        #"{"learning_rate": 1, "beta1": 0.5, "beta2": 0.9999, "epsilon": 1e-16, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0.5, "amsgrad": false}"#,
      ]),
    samples("tfa.optimizers.RectifiedAdam", pinned: 0xb4f5_37bc_d6b6_8016),
    samples("tfa.optimizers.AdaBelief", pinned: 0x00b6_c14a_3d6c_9631),
    samples("tf.keras.optimizers.legacy.Adam", pinned: 0x9dab_57ec_c9da_1a90),
    samples("tf.keras.optimizers.legacy.SGD", pinned: 0x9ac0_8460_d9e6_4d65),
    samples("tf.keras.optimizers.legacy.Adagrad", pinned: 0xf896_e8d5_12de_34e1),
    samples("optax.radam", pinned: 0xdb0e_82c1_34b6_ed2e),
    samples("optax.amsgrad", pinned: 0xb710_0e3e_710c_e57a),
    samples("optax.adabelief", pinned: 0xdee8_5705_dc18_8e92),
    samples("radam.RAdam", pinned: 0x09e3_561f_bc0b_f649),
    samples("radam.PlainRAdam", pinned: 0x09e3_561f_bc0b_f649),
    samples("adabound.AdaBound", pinned: 0x0eca_45aa_f69b_972d),
    samples("adabound.AdaBoundW", pinned: 0x2e21_b43b_70ec_e796),
    samples("adamod.AdaMod", pinned: 0x273f_7fa9_b3d5_a4a4),
    samples("adabalance.AdaBalance", pinned: 0x3207_4bb8_82f7_0365),
    samples("torch_optimizer.RAdam", pinned: 0x99c0_83e5_1595_b942),
    samples("torch_optimizer.AdaBound", pinned: 0x0eca_45aa_f69b_972d),
    samples("torch_optimizer.AdaMod", pinned: 0x273f_7fa9_b3d5_a4a4),
    samples("torch_optimizer.AdaBelief", pinned: 0xf4db_3bc7_d721_a47d),
    samples("labml_nn.optimizers.adam.Adam", pinned: 0xb181_05e2_040a_243c),
    samples("labml_nn.optimizers.amsgrad.AMSGrad", pinned: 0xda45_2d7f_9eeb_be1a),
    samples("labml_nn.optimizers.radam.RAdam", pinned: 0xbd92_8ffe_ca9b_7f5e),
    samples("labml_nn.optimizers.ada_belief.AdaBelief", pinned: 0x0a22_d9ff_d576_f479),
    samples("labml_nn.optimizers.ada_belief.AdaBelief (documented)", pinned: 0x16d3_17c2_bb06_8c3b),
    samples("labml_nn.optimizers.adam_warmup.AdamWarmup", pinned: 0x2bb1_4839_8728_260e),
    samples(
      "labml_nn.optimizers.adam_warmup_cosine_decay.AdamWarmupCosineDecay",
      pinned: 0xc4a3_afea_bd8b_3407),
    samples("labml_nn.optimizers.noam.Noam", pinned: 0xac7a_e112_6501_9d26),
    samples("adabelief_pytorch.AdaBelief", pinned: 0xfde8_2a74_8171_6f4f),
    samples("adabelief_pytorch_0_0_5.AdaBelief", pinned: 0x8c90_e7ed_7721_32cc),
    samples("lucid.Adam", pinned: 0x26a7_b319_4a14_afeb),
    samples("lucid.AdamW", pinned: 0x9cc9_0591_4899_9b50),
    samples("lucid.RAdam", pinned: 0x2914_435a_77ad_4b85),
    samples("lucid.compiled.RAdam", pinned: 0xd622_ed5d_a3f9_9266),
    samples("lucid.documented.RAdam", pinned: 0xd622_ed5d_a3f9_9266),
    samples("lucid.NAdam", pinned: 0x719e_4bfe_6121_e568),
    samples("lucid.Adamax", pinned: 0x99ad_6b03_77fd_4b62),
    samples("lucid.Adagrad", pinned: 0x8aa2_1172_064d_7487),
    samples("lucid.RMSprop", pinned: 0x32fb_0d86_0ca0_56b6),
    samples("lucid.SGD", pinned: 0xecaf_da5a_5832_db25),
    samples("swift_apis.RAdam", pinned: 0xe16d_98e3_41ce_873c),
    samples("swift_apis.Adam", pinned: 0x639b_4a5f_04ee_e0e6),
    samples("swift_apis.AMSGrad", pinned: 0x7c33_3f07_3e25_20ca),
    samples("mlx_swift.Adam", pinned: 0x6b92_c3c3_276d_b332),
    samples("mlx_swift.AdamW", pinned: 0xb1d6_7941_c45b_f4f9),
    samples("pytorch_optimizer.RAdam", pinned: 0xc519_c484_a80d_5a8b),
    samples("pytorch_optimizer.AdaBelief", pinned: 0x0730_adf2_eaa1_fff3),
    samples("pytorch_optimizer.AdaBound", pinned: 0x22d2_542a_92fb_54c9),
    samples("pytorch_optimizer.AdaMod", pinned: 0x52fd_bbbf_045f_fae1),
  ]

  /// A digest over the samples of the registry's entry.
  private static func samples(_ name: String, pinned: UInt64) -> KernelDigest {
    KernelDigest(name, pinned: pinned, hyperparameters: Registry.verifier.implementation(name)?.samples ?? [])
  }

  /// β2 = 0.8 rectifies at t = 5 or 6.
  private static let paper = [
    #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#,
    #"{"alpha": 0.1, "beta1": 0, "beta2": 0.8, "epsilon": 0}"#,
    #"{"alpha": 1, "beta1": 0.5, "beta2": 0.9999, "epsilon": 1e-3}"#,
  ]
  private static let paperWithoutEpsilon = [
    #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999}"#, #"{"alpha": 0.1, "beta1": 0, "beta2": 0.8}"#,
    #"{"alpha": 1, "beta1": 0.5, "beta2": 0.9999}"#,
  ]
}
