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
  /// How many values an evaluation may honestly have come to, of which this is the nearest: more than one where something may overflow.
  public let possibilities: Int
  /// |got − reference| / bound.
  public let ratio: Double
  /// The operation that adds most to the bound, and its share of it; nil where there is no bound.
  public let dominant: (operation: String, share: Double)?
  /// The arrangement and branch that the reference took.
  public let variant: String
  /// Whether the values are Doubles rather than Floats.
  public let isDouble: Bool

  init(
    tensor: String, step: Int, element: Int, observable: Observable, before: EnclosedElement, slots: [Slot], got: Double,
    _ worst: StepComparison.Worst, ratio: Double, dominant: (operation: String, share: Double)?, variant: String, isDouble: Bool
  ) {
    self.tensor = tensor
    self.step = step
    self.element = element
    self.observable = observable
    self.before = before
    self.slots = slots
    self.got = got
    reference = worst.expected.value
    bound = worst.expected.bound
    possibilities = worst.possibilities
    self.ratio = ratio
    self.dominant = dominant
    self.variant = variant
    self.isDouble = isDouble
  }
}
