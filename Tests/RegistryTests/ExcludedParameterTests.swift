import KernelVerification
import Registry
import Testing

/// A parameter is left out of weight decay by its name: a recording without a decay fits an optimizer with one that leaves the parameter out.
@Suite struct ExcludedParameterTests {
  private func verdict(exclusions: String) throws -> Verdict {
    let file = try #require(
      try Recordings.files(of: "kozistr-radam-tensorflow-ed889cad").first { $0.hasSuffix("kozistr-radam-float64-1-sparse.safetensors") })
    let recording = try RecordingReader(Registry.verifier).read(file)
    #expect(recording.tensors.map(\.name) == ["w"])
    let options = recording.hyperparameters.split(separator: ",").map { $0.contains("\"weight_decay\"") ? " \"weight_decay\": 0.1" : $0 }
      .joined(separator: ",")
    #expect(options.contains("\"weight_decay\": 0.1"))
    let json = options.dropLast(options.hasSuffix("}") ? 1 : 0) + ", \"exclude_from_weight_decay\": \(exclusions)}"
    return try Registry.verifier.judge(
      Case(
        checked: recording.name, implementation: "kozistr.RAdamOptimizer (intended)", hyperparameters: String(json), steps: recording.steps,
        tensors: recording.tensors, recorded: recording.recorded, rerun: "")
    ).verdict
  }

  @Test func leftOutByName() throws {
    #expect(try verdict(exclusions: #"["^w$"]"#) == .pass)
    #expect(try verdict(exclusions: #"["bias"]"#) == .fail)
    for word in ["w", "^w", "w$"] { #expect(try verdict(exclusions: #"["bias", "\#(word)"]"#) == .pass, "\(word)") }
    #expect(try verdict(exclusions: #"["^v", "ww", "w/", "x$"]"#) == .fail)
    #expect(try verdict(exclusions: "[]") == .fail)
  }
}
