public import OptimizerReference

/// What a candidate gets for a step, and where it leaves the result. All arrays have the same count.
public struct CandidateStep: Sendable {
  /// The step, from 1.
  public let t: Int
  /// Whether the state is what this candidate's last step left, so that one which keeps state of its own goes on from that. Otherwise the
  /// state is the verifier's choice, and a candidate that keeps its own must take it over.
  public let continues: Bool
  /// The gradient.
  public let gradients: [Float]
  /// The parameter: before the step, and after it.
  public var parameters: [Float]
  private(set) var slots: [Slot: [Float]]

  init(t: Int, gradients: [Float], parameters: [Float], slots: [Slot: [Float]], continues: Bool) {
    self.t = t
    self.continues = continues
    self.gradients = gradients
    self.parameters = parameters
    self.slots = slots
  }

  /// What the optimizer remembers in `slot`; empty where it keeps none.
  public subscript(slot: Slot) -> [Float] {
    get { slots[slot, default: []] }
    _modify { yield &slots[slot, default: []] }
  }

  /// The first moment.
  public var m: [Float] {
    get { self[.m] }
    _modify { yield &self[.m] }
  }

  /// The second raw moment.
  public var v: [Float] {
    get { self[.v] }
    _modify { yield &self[.v] }
  }

  /// AMSGrad's maximum; empty where none is kept.
  public var vmax: [Float] {
    get { self[.vmax] }
    _modify { yield &self[.vmax] }
  }
}
