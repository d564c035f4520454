import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Recordings of NaN, infinities, zeros and numbers near the ends of Float.
@Suite struct EdgeRecordingTests {
  private static func recordings(_ optimizer: String, _ precision: String) throws -> [Case] {
    try Recordings.files(of: "torch-2.15.0").filter { $0.contains("/\(optimizer)-\(precision)-edge-") }
      .map { try RecordingReader(Registry.verifier).read($0) }
  }

  /// What is at the edge, by name.
  private static func edges(_ value: Double) -> Set<String> {
    switch value.magnitude {
    case _ where value.isNaN: ["NaN"]
    case .infinity: [value > 0 ? "∞" : "−∞"]
    case 0: [value.sign == .minus ? "−0" : "0"]
    case Double(Float.greatestFiniteMagnitude): ["largest"]
    case ..<Double(Float.leastNormalMagnitude): ["subnormal"]
    case 1e19...: ["square overflows"]
    case ..<1e-19: ["square is subnormal"]
    default: []
    }
  }

  @Test(arguments: ["adam", "radam"], ["float32", "float64"])
  func everyEdgeIsRecorded(optimizer: String, precision: String) throws {
    let tensors = try Self.recordings(optimizer, precision).flatMap(\.tensors)
    let given = tensors.flatMap(\.gradients).map(Self.edges).reduce(into: Set()) { $0.formUnion($1) }
    #expect(given == ["NaN", "∞", "−∞", "0", "−0", "largest", "subnormal", "square overflows", "square is subnormal"])
    let starts = tensors.flatMap(\.initial).map(Self.edges).reduce(into: Set()) { $0.formUnion($1) }
    #expect(starts.isSuperset(of: ["NaN", "∞", "−∞", "−0", "largest", "subnormal"]))
  }

  /// What became NaN stays NaN: a number in its place, in θ or in a slot, is noticed.
  @Test(arguments: ["adam", "adamw", "radam"], ["float32", "float64"])
  func aLaunderedNaNIsNoticed(optimizer: String, precision: String) throws {
    let recording = try #require(try Self.recordings(optimizer, precision).first { $0.name.hasSuffix("-special.safetensors") })
    let w = recording.tensors[0]
    // The first element's gradient is NaN at step 3.
    let at = 3 * w.count
    func judge(_ parameters: [Double], _ slots: [Slot: [Double]]) throws -> Verdict {
      let changed = Trajectory(name: "w", initial: w.initial, gradients: w.gradients, parameters: parameters, slots: slots)
      return try Registry.verifier.judge(
        Case(
          checked: "laundered", implementation: recording.implementation, hyperparameters: recording.hyperparameters,
          steps: recording.steps, tensors: [changed], recorded: recording.recorded, rerun: ""), kernel: false
      ).verdict
    }
    let parameters = try #require(w.parameters)
    #expect(try judge(parameters, w.slots) == .pass)
    for (slot, values) in w.slots.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      #expect(values[at].isNaN)
      var changed = values
      changed[at] = 1
      #expect(try judge(parameters, w.slots.merging([slot: changed]) { $1 }) == .fail, "\(slot)")
    }
    var changed = parameters
    #expect(changed[at].isNaN)
    changed[at] = 1
    #expect(try judge(changed, w.slots) == .fail)
  }
}
