import Foundation
import KernelVerification
import OptimizerKernels
import Registry
import Safetensors
import Testing

/// Recordings in which each element has a learning rate of its own.
@Suite struct ElementRateTests {
  private static let folder = Recordings.folder + "/kozistr-radam-tensorflow-ed889cad/"
  private static let decaying = folder + "kozistr-radam-float64-rates-decay-0.05-signflip.safetensors"

  private let reader = RecordingReader(Registry.verifier)

  /// The rule of the recording with another rate.
  private func rule(_ rate: Double) throws -> RAdam {
    try RAdam.kozistr(learningRate: rate, beta1: 0.9, beta2: 0.7, epsilon: 1e-3, decay: 0.05, weightDecay: 0.1)
  }

  /// One element, or all, by the rule.
  private func step(_ x: inout CandidateStep, _ elements: Range<Int>, rate: Double) throws {
    var state = try OptimizerState(firstMoment: Array(x.m[elements]), secondMoment: Array(x.v[elements]), stepCount: x.t - 1)
    var θ = Array(x.parameters[elements])
    try rule(rate).update(&θ, gradients: Array(x.gradients[elements]), state: &state)
    x.parameters.replaceSubrange(elements, with: θ)
    x.m.replaceSubrange(elements, with: state.firstMoment)
    x.v.replaceSubrange(elements, with: state.secondMoment)
  }

  private func verdict(_ rate: @escaping (_ rates: [Double], _ i: Int) -> Double) throws -> Verdict {
    let recording = try reader.read(Self.decaying)
    let candidate = ClosureCandidate { x in
      let rates = try #require(x.learningRates).map { Double($0) }
      for i in x.parameters.indices { try step(&x, i..<i + 1, rate: rate(rates, i)) }
    }
    return try Registry.verifier.judge(candidate, on: recording).verdict
  }

  @Test func `a tensor of learning rates is read, and each element steps with its own`() throws {
    let recording = try reader.read(Self.decaying)
    let rates = try #require(recording.tensors[0].learningRates)
    #expect(rates.count == 7 && Set(rates).count == 5)
    let result = try Registry.verifier.judge(recording)
    #expect(result.verdict == .pass, "\(result.reason ?? "")")
    #expect(result.checks.map(\.name) == ["recording", "recording, free run", "kernel", "kernel, free run"])
    #expect(recording.description.contains("element 2  θ0 = ") && recording.description.contains("  learning rate 0.125\n"))
    #expect(try verdict { $0[$1] } == .pass)
  }

  @Test func `a kernel that does not look at them is caught`() throws {
    // The one number that the hyperparameters have; the first element's; each the next one's.
    #expect(try verdict { _, _ in 0.001 } == .fail)
    #expect(try verdict { rates, _ in rates[0] } == .fail)
    #expect(try verdict { rates, i in rates[(i + 1) % rates.count] } == .fail)
  }

  /// The recording with a tensor changed.
  private func read(
    _ path: String = Self.decaying, key: String, _ change: (Tensor?) throws -> Tensor?
  ) throws -> Result<Case, RecordingError> {
    var file = try SafetensorsFile(contentsOf: path)
    file.tensors[key] = try change(file.tensors[key])
    let path = FileManager.default.temporaryDirectory.appending(path: "rates-\(UUID().uuidString).safetensors").path(percentEncoded: false)
    try file.write(to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return Result { () throws(RecordingError) in try reader.read(path) }
  }

  private func refusal(_ result: Result<Case, RecordingError>) -> String? {
    if case .failure(let error) = result { error.reason } else { nil }
  }

  @Test func `a rate that was another one is noticed`() throws {
    let changed = try read(key: "learning_rate/w") { tensor in
      var rates = try #require(tensor?.float64)
      rates[2] *= 1 + 0x1p-20
      return try Tensor(shape: [rates.count], float64: rates)
    }
    #expect(try Registry.verifier.judge(changed.get(), kernel: false).verdict == .fail)
  }

  @Test func `what cannot be a tensor of learning rates is refused`() throws {
    func changed(_ shape: [Int], _ rates: [Double]) throws -> String? {
      refusal(try read(key: "learning_rate/w") { _ in try Tensor(shape: shape, float64: rates) })
    }
    #expect(try changed([2], [1, 1]) == #"tensor "learning_rate/w" has shape [2]; allowed: [7]"#)
    let rates = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
    #expect(try changed([7], rates + [.nan]) == #"tensor "learning_rate/w" has nan at 6; allowed: finite numbers"#)
    #expect(try changed([7], [0.1] + rates) == #"tensor "learning_rate/w" has 0.1 at 0, which Float32 cannot hold"#)
    let torch = Recordings.folder + "/torch-2.15.0/adam-float64-default-normal.safetensors"
    let stray = refusal(try read(torch, key: "learning_rate/w") { _ in try Tensor(shape: [37], float64: Array(repeating: 0.5, count: 37)) })
    #expect(
      stray == #"tensor "learning_rate/w" is not one of this recording: torch.optim.Adam has initial/, gradient/, parameter/, present/ "#
        + "and state/SLOT/ of its parameters, with the slots m, v")
  }
}
