internal import OptimizerReference

/// The format that a recording's arithmetic ran in.
public enum Precision: String, Sendable, Hashable, Codable {
  case float32
  case float64
}

/// One trajectory of one optimizer: where it starts, the gradients that it is given and, of a recording, what it did.
public struct Case: Sendable {
  /// A file's own name, or a generated case's.
  public let name: String
  /// The qualified name of the implementation, a key of the registry.
  public let implementation: String
  /// A JSON object in the implementation's own names.
  public let hyperparameters: String
  /// The number of steps, at least 1.
  public let steps: Int
  /// How many steps were taken before: 0 from a fresh start. The first step of the case is one more.
  public let stepsBefore: Int
  /// The parameters, by name.
  public let tensors: [Trajectory]
  /// The precision of what was recorded; nil where nothing was.
  public let recorded: Precision?
  /// The branches that it is there for: each must be taken. Empty for most.
  public let requiredBranches: [String]
  /// The name and version of what was run, and a note, as a recording has them.
  public let source, note: String?
  /// The command that runs this case again.
  public internal(set) var rerun: String

  /// A case of arrays that a program computed.
  ///
  /// - Throws: where it has no step, starts before the first step, or has an array of another count than its shape asks for.
  public init(
    name: String, implementation: String, hyperparameters: String, steps: Int, stepsBefore: Int = 0, tensors: [Trajectory],
    recorded: Precision? = nil, requiredBranches: [String] = [],
    source: String? = nil, note: String? = nil, rerun: String
  ) throws(CaseError) {
    self.init(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: stepsBefore,
      tensors: tensors, recorded: recorded, requiredBranches: requiredBranches, source: source, note: note, rerun: rerun)
    guard 1...CaseError.mostSteps ~= steps else { throw .steps(steps) }
    guard 0...CaseError.mostSteps - steps ~= stepsBefore else { throw .stepsBefore(stepsBefore, steps: steps) }
    for tensor in tensors { try tensor.check(steps: steps, isDouble: recorded == .float64) }
  }

  /// A case of arrays that were checked when they were read, or that are parts of another case's.
  package init(
    checked name: String, implementation: String, hyperparameters: String, steps: Int, stepsBefore: Int = 0, tensors: [Trajectory],
    recorded: Precision? = nil, requiredBranches: [String] = [],
    source: String? = nil, note: String? = nil, rerun: String
  ) {
    self.name = name
    self.implementation = implementation
    self.hyperparameters = hyperparameters
    self.steps = steps
    self.stepsBefore = stepsBefore
    self.tensors = tensors
    self.recorded = recorded
    self.requiredBranches = requiredBranches
    self.source = source
    self.note = note
    self.rerun = rerun
  }

  /// The same case with every slot that it does not set as the optimizer starts it.
  ///
  /// - Parameter isDouble: whether the state is kept in Double; otherwise it is rounded to Float.
  package func started(by reference: ErasedReference, isDouble: Bool) -> Case {
    let started = tensors.map { tensor in
      var slots = tensor.initialSlots
      for slot in reference.slots where slots[slot] == nil {
        slots[slot] = tensor.initial.map { θ in
          let start = reference.start(slot, θ)
          return isDouble ? start : Double(Float(start))
        }
      }
      return tensor.with(initialSlots: slots)
    }
    return with(tensors: started)
  }

  /// The same case of other tensors.
  package func with(tensors: [Trajectory]) -> Case {
    Case(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: stepsBefore,
      tensors: tensors, recorded: recorded, requiredBranches: requiredBranches, source: source, note: note, rerun: rerun)
  }

  /// The same case, to be run again by another command.
  public func again(_ command: String) -> Case {
    var copy = self
    copy.rerun = command
    return copy
  }
}
