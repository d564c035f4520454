import KernelVerification
import OptimizerReference
import Testing

/// The bound is a line: the last Float inside it passes and the next fails, on either side and for each observable.
@Suite struct BoundEdgeTests {
  /// An element after the reference's step, in a scalar S.
  static func after<S: Scalar>(_ x: CandidateStep, _ i: Int, _: S.Type) -> Element<S> {
    var element = Element<S>(θ: S(value: Double(x.parameters[i]), bound: 0), g: S(value: Double(x.gradients[i]), bound: 0))
    element.m = S(value: Double(x.m[i]), bound: 0)
    element.v = S(value: Double(x.v[i]), bound: 0)
    let adam = Adam(α: 0.1, β1: 0.9, β2: 0.99, ε: 0.001)
    let variants: [Variant<S>] = adam.step(t: x.t, arrangement: .asWritten, schedule: Bounded<Double>.self)
    variants[0].step(&element)
    return element
  }

  /// The last Float within the bound of `z`, toward `sign`; with `past` the first beyond it.
  static func edge(_ z: some Scalar, toward sign: Double, past: Bool = false) -> Float {
    var x = Float(z.value)
    func isInside(_ x: Float) -> Bool { abs(Double(x) - z.value) <= z.bound }
    while isInside(x) { x = sign > 0 ? x.nextUp : x.nextDown }
    return past ? x : sign > 0 ? x.nextDown : x.nextUp
  }

  /// All values at the edge of their bounds.
  static func atTheEdge(_ x: inout CandidateStep, toward sign: Double) {
    for i in x.gradients.indices {
      let z = after(x, i, Bounded<Float>.self)
      (x.parameters[i], x.m[i], x.v[i]) = (edge(z.θ, toward: sign), edge(z.m, toward: sign), edge(z.v, toward: sign))
    }
  }

  @Test(arguments: [1.0, -1])
  func justInsidePasses(sign: Double) throws {
    let result = try verifier.judge(ClosureCandidate { Self.atTheEdge(&$0, toward: sign) }, on: adamCase())
    #expect(result.verdict == .pass)
    #expect(result.tally.worstRatio <= 1 && result.tally.worstRatio > 0.9)
  }

  @Test(arguments: [1.0, -1], [Observable.parameter, .slot(.m), .slot(.v), .update])
  func justOutsideFails(sign: Double, observable: Observable) throws {
    let candidate = ClosureCandidate { x in
      // Beyond the wider bound too, which holds for interpolated moments.
      let z = Self.after(x, 5, Interpolating<Bounded<Float>>.self)
      // The step from θ = 0 is the only one with such parameters.
      let isUpdate = x.parameters.allSatisfy { $0 == 0 }
      honestAdam(&x)
      switch observable {
      case .parameter: if !isUpdate { x.parameters[5] = Self.edge(z.θ, toward: sign, past: true) }
      case .update: if isUpdate { x.parameters[5] = Self.edge(z.θ, toward: sign, past: true) }
      case .slot(let slot): x[slot][5] = Self.edge(z[slot], toward: sign, past: true)
      }
    }
    let result = try verifier.judge(candidate, on: adamCase())
    #expect(result.verdict == .fail)
    let mismatch = try #require(result.checks[0].mismatch)
    #expect(mismatch.observable == observable && mismatch.element == 5 && mismatch.step == 1)
    #expect(mismatch.ratio > 1 && mismatch.ratio < 2.5)
    #expect((mismatch.got > mismatch.reference) == (sign > 0))
  }

  /// As many bounds off as a recording may be, to the last bit of a Double: a ratio of 1, or 2 where both sides are Doubles, passes, and the
  /// next Double fails. The moment is −½ + ½ = 0, so that the recorded number is the error itself.
  @Test(arguments: [Precision.float32, .float64], [1.0, -1])
  func theLastDoubleWithinTheLimit(precision: Precision, sign: Double) throws {
    let (z, limit): (any Scalar, Double) =
      precision == .float64 ? (Self.moment(Interpolating<Bounded<Double>>.self), 2) : (Self.moment(Interpolating<Bounded<Float>>.self), 1)
    #expect(z.value == 0 && z.bound > 0)
    let edge = limit * z.bound
    let inside = try verifier.judge(Self.recording(m: sign * edge, precision))
    #expect(inside.verdict == .pass && inside.tally.worstRatio == limit)
    let outside = try verifier.judge(Self.recording(m: sign * edge.nextUp, precision))
    #expect(outside.verdict == .fail && outside.checks[0].mismatch?.observable == .slot(.m))
  }

  private static let halves = Adam(α: 0.1, β1: 0.5, β2: 0.99, ε: 0.001)

  /// One step of ``halves`` from m = −1 with g = 1.
  private static func step<S: Scalar>(_: S.Type) -> Element<S> {
    var element = Element<S>(θ: 1, g: 1)
    element.m = S(value: -1, bound: 0)
    let variants: [Variant<S>] = halves.step(t: 1, arrangement: .asWritten, schedule: Bounded<Double>.self)
    variants[0].step(&element)
    return element
  }

  private static func moment<S: Scalar>(_: S.Type) -> S { step(S.self).m }

  /// That step as it would be recorded, with `m` as its moment.
  private static func recording(m: Double, _ precision: Precision) -> Case {
    let w = Trajectory(
      name: "w", initial: [1], initialSlots: [.m: [-1]], gradients: [1], parameters: [step(Double.self).θ], slots: [.m: [m]])
    return Case(
      checked: "recording", implementation: "paper.Adam",
      hyperparameters: #"{"alpha": 0.1, "beta1": 0.5, "beta2": 0.99, "epsilon": 0.001}"#,
      steps: 1, tensors: [w], recorded: precision, rerun: "")
  }

  /// Moments by interpolation are as right as by the sum, even where the sum's own bound does not hold them.
  @Test func interpolatedMomentsPass() throws {
    final class Count { var beyond = 0 }
    let count = Count()
    let candidate = ClosureCandidate { x in
      for i in x.gradients.indices {
        let z = Self.after(x, i, Interpolating<Bounded<Float>>.self)
        let plain = Self.after(x, i, Bounded<Float>.self)
        (x.parameters[i], x.m[i], x.v[i]) = (Self.edge(z.θ, toward: 1), Self.edge(z.m, toward: 1), Self.edge(z.v, toward: 1))
        if abs(Double(x.m[i]) - plain.m.value) > plain.m.bound { count.beyond += 1 }
      }
    }
    #expect(try verifier.judge(candidate, on: adamCase()).verdict == .pass)
    #expect(count.beyond > 0)
  }
}
