public import OptimizerReference

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
}
