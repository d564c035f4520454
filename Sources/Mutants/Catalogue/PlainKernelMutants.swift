import KernelVerification

extension Mutant {
  /// The bugs of the plain kernel, each in one of the optimizers that it knows.
  static let plainKernels: [Mutant] = [
    // The formula.
    plant(.epsilonElsewhere, "torch.optim.Adam", "PyTorch issues 2060 and 41477, TensorFlow issue 35102: it moved back and forth"),
    plant(.epsilonIgnored, "torch.optim.RAdam", "PyTorch's foreach RAdam for a year: issue 92551"),
    plant(.epsilonTwice, "torch.optim.AdamW", "kozistr/pytorch_optimizer issue 397"),
    plant(.epsilonInsideRoot, "paper.Adam", "CyberZHG/keras-radam issue 29, fixed in e0ee4c3"),
    plant(.decayElsewhere, "torch.optim.RAdam", "PyTorch's RAdam has both since pull request 107507 and had only L2 before"),
    plant(.decayWithoutRate, "torch.optim.AdamW", "labml_nn's WeightDecay(absolute), Luolc's AdaBoundW"),
    plant(.decayAfterUpdate, "torch.optim.AdamW", "Adabelief-Optimizer issue 56: the order changed from version to version"),
    plant(.maximizeIgnored, "torch.optim.Adam", "an option that one of several paths forgets, as lucid's Adam drops amsgrad"),
    plant(.maximizeTurnsDecay, "torch.optim.Adam", "pytorch_optimizer negates the gradient in place: what was added to it turns too"),
    plant(.betasSwapped, "paper.Adam", "positional arguments: labml_nn ada_belief.py, line 74, hands on three in wrong places"),
    // What is computed once a step.
    plant(.thresholdElsewhere, "paper.RAdam", "PyTorch issues 58968 and 59161, taki0112/RAdam-Tensorflow issue 2, swift-apis"),
    plant(.floatRho, "torch.optim.RAdam", "tensorflow-addons 0.23, optax 0.2.8, kozistr/RAdam-tensorflow"),
    plant(.rectificationOmitted, "torch.optim.RAdam", "a warm-up by the threshold alone"),
    plant(.adaptiveBelowThreshold, "paper.RAdam", "the branch left out: the adaptive step from the first"),
    plant(.floatOneMinusBeta2, "torch.optim.Adam", "Keras' legacy optimizers and swift-apis keep hyperparameters in Float"),
    plant(.biasOneStepOff, "paper.AdamReformulated", "Keras counts iterations from 0, the papers steps from 1"),
    plant(.firstMomentUncorrected, "torch.optim.Adam", "pytorch_optimizer 3.9.0's foreach AdaBelief; mlx-swift's Adam by default"),
    plant(.secondMomentUncorrected, "paper.Adam", "optax.amsgrad with bias_correction_nu=False, AdaBalance's amsbound"),
    plant(.stepInByte, "paper.Adam", "a step count in a narrow integer"),
    plant(.stepInFloat, "kozistr.RAdamOptimizer", "PyTorch keeps `step` in a float32 tensor, where 2²⁴ + 1 is 2²⁴"),
    plant(.stepAsBits, "torch.optim.Adam", "tt-metal issue 51278"),
    plant(
      .firstStepForever, "torch.optim.AdamW", "a cache of coefficients: LiyuanLucasLiu/RAdam issue 24, jettify/pytorch-optimizer issue 96"),
    plant(.rateOneStepAhead, "kozistr.RAdamOptimizer", "swift-apis divides by 1 + decay · t, Keras by 1 + decay · (t − 1)"),
    // What is computed for each element.
    plant(.momentumNotAveraged, "paper.AMSGrad", "SGD's momentum in Adam's place"),
    plant(.staleMomentum, "paper.RAdam", "kozistr/RAdam-tensorflow assigns in an unordered tf.group"),
    plant(.absoluteGradient, "paper.AMSGrad", "the square forgotten"),
    plant(.momentumSquared, "torch.optim.Adam", "the moment for the gradient"),
    plant(.gradientClipped, "torch.optim.AdamW", "kozistr/RAdam-tensorflow's train(): a clipping that nobody sees"),
    plant(.bfloat16Moment, "torch.optim.AdamW", "kernels that keep their state in half precision"),
    plant(.farInterpolation, "paper.Adam", "a lerp from one end only; PyTorch's FusedAdamKernel.cpp changes ends at one half"),
    plant(.reciprocalRoot, "torch.optim.Adam", "TFLite with XNNPACK, TensorFlow issue 120398"),
    plant(.subnormalsFlushed, "paper.AdamReformulated", "TensorFlow's and XLA's CPU kernels"),
    plant(.notANumberLaundered, "paper.Adam", "nan_to_num on the way in"),
    plant(.infinityClamped, "torch.optim.RAdam", "nan_to_num on the way in"),
    plant(.maximumNotStored, "torch.optim.Adam", "PyTorch's foreach path, issue 142041"),
    plant(.maximumNotUsed, "paper.AMSGrad", "adabelief_pytorch 0.2.1 where it is rectified; tensorflow-addons' tests could not tell"),
    plant(.maximumOfCorrected, "torch.optim.Adam", "optax issue 1389, pull request 1423"),
    plant(.maximumSwallowsNaN, "torch.optim.AdamW", "Keras' legacy Adam, and C's fmax"),
    // What is done to the arrays.
    plant(.tailUnwritten, "paper.Adam", "XNNPACK issue 4190"),
    plant(.tailTwice, "paper.RAdam", "a tail done as one more whole vector, as XNNPACK issues 1890 and 10199 are about"),
    plant(.lanesSwapped, "torch.optim.Adam", "a shuffle in the wrong order: SLEEF's tester4 looks for it"),
    plant(.doesNothing, "paper.RAdam", "KernelBench issue 165"),
    plant(.leavesZeros, "torch.optim.AdamW", "KernelBench issue 165"),
    // What is kept from call to call.
    plant(.stepCountNotKept, "torch.optim.RAdam", "lucid's RAdam saves neither its step nor its moments"),
    plant(.momentNotKept, "paper.Adam", "lucid's RAdam saves neither its step nor its moments"),
    plant(.answerOfLastCall, "paper.AMSGrad", "KernelBench issue 82, pygpubench issue 7"),
    plant(.anotherAnswer, "torch.optim.Adam", "a race of two threads over the last block"),
    // What no single element shows.
    plant(.learningRateOneUlpUp, "paper.Adam", "a constant rounded up"),
    plant(.reciprocalRootUnrefined, "torch.optim.Adam", "an approximate reciprocal root without its last Newton step"),
  ]

  private static func plant(_ bug: Bug, _ implementation: String, _ source: String) -> Mutant {
    Mutant(
      name: bug.rawValue, source: source, implementation: implementation,
      makeKernel: { try PlainKernel(implementation, $0, bug: bug) }, makeHonest: { try PlainKernel(implementation, $0) })
  }
}
