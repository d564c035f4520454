public import OptimizerReference

/// An element whose every number carries a bound, whatever format the bound is for.
public typealias EnclosedElement = Element<Bounded<Double>>

/// A reference without its type: closures that the compiler specialised where the type was known.
///
/// An existential, or a generic that is not specialised, takes four times as long for each element.
public struct ErasedReference: Sendable {
  /// One admissible step, over all elements of a tensor.
  public struct Step {
    /// The branch that it takes; nil where there is none.
    public let branch: String?
    /// Takes each element from before the step to after it. Both arrays have one count; they are the caller's, to be used again.
    public let advance: (_ before: [EnclosedElement], _ after: inout [EnclosedElement]) -> Void
    /// The same step for single elements, slowly; nil where no optimizer takes it.
    var closely: CloseStep?

    @inlinable init<S: Scalar>(_ variant: Variant<S>) {
      branch = variant.branch
      let step = variant.step
      advance = { before, after in
        for i in before.indices {
          var x = Element<S>(before[i])
          step(&x)
          after[i] = EnclosedElement(x)
        }
      }
    }
  }

  /// What the optimizer remembers.
  public let slots: [Slot]
  /// Its arrangements, the source's own first.
  public let arrangements: [Arrangement]
  /// Whether t goes on where a parameter has no gradient.
  public let countsMissedSteps: Bool

  @usableFromInline let fastSteps: @Sendable (_ t: Int, Arrangement, Arithmetic) -> [Step]
  @usableFromInline let reference: any Reference

  /// The admissible steps at t.
  public func steps(_ t: Int, _ arrangement: Arrangement, _ arithmetic: Arithmetic) -> [Step] {
    var steps = fastSteps(t, arrangement, arithmetic)
    for index in steps.indices {
      steps[index].closely = CloseStep(
        reference: reference, t: t, arrangement: arrangement, arithmetic: arithmetic, index: index)
    }
    return steps
  }

  /// Erases `reference`. To be called where its type is known, in an optimised module.
  @inlinable public init<R: Reference>(_ reference: R) {
    self.reference = reference
    slots = reference.slots
    arrangements = reference.arrangements
    countsMissedSteps = reference.countsMissedSteps
    fastSteps = { t, arrangement, arithmetic in
      switch arithmetic {
      case .float:
        let variants: [Variant<Bounded<Float>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .floatInterpolated:
        let variants: [Variant<Interpolating<Bounded<Float>>>] = reference.step(
          t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .floatWithFloatSchedule:
        let nearest: [Variant<Bounded<Float>>] = reference.step(
          t: t, arrangement: arrangement, schedule: FloatSchedule<NearestPower>.self)
        let below: [Variant<Bounded<Float>>] = reference.step(t: t, arrangement: arrangement, schedule: FloatSchedule<PowerBelow>.self)
        let above: [Variant<Bounded<Float>>] = reference.step(t: t, arrangement: arrangement, schedule: FloatSchedule<PowerAbove>.self)
        return (nearest + below + above).map { Step($0) }
      case .floatConstants:
        let variants: [Variant<Bounded<FloatConstants>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .doubleInterpolated:
        let variants: [Variant<Interpolating<Bounded<Double>>>] = reference.step(
          t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .double:
        let variants: [Variant<Bounded<Double>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      }
    }
  }
}
