/// The learning rate of a legacy Keras optimizer: a number or a schedule, and an inverse-time decay, both of the step counted from 0.
public struct KerasRate: Sendable {
  public let number: KerasNumber
  public let decay: Double

  init(_ given: Hyperparameters, keepsFloat: Bool) throws(InvalidHyperparameter) {
    number = try KerasNumber(given, "learning_rate", keepsFloat: keepsFloat)
    decay = try given.keras("decay", .nonNegative, keepsFloat: keepsFloat)
  }

  /// The rate of step t, from 1.
  @inlinable func value<C: Scalar>(_ t: Int, _ schedule: C.Type) -> Coefficient<C> {
    let lr = number.value(at: t - 1, in: C.self)
    return decay > 0 ? lr / (1 + Coefficient(decay) * Coefficient(t - 1)) : lr
  }
}
