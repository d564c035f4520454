public import OptimizerReference

/// One value beyond its bound, with all that is needed to look at it.
public struct Mismatch: Sendable {
  /// The parameter's name in the case.
  public let tensor: String
  /// The step, from 1.
  public let step: Int
  /// The element, from 0.
  public let element: Int
  /// What was compared.
  public let observable: Observable
  /// The element before the step, and its gradient.
  public let before: EnclosedElement
  /// The slots among it that the optimizer keeps.
  public let slots: [Slot]
  /// What the candidate gave.
  public let got: Double
  /// What the reference gave.
  public let reference: Double
  /// How far from it an honest evaluation may be.
  public let bound: Double
  /// |got − reference| / bound.
  public let ratio: Double
  /// The arrangement and branch that the reference took.
  public let variant: String
  /// Whether the values are Doubles rather than Floats.
  public let isDouble: Bool
}
