import OptimizerReference

/// One admissible step of a reference, looked at more closely than the fast one can: for single elements, through an existential.
struct CloseStep {
  let reference: any Reference
  let t: Int
  let arrangement: Arrangement
  let arithmetic: Arithmetic
  /// Which of the admissible steps it is.
  let index: Int
  /// Whether subnormal numbers are flushed to 0.
  let flushesSubnormals: Bool

  /// What each observable of an element, the parameter and `slots`, may be after the step. For elements whose bound is infinite, or that
  /// may have overflowed or underflowed in another order of the operations.
  func admitted(slots: [Slot]) -> (_ before: EnclosedElement) -> [[Bounded<Double>]] {
    switch (arithmetic.isDouble, flushesSubnormals) {
    case (true, false): admitted(slots, Possibilities<Double>.self) { .init(value: $0.value, bound: $0.bound) }
    case (false, false): admitted(slots, Possibilities<Float>.self) { .init(value: $0.value, bound: $0.bound) }
    case (true, true): admitted(slots, Possibilities<Flushing<Double>>.self) { Flushing<Double>.taken($0, as: Possibilities.self) }
    case (false, true): admitted(slots, Possibilities<Flushing<Float>>.self) { Flushing<Float>.taken($0, as: Possibilities.self) }
    }
  }

  private func admitted<Format: RoundingFormat>(
    _ slots: [Slot], _ number: Possibilities<Format>.Type, taking: @escaping (Bounded<Double>) -> Possibilities<Format>
  ) -> (EnclosedElement) -> [[Bounded<Double>]] {
    let step = step(number)
    return { before in
      let after = step(before.map(taking))
      return ([after.θ] + slots.map { after[$0] }).map { $0.all.map { Bounded(value: $0.value, bound: $0.bound) } }
    }
  }

  /// The operation whose rounding makes up most of the bound of the parameter, or of a slot, after the step from `before`.
  func dominantOperation(of slot: Slot?, from before: EnclosedElement) -> (operation: String, share: Double)? {
    arithmetic.isDouble ? dominant(slot, before, Double.self) : dominant(slot, before, Float.self)
  }

  private func dominant<Format: RoundingFormat>(
    _ slot: Slot?, _ before: EnclosedElement, _ format: Format.Type
  ) -> (operation: String, share: Double)? {
    func named(_ x: Bounded<Double>, _ name: String) -> Attributed<Format> {
      Attributed(Bounded(value: x.value, bound: x.bound), named: name)
    }
    var x = Element<Attributed<Format>>(θ: named(before.θ, "θ"), g: named(before.g, "g"))
    for slot in reference.slots { x[slot] = named(before[slot], slot.rawValue) }
    let after = step(Attributed<Format>.self)(x)
    return slot.map { after[$0].dominant } ?? after.θ.dominant
  }

  /// The step over `Number`, with interpolated averages where the arithmetic has them.
  private func step<Number: Enclosure>(_ number: Number.Type) -> (Element<Number>) -> Element<Number> {
    if arithmetic.interpolates {
      let variant = variants(Interpolating<Number>.self)[index]
      return { before in
        var x = before.map { Interpolating($0) }
        variant.step(&x)
        return x.map(\.number)
      }
    }
    let variant = variants(Number.self)[index]
    return { before in
      var x = before
      variant.step(&x)
      return x
    }
  }

  private func variants<S: Scalar>(_ scalar: S.Type) -> [Variant<S>] {
    func variants<C: Scalar>(_ schedule: C.Type) -> [Variant<S>] {
      reference.step(t: t, arrangement: arrangement, schedule: schedule)
    }
    guard arithmetic == .floatWithFloatSchedule else { return variants(Bounded<Double>.self) }
    return variants(FloatSchedule<NearestPower>.self) + variants(FloatSchedule<PowerBelow>.self)
      + variants(FloatSchedule<PowerAbove>.self) + variants(FloatSchedule<PowerBySquaring>.self)
  }
}
