public import OptimizerReference

/// One entry of a registry: an implementation's name, and everything that belongs to it.
public struct Implementation: Sendable {
  /// Its qualified name: `torch.optim.RAdam`, `paper.RAdam`, …
  public let name: String
  /// How its transcription is known to be right.
  public let evidence: Evidence
  /// Its transcription with these hyperparameters, a JSON object in its own names.
  public let reference: @Sendable (_ hyperparameters: String) throws(InvalidHyperparameter) -> ErasedReference
  /// The kernel that claims to be it; nil where there is none.
  public private(set) var kernel: (@Sendable (_ hyperparameters: String) throws -> any Candidate)?
  /// How it writes hyperparameters that others have too; nil where it shares none.
  public let dialect: Dialect?
  /// The point among the choices of its family that it is with these hyperparameters; nil where it is none. A test holds its transcription
  /// against the formula at that point.
  public private(set) var convention: (@Sendable (_ hyperparameters: String) -> Convention?)?
  /// Whether the published code flushes subnormal numbers to 0: what is recorded of it may.
  public private(set) var flushesSubnormals = false
  /// Which hyperparameter may be a number for each element in the place of one: its learning rate. nil where none may.
  public private(set) var rateKey: String?
  /// The hyperparameters of its generated cases.
  public let samples: [String]
  /// The branches that its steps take: every sample must show each, in its case of ordinary gradients.
  public let branches: [String]
  /// What is known to deviate in published code.
  public let findings: [Finding]

  public init(
    name: String, evidence: Evidence,
    reference: @escaping @Sendable (_ hyperparameters: String) throws(InvalidHyperparameter) -> ErasedReference,
    kernel: (@Sendable (_ hyperparameters: String) throws -> any Candidate)? = nil, dialect: Dialect? = nil, samples: [String],
    branches: [String] = [], findings: [Finding] = []
  ) {
    self.name = name
    self.evidence = evidence
    self.reference = reference
    self.kernel = kernel
    self.dialect = dialect
    self.samples = samples
    self.branches = branches
    self.findings = findings
  }

  /// The same, with a kernel that claims to be it.
  public func stepped(by kernel: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate) -> Implementation {
    var copy = self
    copy.kernel = kernel
    return copy
  }

  /// The same, with what it is among the choices of its family.
  public func declaring(_ convention: (@Sendable (_ hyperparameters: String) -> Convention?)?) -> Implementation {
    var copy = self
    copy.convention = convention
    return copy
  }

  /// The same, of published code that takes a tensor of learning rates for the hyperparameter `key`.
  public func takingElementRates(for key: String) -> Implementation {
    var copy = self
    copy.rateKey = key
    return copy
  }

  /// The same, of published code that flushes subnormal numbers to 0.
  public func flushingSubnormals() -> Implementation {
    var copy = self
    copy.flushesSubnormals = true
    return copy
  }
}

/// How a transcription is known to be right.
public enum Evidence: String, Sendable, Hashable {
  /// Recordings of the published code, in the repository.
  case recordings
  /// Numbers worked out by other means than this code, in a test.
  case knownAnswers = "known answers"
  /// The source alone: code that cannot be run here, and of which nobody published numbers.
  case source = "source only"
}

/// A deviation of published code from its own equations, found and explained.
public struct Finding: Sendable {
  /// The precision of the recordings that show it.
  public let precision: Precision
  /// The arithmetic that explains it.
  public let explainedBy: Arithmetic
  /// The transcription that explains it, of another path through the same code; nil where the equations are the same.
  public let path: (@Sendable (_ hyperparameters: String) throws(InvalidHyperparameter) -> ErasedReference)?
  /// What happens, in a sentence.
  public let reason: String

  public init(
    precision: Precision, explainedBy: Arithmetic,
    path: (@Sendable (_ hyperparameters: String) throws(InvalidHyperparameter) -> ErasedReference)? = nil, reason: String
  ) {
    self.precision = precision
    self.explainedBy = explainedBy
    self.path = path
    self.reason = reason
  }
}
