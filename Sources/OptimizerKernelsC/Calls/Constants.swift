/// What a call ended with.
@c public enum OptkStatus: CInt, CaseIterable, Sendable {
  /// It was done.
  case ok = 0
  /// An argument is null, out of range, misaligned, overlaps another, or is not what the call needs.
  case invalidArgument = 1
  /// The optimizer was freed, or never was one.
  case invalidOptimizer = 2
  /// A rule that there is not, JSON that is none, or a hyperparameter out of range.
  case invalidConfiguration = 3
  /// A gradient is NaN or infinite, and the optimizer was told to refuse it.
  case nonFiniteGradient = 4
  /// The machine has not the memory for it.
  case outOfMemory = 5
  /// A file that cannot be read or written, or holds no checkpoint.
  case invalidFile = 6
}

/// What gradients and copies are made of.
@c public enum OptkElement: CInt, CaseIterable, Sendable {
  /// IEEE 754 binary32.
  case float32 = 0
  /// IEEE 754 binary16.
  case float16 = 1
  /// The upper half of a binary32.
  case bfloat16 = 2
}

/// The arrays that an optimizer may remember of a parameter.
@c public enum OptkSlot: CInt, CaseIterable, Sendable {
  /// m
  case firstMoment = 0
  /// v
  case secondMoment = 1
  /// The maximum of v.
  case maximum = 2
  /// The average of each element's rate.
  case averagedRate = 3
  /// Lookahead's slow weights.
  case slowWeights = 4
}

/// What a step does where a gradient is NaN or infinite.
@c public enum OptkNonFinite: CInt, CaseIterable, Sendable {
  /// It goes through into the moments.
  case propagate = 0
  /// The whole step is left out.
  case skipStep = 1
  /// The call fails.
  case refuse = 2
}
