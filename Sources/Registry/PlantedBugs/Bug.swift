/// A bug that somebody has shipped, or could.
public enum Bug: String, CaseIterable, Sendable {
  /// ε is added before the bias correction of v instead of after it, or the other way round, or outside the root instead of inside
  /// (PyTorch issue 2060, TensorFlow issue 35102).
  case epsilonElsewhere = "ε in the other place"
  /// RAdam is rectified above 5 instead of 4, or above 4 instead of 5 (PyTorch issue 58968).
  case thresholdElsewhere = "threshold 4 for 5"
  /// AMSGrad's maximum is used and not kept (PyTorch's foreach path).
  case maximumNotStored = "maximum not stored"
  /// 1 − β2 is computed from a Float β2: with 0.999 it is off by 1.3e-5.
  case floatOneMinusBeta2 = "1 − β2 in Float"
  /// The elements after the last whole vector are left as they were (XNNPACK issue 4190).
  case tailUnwritten = "tail unwritten"
  /// Nothing is done at all (KernelBench issue 165).
  case doesNothing = "does nothing"
}
