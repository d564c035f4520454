/// A bug that somebody has shipped, or could. Each is caught, some only on inputs made for them.
public enum Bug: String, CaseIterable, Sendable {
  // The formula.

  /// ε is added before the bias correction of v instead of after it, or the other way round, or outside the root instead of inside
  /// (PyTorch issue 2060, TensorFlow issue 35102).
  case epsilonElsewhere = "ε in the other place"
  /// There is no ε (PyTorch's foreach RAdam, pull request 92551).
  case epsilonIgnored = "ε ignored"
  /// √(v + ε) + ε (kozistr/pytorch_optimizer issue 397).
  case epsilonTwice = "ε twice"
  /// ε is added to v and not to its root.
  case epsilonInsideRoot = "ε inside the root"
  /// Decay is added to the gradient instead of decoupled, or the other way round.
  case decayElsewhere = "decay in the other place"
  /// Decoupled decay without the learning rate (labml's `absolute`).
  case decayWithoutRate = "decay without the learning rate"
  /// Decoupled decay of the parameter that is already updated.
  case decayAfterUpdate = "decay after the update"
  /// `maximize` changes nothing.
  case maximizeIgnored = "maximize ignored"
  /// `maximize` turns the sign of the decay too.
  case maximizeTurnsDecay = "maximize turns the decay"
  /// β1 and β2 have changed places.
  case betasSwapped = "β1 and β2 swapped"

  // What is computed once a step.

  /// RAdam is rectified above 5 instead of 4, or above 4 instead of 5 (PyTorch issue 58968).
  case thresholdElsewhere = "threshold 4 for 5"
  /// ρt and rt in Float, where they cancel (tensorflow-addons, optax).
  case floatRho = "ρt in Float"
  /// rt is taken as 1.
  case rectificationOmitted = "rectification omitted"
  /// Below the threshold the step is adaptive too, and not rectified (AdaBelief 0.0.5).
  case adaptiveBelowThreshold = "adaptive below the threshold"
  /// 1 − β2 is computed from a Float β2: with 0.999 it is off by 1.3e-5.
  case floatOneMinusBeta2 = "1 − β2 in Float"
  /// 1 − βᵗ with the next t.
  case biasOneStepOff = "bias correction one step off"
  /// m is not corrected.
  case firstMomentUncorrected = "m not corrected"
  /// v is not corrected (optax, `bias_correction_nu=False`).
  case secondMomentUncorrected = "v not corrected"
  /// t is kept in eight bits.
  case stepInByte = "t in a byte"
  /// t is counted in Float, which stops at 2²⁴ (PyTorch keeps it so).
  case stepInFloat = "t counted in Float"
  /// The bits of the integer t are read as a Float (tt-metal issue 51278).
  case stepAsBits = "t's bits as a Float"
  /// The coefficients of the first step, at every step.
  case firstStepForever = "coefficients of the first step"
  /// The decay of the learning rate with time is one step ahead (swift-apis).
  case rateOneStepAhead = "rate decayed one step ahead"

  // What is computed for each element.

  /// m = β1 m + g.
  case momentumNotAveraged = "m not averaged"
  /// The update takes m from before the step.
  case staleMomentum = "m of the step before"
  /// v averages |g|.
  case absoluteGradient = "v of |g|"
  /// v averages m².
  case momentumSquared = "v of m²"
  /// The gradient is clipped to ±1000, and nobody asked.
  case gradientClipped = "gradient clipped"
  /// m is kept in bfloat16.
  case bfloat16Moment = "m in bfloat16"
  /// The moments are interpolated from the farther end, g + β(m − g), which cancels.
  case farInterpolation = "interpolated from the far end"
  /// √x as x · (1/√x): NaN of 0 and of ∞ (TFLite with XNNPACK, issue 120398).
  case reciprocalRoot = "√x as x · 1/√x"
  /// Subnormal numbers become 0.
  case subnormalsFlushed = "subnormals flushed"
  /// A gradient that is NaN becomes 0.
  case notANumberLaundered = "NaN becomes 0"
  /// An infinite gradient becomes the largest number (`nan_to_num`).
  case infinityClamped = "∞ becomes the largest number"
  /// AMSGrad's maximum is used and not kept (PyTorch's foreach path, pull request 142041).
  case maximumNotStored = "maximum not stored"
  /// AMSGrad's maximum is kept and not used (AdaBelief-pytorch, where it is rectified). A constant gradient does not show it.
  case maximumNotUsed = "maximum not used"
  /// The maximum of v̂ instead of v (optax issue 1389).
  case maximumOfCorrected = "maximum of the corrected v"
  /// The maximum of NaN and a number is the number, as of C's `fmax`.
  case maximumSwallowsNaN = "maximum swallows NaN"

  // What is done to the arrays.

  /// The elements after the last whole vector are left as they were (XNNPACK issue 4190).
  case tailUnwritten = "tail unwritten"
  /// The tail is done as one more vector, over elements that are done already.
  case tailTwice = "tail done twice"
  /// Two lanes of each vector take each other's gradient.
  case lanesSwapped = "lanes swapped"
  /// The count is truncated, to 16 bits here (to 32: DeepSpeed issue 7640).
  case countTruncated = "count truncated"
  /// Nothing is done at all (KernelBench issue 165).
  case doesNothing = "does nothing"
  /// The arrays are filled with zeros (KernelBench issue 165).
  case leavesZeros = "leaves zeros"

  // What is kept from call to call.

  /// The count of steps is not kept: each is taken as the first.
  case stepCountNotKept = "t not kept"
  /// The kernel goes on from the first moment that it began with.
  case momentNotKept = "m not kept"
  /// The parameters of the call before (KernelBench issue 82).
  case answerOfLastCall = "answer of the last call"
  /// Now and then the last element is one ulp up, from the same state.
  case anotherAnswer = "another answer the second time"

  // What no single element shows.

  /// The rate that multiplies the quotient is the next Float above.
  case learningRateOneUlpUp = "learning rate one ulp up"
  /// The root comes of a reciprocal that is 2⁻²¹ too small, as without the last Newton step.
  case reciprocalRootUnrefined = "reciprocal root 2⁻²¹ off"
}
