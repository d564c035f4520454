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
  // Not a dictionary: a kernel may come here for every element, and hashing would take longer than its step.
  /// The first moment.
  public var m: [Float]
  /// The second raw moment.
  public var v: [Float]
  /// AMSGrad's maximum; empty where none is kept.
  public var vmax: [Float]

  init(t: Int, gradients: [Float], parameters: [Float], slots: [Slot: [Float]], continues: Bool) {
    self.t = t
    self.continues = continues
    self.gradients = gradients
    self.parameters = parameters
    m = slots[.m, default: []]
    v = slots[.v, default: []]
    vmax = slots[.vmax, default: []]
  }

  /// What the optimizer remembers in `slot`; empty where it keeps none.
  public subscript(slot: Slot) -> [Float] {
    get {
      switch slot {
      case .m: m
      case .v: v
      case .vmax: vmax
      }
    }
    _modify {
      switch slot {
      case .m: yield &m
      case .v: yield &v
      case .vmax: yield &vmax
      }
    }
  }
}
