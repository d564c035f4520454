public import OptimizerReference

/// What a candidate gets for a step, and where it leaves the result. All arrays have the same count.
public struct CandidateStep: Sendable {
  /// The parameter's name.
  public let parameter: String
  /// The step, from 1.
  public internal(set) var t: Int
  /// Whether the state is what this candidate's last step left, so that one which keeps state of its own goes on from that. Otherwise the
  /// state is the verifier's choice, and a candidate that keeps its own must take it over.
  public internal(set) var continues: Bool
  /// How many steps went by since this candidate's last one at which the parameter had no gradient and t went on all the same.
  public let missedSteps: Int
  /// The parameter's shape, the last axis the fastest.
  public let shape: [Int]
  /// The gradient, as the caller gives it: before any clipping.
  public internal(set) var gradients: [Float]
  /// Whether each row (of the first axis) has a gradient; nil where all have. The gradient of the others is 0 here.
  public let rows: [Bool]?
  /// A learning rate for each element, in the place of the hyperparameters' own; nil where all have that.
  public let learningRates: [Float]?
  /// The gradients of the other parameters that have one at this step, in their order: for an optimizer that clips by a common norm.
  public let neighbours: [Neighbour]
  /// The parameter: before the step, and after it.
  public var parameters: [Float]
  // Not a dictionary: a kernel may come here for every element, and hashing would take longer than its step.
  /// The first moment.
  public var m: [Float]
  /// The second raw moment.
  public var v: [Float]
  /// AMSGrad's maximum; empty where none is kept, as are all that follow.
  public var vmax: [Float]
  /// AdaBelief's variance.
  public var s: [Float]
  /// The averaged rate of AdaMod and AdaBalance.
  public var stepSize: [Float]
  /// The velocity of SGD with momentum.
  public var momentum: [Float]
  /// AdaGrad's sum.
  public var sum: [Float]
  /// Adamax' maximum of |g|.
  public var u: [Float]
  /// Lookahead's slow weights.
  public var slow: [Float]

  /// Another parameter of the same step.
  public struct Neighbour: Sendable {
    /// Whether it comes before this one in the optimizer's order.
    public let isBefore: Bool
    /// Its shape.
    public let shape: [Int]
    /// Its gradient.
    public let gradients: [Float]
  }

  init(
    t: Int, gradients: [Float], parameters: [Float], slots: [Slot: [Float]], continues: Bool, shape: [Int]? = nil, rows: [Bool]? = nil,
    learningRates: [Float]? = nil, neighbours: [Neighbour] = [], missedSteps: Int = 0, parameter: String = "w"
  ) {
    self.parameter = parameter
    self.t = t
    self.missedSteps = missedSteps
    self.continues = continues
    self.shape = shape ?? [gradients.count]
    self.gradients = gradients
    self.rows = rows
    self.learningRates = learningRates
    self.neighbours = neighbours
    self.parameters = parameters
    m = slots[.m, default: []]
    v = slots[.v, default: []]
    vmax = slots[.vmax, default: []]
    s = slots[.s, default: []]
    stepSize = slots[.stepSize, default: []]
    momentum = slots[.momentum, default: []]
    sum = slots[.sum, default: []]
    u = slots[.u, default: []]
    slow = slots[.slow, default: []]
  }

  /// The same with another step number or gradient: what a wrong kernel takes for them.
  package func given(t: Int? = nil, gradients: [Float]? = nil) -> CandidateStep { copy(t: t, gradients: gradients, rows: rows, neighbours) }

  /// The same without the other parameters.
  package func alone() -> CandidateStep { copy(rows: rows, []) }

  /// The same with a gradient in every row.
  package func withAllRows() -> CandidateStep { copy(rows: nil, neighbours) }

  private func copy(t: Int? = nil, gradients: [Float]? = nil, rows: [Bool]?, _ neighbours: [Neighbour]) -> CandidateStep {
    CandidateStep(
      t: t ?? self.t, gradients: gradients ?? self.gradients, parameters: parameters,
      slots: Dictionary(uniqueKeysWithValues: Slot.allCases.map { ($0, self[$0]) }), continues: continues, shape: shape, rows: rows,
      learningRates: learningRates, neighbours: neighbours, missedSteps: missedSteps, parameter: parameter)
  }

  /// What the optimizer remembers in `slot`; empty where it keeps none.
  public subscript(slot: Slot) -> [Float] {
    get {
      switch slot {
      case .m: m
      case .v: v
      case .vmax: vmax
      case .s: s
      case .stepSize: stepSize
      case .momentum: momentum
      case .sum: sum
      case .u: u
      case .slow: slow
      }
    }
    _modify {
      switch slot {
      case .m: yield &m
      case .v: yield &v
      case .vmax: yield &vmax
      case .s: yield &s
      case .stepSize: yield &stepSize
      case .momentum: yield &momentum
      case .sum: yield &sum
      case .u: yield &u
      case .slow: yield &slow
      }
    }
  }
}
