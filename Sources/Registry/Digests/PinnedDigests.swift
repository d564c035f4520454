/// One digest for each entry of the registry. A change here changes what users' training gives, bit by bit: say so in the release.
///
/// Plain scalar arithmetic in the kernels' stated order gives the same digests: a test holds the table to that.
package enum PinnedDigests {
  package static let all: [KernelDigest] = [
    KernelDigest("paper.Adam", KernelPresets.paperAdam, pinned: 0x8737_7be5_1f4c_ab05, hyperparameters: paper),
    KernelDigest("paper.AdamReformulated", KernelPresets.paperAdamReformulated, pinned: 0xc800_17f9_d14b_fc0d, hyperparameters: paper),
    KernelDigest("paper.AMSGrad", KernelPresets.paperAMSGrad, pinned: 0xcc29_74d1_fbac_475e, hyperparameters: paper),
    KernelDigest("paper.RAdam", KernelPresets.paperRAdam, pinned: 0xf150_b6a5_1a80_85f0, hyperparameters: paper),
    KernelDigest(
      "torch.optim.Adam", KernelPresets.torchAdam, pinned: 0x8f9c_7c2a_47e9_dea2,
      hyperparameters: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "amsgrad": false, "maximize": false, "decoupled_weight_decay": false}"#,
        #"{"lr": 0.1, "betas": [0, 0.8], "eps": 0, "weight_decay": 0.1, "amsgrad": true, "maximize": false, "decoupled_weight_decay": false}"#,
        #"{"lr": 1, "betas": [0.5, 0.9999], "eps": 1e-3, "weight_decay": 0.5, "amsgrad": true, "maximize": true, "decoupled_weight_decay": true}"#,
        #"{"lr": 0.01, "betas": [0.95, 0.98], "eps": 1e-16, "weight_decay": 0.01, "amsgrad": false, "maximize": true, "decoupled_weight_decay": false}"#,
      ]),
    KernelDigest(
      "torch.optim.AdamW", KernelPresets.torchAdamW, pinned: 0x89ad_0be3_22eb_079b,
      hyperparameters: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.01, "amsgrad": false, "maximize": false}"#,
        #"{"lr": 0.1, "betas": [0, 0.8], "eps": 0, "weight_decay": 20, "amsgrad": true, "maximize": false}"#,
        #"{"lr": 0.01, "betas": [0.5, 0.9999], "eps": 1e-3, "weight_decay": 0, "amsgrad": true, "maximize": true}"#,
      ]),
    KernelDigest(
      "torch.optim.RAdam", KernelPresets.torchRAdam, pinned: 0xdc84_9fa3_035c_6979,
      hyperparameters: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}"#,
        #"{"lr": 0.1, "betas": [0, 0.8], "eps": 0, "weight_decay": 0.1, "decoupled_weight_decay": false, "maximize": true}"#,
        #"{"lr": 0.01, "betas": [0.5, 0.9999], "eps": 1e-3, "weight_decay": 0.5, "decoupled_weight_decay": true, "maximize": false}"#,
      ]),
    KernelDigest(
      "kozistr.RAdamOptimizer", KernelPresets.kozistrRAdam, pinned: 0xab98_8d14_404c_568b,
      hyperparameters: [
        #"{"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": false}"#,
        #"{"learning_rate": 0.1, "beta1": 0, "beta2": 0.8, "epsilon": 1e-3, "decay": 0.05, "warmup_proportion": 0.1, "weight_decay": 0.1, "amsgrad": false}"#,
        #"{"learning_rate": 1, "beta1": 0.5, "beta2": 0.9999, "epsilon": 1e-16, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0.5, "amsgrad": false}"#,
      ]),
  ]

  /// β2 = 0.8 rectifies at t = 5 or 6; without "epsilon" there is none.
  private static let paper = [
    #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#,
    #"{"alpha": 0.1, "beta1": 0, "beta2": 0.8}"#,
    #"{"alpha": 1, "beta1": 0.5, "beta2": 0.9999, "epsilon": 1e-3}"#,
  ]
}
