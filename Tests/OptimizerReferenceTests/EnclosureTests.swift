import OptimizerReference
import Testing

/// A whole step of each reference, with random hyperparameters from random states: the bounds hold what other arithmetics make
/// of the same equations.
@Suite struct EnclosureTests {
  /// A reference with random hyperparameters, by number.
  static func reference(_ kind: Int, _ random: inout Random) throws -> any Reference {
    let (α, β1, β2) = (random.pick([1e-3, 0.1, 1, 0.03]), random.pick([0, 0.5, 0.9, 0.99]), random.pick([0.65, 0.9, 0.99, 0.999]))
    let (ε, λ) = (random.pick([1e-16, 1e-8, 1e-3, 1]), random.pick([0, 0.01, 0.5]))
    let (flag, other) = (random.unit() < 0.5, random.unit() < 0.5)
    switch kind {
    case 0: return Adam(α: α, β1: β1, β2: β2, ε: ε)
    case 1: return AdamReformulated(α: α, β1: β1, β2: β2, ε̂: ε)
    case 2: return AMSGrad(α: α, β1: β1, β2: β2)
    case 3: return RAdam(α: α, β1: β1, β2: β2)
    case 4:
      let shared = #""lr": \#(α), "betas": [\#(β1), \#(β2)], "eps": \#(ε), "weight_decay": \#(λ), "maximize": \#(flag), "#
      return try Torch.Adam(json: "{" + shared + #""amsgrad": \#(other), "decoupled_weight_decay": \#(random.unit() < 0.5)}"#)
    case 5:
      let shared = #""lr": \#(α), "betas": [\#(β1), \#(β2)], "eps": \#(ε), "weight_decay": \#(λ), "maximize": \#(flag), "#
      return try Torch.RAdam(json: "{" + shared + #""decoupled_weight_decay": \#(other)}"#)
    default:
      let shared = #""learning_rate": \#(α), "beta1": \#(β1), "beta2": \#(β2), "epsilon": \#(ε), "weight_decay": \#(λ), "#
      return try Kozistr.RAdam(json: "{" + shared + #""decay": \#(flag ? 0.1 : 0), "warmup_proportion": 0.1, "amsgrad": false}"#)
    }
  }

  /// An element with the state that some steps may have left.
  static func element(_ random: inout Random) -> Element<Double> {
    var x = Element<Double>(θ: Double(random.float(exponents: -12...4)), g: Double(random.float(exponents: -12...4)))
    x.m = Double(random.float(exponents: -12...4))
    x.v = Double(abs(random.float(exponents: -20...8)))
    x.vmax = Double(abs(random.float(exponents: -20...8)))
    return x
  }

  /// One step in the scalars C and S from `x`, all admissible variants.
  static func step<C: Scalar, S: Scalar>(
    _ reference: some Reference, _ t: Int, _ arrangement: Arrangement, _ schedule: C.Type, _ scalar: S.Type, from x: Element<Double>
  ) -> [Element<S>] {
    let variants: [Variant<S>] = reference.step(t: t, arrangement: arrangement, schedule: schedule)
    return variants.map { variant in
      var y = Element<S>(x)
      variant.step(&y)
      return y
    }
  }

  /// The numbers of an element that a step may change.
  static func numbers<S>(_ x: Element<S>) -> [S] { [x.θ, x.m, x.v, x.vmax] }

  /// Runs `body` on many random steps of the reference of that number.
  static func forEachStep(_ kind: Int, _ body: (any Reference, Int, Arrangement, Element<Double>) throws -> Void) throws {
    var random = Random(seed: UInt64(kind))
    for _ in 0..<500 {
      let reference = try Self.reference(kind, &random)
      let t = random.pick([1, 2, 3, 7, 20])
      try body(reference, t, random.pick(reference.arrangements), Self.element(&random))
    }
  }

  /// The value of a bounded run is the plain run in Double, to the bit.
  @Test(arguments: 0..<7)
  func valuesAreThoseOfDouble(kind: Int) throws {
    try Self.forEachStep(kind) { reference, t, arrangement, x in
      let plain = Self.step(reference, t, arrangement, Double.self, Double.self, from: x)[0]
      let inDouble = Self.step(reference, t, arrangement, Bounded<Double>.self, Bounded<Double>.self, from: x)
      let inFloat = Self.step(reference, t, arrangement, Bounded<Double>.self, Bounded<Float>.self, from: x)
      try #require(inDouble.count == 1 && inFloat.count == 1)
      for (value, (a, b)) in zip(Self.numbers(plain), zip(Self.numbers(inDouble[0]), Self.numbers(inFloat[0]))) {
        #expect(a.value.bitPattern == value.bitPattern && b.value.bitPattern == value.bitPattern)
      }
    }
  }

  /// A kernel in Float is within the bound, and comes near enough to it that the bound says something.
  @Test(arguments: 0..<7)
  func floatIsEnclosed(kind: Int) throws {
    var worst = 0.0
    try Self.forEachStep(kind) { reference, t, arrangement, x in
      let single = Self.step(reference, t, arrangement, Double.self, Single.self, from: x)[0]
      let bounded = Self.step(reference, t, arrangement, Bounded<Double>.self, Bounded<Float>.self, from: x)[0]
      for (got, z) in zip(Self.numbers(single), Self.numbers(bounded)) where z.bound > 0 {
        #expect(z.bound < .infinity)
        let ratio = abs(got.value - z.value) / z.bound
        #expect(ratio <= 1, "\(reference), t = \(t): \(got) is not within \(z)")
        worst = max(worst, ratio)
      }
    }
    #expect(worst > 0.6)
  }

  /// The same with the schedule in Float, where ρt may leave the branch open: one of the variants holds the run.
  @Test(arguments: 0..<7)
  func floatScheduleIsEnclosed(kind: Int) throws {
    try Self.forEachStep(kind) { reference, t, arrangement, x in
      let single = Self.step(reference, t, arrangement, Single.self, Single.self, from: x)[0]
      let admissible = Self.step(reference, t, arrangement, Bounded<Float>.self, Bounded<Float>.self, from: x)
      let isEnclosed = admissible.contains { bounded in
        zip(Self.numbers(single), Self.numbers(bounded)).allSatisfy { abs($0.value - $1.value) <= $1.bound }
      }
      #expect(isEnclosed, "\(reference), t = \(t): \(single) is in none of \(admissible)")
    }
  }

  #if arch(x86_64)
    /// The run with 64 bits, which is all but exact, is within the bound of the run in Double.
    @Test(arguments: 0..<7)
    func extendedPrecisionIsEnclosed(kind: Int) throws {
      var worst = 0.0
      try Self.forEachStep(kind) { reference, t, arrangement, x in
        let exact = Self.step(reference, t, arrangement, Extended.self, Extended.self, from: x)[0]
        let bounded = Self.step(reference, t, arrangement, Bounded<Double>.self, Bounded<Double>.self, from: x)[0]
        for (got, z) in zip(Self.numbers(exact), Self.numbers(bounded)) where z.bound > 0 {
          let ratio = Double(abs(got.number - Float80(z.value))) / z.bound
          // The 64 bits round too, 2⁻¹¹ of what Double does.
          #expect(ratio <= 1 + 0x1p-8, "\(reference), t = \(t): \(got) is not within \(z)")
          worst = max(worst, ratio)
        }
      }
      #expect(worst > 0.3)
    }
  #endif
}
