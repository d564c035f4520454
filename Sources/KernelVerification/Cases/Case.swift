public import OptimizerReference

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

  /// A case.
  ///
  /// - Precondition: steps ≥ 1, and every array of every tensor has the count that its shape asks for. Otherwise the process ends with
  ///   a message that names the array and both counts.
  public init(
    name: String, implementation: String, hyperparameters: String, steps: Int, stepsBefore: Int = 0, tensors: [Trajectory],
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
    for tensor in tensors { tensor.checkCounts(steps: steps) }
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
      name: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: stepsBefore,
      tensors: tensors, recorded: recorded, requiredBranches: requiredBranches, source: source, note: note, rerun: rerun)
  }

  /// The same case, to be run again by another command.
  public func again(_ command: String) -> Case {
    var copy = self
    copy.rerun = command
    return copy
  }
}

/// One parameter of a case. Arrays of T × n hold step after step.
public struct Trajectory: Sendable {
  /// The parameter's name.
  public let name: String
  /// Its shape, the last axis the fastest; n is the product.
  public let shape: [Int]
  /// The parameter before the first step, n values that Float holds exactly.
  public let initial: [Double]
  /// The slots before the first step, n values each that Float holds exactly; those that are not named are as the
  /// optimizer starts them, nearly always 0.
  public let initialSlots: [Slot: [Double]]
  /// The gradients, T × n values that Float holds exactly.
  public let gradients: [Double]
  /// Whether the parameter had a gradient at each step, T values; nil where it always had.
  public let present: [Bool]?
  /// Whether each row (of the first axis) had a gradient at each step, T × rows values; nil where all always had. Absent is not zero.
  public let rows: [Bool]?
  /// A learning rate for each element, n values that Float holds exactly, in the place of the hyperparameters' own; nil where all have that.
  public let learningRates: [Double]?
  /// The parameter after each step, T × n; nil where nothing was recorded.
  public let parameters: [Double]?
  /// The slots that were recorded, each T × n.
  public let slots: [Slot: [Double]]

  public init(
    name: String, shape: [Int]? = nil, initial: [Double], initialSlots: [Slot: [Double]] = [:], gradients: [Double],
    present: [Bool]? = nil, rows: [Bool]? = nil, learningRates: [Double]? = nil, parameters: [Double]? = nil, slots: [Slot: [Double]] = [:]
  ) {
    self.name = name
    self.shape = shape ?? [initial.count]
    self.initial = initial
    self.initialSlots = initialSlots
    self.gradients = gradients
    self.present = present
    self.rows = rows
    self.learningRates = learningRates
    self.parameters = parameters
    self.slots = slots
  }

  /// The same trajectory from another state.
  func with(initialSlots: [Slot: [Double]]) -> Trajectory {
    Trajectory(
      name: name, shape: shape, initial: initial, initialSlots: initialSlots, gradients: gradients, present: present, rows: rows,
      learningRates: learningRates, parameters: parameters, slots: slots)
  }

  /// The number of elements.
  public var count: Int { initial.count }

  /// The gradient at step k, from 0.
  func gradient(_ k: Int) -> ArraySlice<Double> { gradients[k * count..<(k + 1) * count] }

  /// Whether there was a gradient at step k, from 0.
  package func isPresent(_ k: Int) -> Bool { present?[k] ?? true }

  /// Whether each row had a gradient at step k, from 0; nil where all had.
  func rows(_ k: Int) -> ArraySlice<Bool>? { rows?[k * rowCount..<(k + 1) * rowCount] }

  /// The number of rows: the extent of the first axis.
  var rowCount: Int { shape.first ?? 1 }

  /// Ends the process where an array has another count than the steps and the elements ask for.
  func checkCounts(steps: Int) {
    func check(_ what: String, _ found: Int?, _ needed: Int) {
      guard let found, found != needed else { return }
      // Not a precondition: an optimised one says nothing.
      fatalError("\(what) of \(name) has \(found) values; \(steps) steps of \(count) elements need \(needed)")
    }
    if shape.reduce(1, *) != count { fatalError("\(name) has \(count) values and the shape \(shape)") }
    check("gradients", gradients.count, steps * count)
    check("parameters", parameters?.count, steps * count)
    check("present", present?.count, steps)
    check("rows", rows?.count, steps * rowCount)
    check("learning rates", learningRates?.count, count)
    for slot in Slot.allCases {
      check(slot.rawValue, slots[slot]?.count, steps * count)
      check("initial \(slot.rawValue)", initialSlots[slot]?.count, count)
    }
  }
}
