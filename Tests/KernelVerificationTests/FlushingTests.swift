import KernelVerification
import OptimizerReference
import Testing

/// Recordings of code that sets subnormal numbers to 0.
@Suite struct FlushingTests {
  private static let tiny = 0x1p-65

  /// Whether a float32 recording of one step passes whose v is flushed: (1 − β2)g² is below the least normal Float for g = 2⁻⁶⁵.
  private static func passes(flushes: Bool, g: Double = tiny, v: Double = 0, θ: Double = 0) throws -> Bool {
    let plain = Implementation(
      name: "paper.Adam", evidence: .recordings,
      reference: { json throws(InvalidHyperparameter) in ErasedReference(try Adam(json: json)) }, kernel: nil, samples: [])
    let json = #"{"alpha": 0.5, "beta1": 0.5, "beta2": 0.5, "epsilon": 1}"#
    let after = θ - 0.5 * g / (1 + (v == 0 ? 0 : abs(g)))
    let w = Trajectory(
      name: "w", initial: [θ], gradients: [g], parameters: [Double(Float(after))], slots: [.m: [0.5 * g], .v: [v]])
    let recording = Case(
      checked: "recording", implementation: "paper.Adam", hyperparameters: json, steps: 1, tensors: [w], recorded: .float32, rerun: "")
    return try Verifier([flushes ? plain.flushingSubnormals() : plain]).judge(recording).verdict == .pass
  }

  @Test func whatIsFlushedPassesWhereItIsDeclared() throws {
    #expect(try Self.passes(flushes: true))
    #expect(try !Self.passes(flushes: false))
  }

  /// What nobody flushes: v is a normal number, or comes out as another than 0 or itself.
  @Test func whatIsNotSubnormalIsNotFlushed() throws {
    #expect(try !Self.passes(flushes: true, g: 0x1p-60))
    #expect(try !Self.passes(flushes: true, v: 0x1p-119))
    #expect(try Self.passes(flushes: true, g: 0x1p-60, v: 0x1p-121))
  }

  @Test func aSubnormalNumberThatIsGivenMayBeNothing() {
    let given = Flushing<Float>.taken(Bounded<Double>(value: 0x1p-130, bound: 0), as: Bounded<Flushing<Float>>.self)
    #expect(given.value == 0x1p-130 && given.bound == 0x1p-130)
    #expect(Flushing<Float>.taken(Bounded<Double>(value: 0x1p-126, bound: 0), as: Bounded<Flushing<Float>>.self).bound == 0)
    #expect(Flushing<Double>.leastNormal == 0x1p-1022 && Flushing<Float>.leastNormal == 0x1p-126)
    #expect(Flushing<Float>.holds(0) && Flushing<Float>.holds(1) && !Flushing<Float>.holds(0x1p-130))
  }
}
