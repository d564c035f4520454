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
    /// The same where elements have steps of their own; nil where all take this one.
    var ownCloseStep: ((_ element: Int) -> CloseStep?)?

    /// A step that is put together.
    init(branch: String?, advance: @escaping (_ before: [EnclosedElement], _ after: inout [EnclosedElement]) -> Void) {
      self.branch = branch
      self.advance = advance
    }

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

  /// Whether it takes gradients of which rows are absent.
  public let takesRows: Bool
  /// Whether the parameter of that name is left out of weight decay.
  public let excludes: @Sendable (_ parameter: String) -> Bool
  /// Whether it does anything to gradients before the elements are stepped.
  public var preparesGradients: Bool { preparation != nil }

  @usableFromInline let starts: @Sendable (Slot, _ θ: Double) -> Double
  @usableFromInline let preparation: (@Sendable (_ isDouble: Bool, [Gradient<Bounded<Double>>]) -> [Gradient<Bounded<Double>>])?
  @usableFromInline let fastSteps: @Sendable (_ t: Int, Arrangement, Arithmetic) -> [Step]
  @usableFromInline let fastLanes: @Sendable (_ t: Int, Arrangement) -> [Variant<BoundedLanes>]
  @usableFromInline let fastScreens: @Sendable (_ t: Int, Arrangement) -> [Screen]
  @usableFromInline let reference: any Reference
  /// Whether what it is held against flushes subnormal numbers to 0.
  @usableFromInline var flushesSubnormals = false
  /// The same with each learning rate that an element of the case has of its own.
  var byRate: [Double: ErasedReference] = [:]
  /// Where elements have learning rates of their own, the reference of each rate and the elements that it steps.
  var parts: [(reference: ErasedReference, elements: [Int])]?

  /// The same for a candidate that flushes subnormal numbers to 0: only what is beyond its bound otherwise is looked at with that in mind.
  func flushingSubnormals() -> ErasedReference {
    var copy = self
    copy.flushesSubnormals = true
    return copy
  }

  /// The admissible steps at t.
  ///
  /// - Precondition: t ≥ 1. Otherwise the process may end.
  public func steps(_ t: Int, _ arrangement: Arrangement, _ arithmetic: Arithmetic) -> [Step] {
    if let parts {
      let all = parts.map { ($0.reference.steps(t, arrangement, arithmetic), $0.elements) }
      // Branches hang on t, not on the learning rate: all have the same.
      return all.first.map { first in first.0.indices.map { i in Step(all.map { ($0.0[i], $0.1) }) } } ?? []
    }
    var steps = fastSteps(t, arrangement, arithmetic)
    for index in steps.indices {
      steps[index].closely = CloseStep(
        reference: reference, t: t, arrangement: arrangement, arithmetic: arithmetic, index: index, flushesSubnormals: flushesSubnormals)
    }
    return steps
  }

  /// The admissible steps at t for a Float kernel whose coefficients are computed in Double, each over several elements at once, in the
  /// order of ``steps(_:_:_:)``; nil where the elements of the tensor have steps of their own.
  func laneSteps(_ t: Int, _ arrangement: Arrangement) -> [Variant<BoundedLanes>]? {
    parts == nil ? fastLanes(t, arrangement) : nil
  }

  /// The admissible steps at t for a Float kernel whose coefficients are computed in Double, each as a pass over whole arrays; in the order
  /// of ``steps(_:_:_:)``.
  public func screens(_ t: Int, _ arrangement: Arrangement) -> [Screen] { fastScreens(t, arrangement) }

  /// Whether its steps, with these hyperparameters, are of one branch or another.
  var hasBranches: Bool { fastSteps(1, arrangements.first ?? .asWritten, .double).contains { $0.branch != nil } }

  /// What it remembers in `slot` before the first step.
  public func start(_ slot: Slot, _ θ: Double) -> Double { starts(slot, θ) }

  /// Prepares the gradients of one step, of all parameters that have one.
  func prepare(_ gradients: inout [Gradient<Bounded<Double>>], _ arithmetic: Arithmetic) {
    guard let preparation else { return }
    guard flushesSubnormals else {
      gradients = preparation(arithmetic.isDouble, gradients)
      return
    }
    gradients = arithmetic.isDouble ? flushed(gradients, Double.self) : flushed(gradients, Float.self)
  }

  /// Prepares where subnormal numbers are flushed: through an existential, which is slow.
  private func flushed<Format: RoundingFormat & BinaryFloatingPoint>(
    _ gradients: [Gradient<Bounded<Double>>], _ format: Format.Type
  ) -> [Gradient<Bounded<Double>>] {
    typealias Number = Bounded<Flushing<Format>>
    var prepared = gradients.map { gradient in
      Gradient<Number>(shape: gradient.shape, values: gradient.values.map { Flushing<Format>.taken($0, as: Number.self) })
    }
    reference.prepare(&prepared)
    return prepared.map { gradient in
      Gradient(shape: gradient.shape, values: gradient.values.map { Bounded(value: $0.value, bound: $0.bound) })
    }
  }

  @inlinable static func prepared<R: Reference>(
    _ gradients: [Gradient<Bounded<Double>>], _ reference: R, isDouble: Bool
  ) -> [Gradient<Bounded<Double>>] {
    var inDouble = gradients
    if isDouble {
      reference.prepare(&inDouble)
      return inDouble
    }
    var inFloat = gradients.map { gradient in
      Gradient<Bounded<Float>>(shape: gradient.shape, values: gradient.values.map { Bounded<Float>(value: $0.value, bound: $0.bound) })
    }
    reference.prepare(&inFloat)
    return inFloat.map { gradient in
      Gradient<Bounded<Double>>(shape: gradient.shape, values: gradient.values.map { Bounded<Double>(value: $0.value, bound: $0.bound) })
    }
  }

  /// Erases `reference`. To be called where its type is known, in an optimised module.
  @inlinable public init<R: Reference>(_ reference: R) {
    self.reference = reference
    slots = reference.slots
    arrangements = reference.arrangements
    countsMissedSteps = reference.countsMissedSteps
    takesRows = reference.takesRows
    excludes = { reference.excludes($0) }
    starts = { slot, θ in reference.start(slot, θ: θ) }
    if reference.preparesGradients {
      preparation = { Self.prepared($1, reference, isDouble: $0) }
    } else {
      preparation = nil
    }
    fastLanes = { t, arrangement in reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self) }
    fastScreens = { t, arrangement in
      let variants: [Variant<Bounded<Float>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
      let overflowing: [Variant<Bounded<Overflowing<Float>>>] = reference.step(
        t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
      return variants.indices.map { i in
        Screen(variants[i], overflowing: overflowing[i].step) { Self.unlimitedStep(reference, t, arrangement, i) }
      }
    }
    fastSteps = { t, arrangement, arithmetic in
      switch arithmetic {
      case .float:
        let variants: [Variant<Bounded<Float>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .floatConstants:
        let variants: [Variant<Bounded<FloatConstants>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .floatInterpolated:
        let variants: [Variant<Interpolating<Bounded<Float>>>] = reference.step(
          t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
        return variants.map { Step($0) }
      case .double, .floatWithFloatSchedule, .doubleInterpolated:
        return Self.rareSteps(reference, t, arrangement, arithmetic)
      }
    }
  }

  /// The step of the few elements that overflow in another order of the operations: not specialized either.
  @usableFromInline @inline(never) static func unlimitedStep(
    _ reference: any Reference, _ t: Int, _ arrangement: Arrangement, _ index: Int
  ) -> (inout Element<Bounded<Unlimited<Float>>>) -> Void {
    let variants: [Variant<Bounded<Unlimited<Float>>>] = reference.step(t: t, arrangement: arrangement, schedule: Bounded<Double>.self)
    return variants[index].step
  }

  /// The steps of an arithmetic that few checks ask for: not specialized, for each specialization of all references takes seconds to compile.
  @usableFromInline @inline(never) static func rareSteps(
    _ reference: any Reference, _ t: Int, _ arrangement: Arrangement, _ arithmetic: Arithmetic
  ) -> [Step] {
    func steps<C: Scalar, S: Scalar>(_ schedule: C.Type, _ scalar: S.Type) -> [Step] {
      let variants: [Variant<S>] = reference.step(t: t, arrangement: arrangement, schedule: schedule)
      return variants.map { Step($0) }
    }
    switch arithmetic {
    case .floatInterpolated: return steps(Bounded<Double>.self, Interpolating<Bounded<Float>>.self)
    case .doubleInterpolated: return steps(Bounded<Double>.self, Interpolating<Bounded<Double>>.self)
    case .floatWithFloatSchedule:
      return steps(FloatSchedule<NearestPower>.self, Bounded<Float>.self) + steps(FloatSchedule<PowerBelow>.self, Bounded<Float>.self)
        + steps(FloatSchedule<PowerAbove>.self, Bounded<Float>.self) + steps(FloatSchedule<PowerBySquaring>.self, Bounded<Float>.self)
    case .float: return steps(Bounded<Double>.self, Bounded<Float>.self)
    case .floatConstants: return steps(Bounded<Double>.self, Bounded<FloatConstants>.self)
    case .double: return steps(Bounded<Double>.self, Bounded<Double>.self)
    }
  }
}

extension ErasedReference {
  /// The common formula at a point. In this file, where the initialiser above is: only there a debug build, file by file, specialises it.
  init(_ convention: Convention) { self.init(ConventionFormula(convention)) }
}
