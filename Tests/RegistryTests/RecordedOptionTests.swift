import Foundation
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Every option of torch's optimizers matters in at least three recordings of each precision: judged as if it had been left out, they fail.
@Suite struct RecordedOptionTests {
  /// What each option is where it is left out.
  private static let defaults: [(option: String, value: any Sendable)] = [
    ("lr", 0.001), ("betas", [0.9, 0.999]), ("eps", 1e-8), ("weight_decay", 0.0), ("amsgrad", false), ("maximize", false),
    ("decoupled_weight_decay", false),
  ]

  /// Without dialects, so that no failure is searched for another convention.
  private static let verifier = Verifier(
    Registry.implementations.map {
      Implementation(name: $0.name, evidence: $0.evidence, reference: $0.reference, kernel: nil, samples: [], plantedBugs: [])
    })

  @Test(arguments: ["adam", "adamw", "radam"], ["float32", "float64"])
  func everyOptionMatters(optimizer: String, precision: String) throws {
    let reader = RecordingReader(Self.verifier)
    let files = try Recordings.files(of: "torch-2.15.0").filter { $0.contains("/\(optimizer)-\(precision)-") }
    var failing: [String: Int] = [:]
    for file in files {
      let recording = try reader.read(file)
      let given = try #require(try JSONSerialization.jsonObject(with: Data(recording.hyperparameters.utf8)) as? [String: Any])
      for (option, value) in Self.defaults where given[option] != nil {
        failing[option, default: 0] += 0
        var without = given
        without[option] = value
        let json = String(decoding: try JSONSerialization.data(withJSONObject: without, options: .sortedKeys), as: UTF8.self)
        if try Self.verifier.judge(recording.with(hyperparameters: json), kernel: false).verdict == .fail {
          failing[option, default: 0] += 1
        }
      }
    }
    #expect(failing.count >= 6)
    for (option, count) in failing.sorted(by: { $0.key < $1.key }) {
      #expect(count >= 3, "\(option) matters in \(count) of \(files.count) recordings")
    }
  }
}

extension Case {
  /// The same case under other hyperparameters.
  fileprivate func with(hyperparameters: String) -> Case {
    Case(
      name: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, tensors: tensors, recorded: recorded,
      rerun: rerun)
  }
}
