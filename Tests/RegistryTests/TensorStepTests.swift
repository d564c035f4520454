import Foundation
import KernelVerification
import Registry
import Testing

/// torch's traces with `capturable` or `differentiable`, as `Vectors/README.md` describes them.
@Suite struct TensorStepTests {
  private static let folder = Recordings.folder + "/../Refused/torch-2.15.0/"
  private static let files = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  @Test func thereIsOneOfEach() {
    #expect(
      Self.files == [
        "adam-float32-default-capturable-normal.safetensors", "adam-float32-default-differentiable-normal.safetensors",
        "adamw-float32-default-capturable-normal.safetensors", "adamw-float32-default-differentiable-normal.safetensors",
        "radam-float32-default-capturable-normal.safetensors",
      ])
  }

  /// The moments are torch's, and θ is not: what comes of the step count is in Float32, and 1 − β is not.
  @Test(arguments: files) func onlyTheParameterIsRefused(file: String) throws {
    let trace = try RecordingReader(Registry.verifier).read(Self.folder + file)
    let result = try Registry.verifier.judge(trace, kernel: false)
    #expect(result.verdict == .fail)
    #expect(result.failureText.contains("  recorded value: θ of w, step "))
    let checks = try #require(result.checks.first)
    #expect(checks.mismatch?.observable == .parameter)
  }
}
