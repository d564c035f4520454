import OptimizerKernels

extension Mutant {
  /// What is done to whole gradients: clipping and centring.
  static let wholeGradients: [Mutant] = [
    clipping("norm of one parameter for the common norm", "clipnorm for global_clipnorm", .normOfOneTensor),
    clipping("norm without its root", "a squared norm that was meant to be summed over ranks", .normSquared),
    clipping("largest element for the norm", "torch's clip_grad_norm_ with norm_type inf", .largestForNorm),
    clipping("short gradients stretched", "a scale that is not held to 1: clip_by_norm without its maximum", .alwaysScales),
    clipping("by value after the norm", "Keras clips by value first", .valueAfterNorm),
    clipping("clipped above only", "a minimum for a clamp", .clipsAboveOnly),
    Mutant.lookahead(
      "clipping ignored", "tensorflow-addons' Lookahead steps past the inner optimizer that would clip", "tfa.optimizers.Lookahead", nil,
      preparing: .ignored),
    centring("vectors centred too", "a test of the number of axes left out", .centresVectors),
    centring("one mean for all rows", "the mean over all axes for that over all but the first", .centresWhole),
    centring("centred by the sum", "sum for mean", .centresBySum),
    centring("not centred", "ranger.Ranger with use_gc=False centres all the same; here it is the other way round", .ignored),
  ]

  private static func clipping(_ name: String, _ source: String, _ fault: PreparationFault) -> Mutant {
    Mutant(
      name: name, source: source, implementation: "tf.keras.optimizers.legacy.SGD",
      makeKernel: { try FormulaKernel(of: "tf.keras.optimizers.legacy.SGD", $0, preparing: fault) },
      makeHonest: { try FormulaKernel(of: "tf.keras.optimizers.legacy.SGD", $0) })
  }

  private static func centring(_ name: String, _ source: String, _ fault: PreparationFault) -> Mutant {
    .lookahead(name, source, "ranger.Ranger", nil, centring: true, preparing: fault)
  }
}
