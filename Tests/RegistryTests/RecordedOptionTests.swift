import Foundation
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Every option of every implementation that is known by recordings matters in them: judged as if it had been left out, they fail.
@Suite struct RecordedOptionTests {
  /// Without kernels and dialects: only transcriptions are judged, and no failure is searched for another convention.
  private static let verifier = Verifier(
    Registry.implementations.map {
      let plain = Implementation(name: $0.name, evidence: $0.evidence, reference: $0.reference, kernel: nil, samples: [])
      return $0.rateKey.map(plain.takingElementRates) ?? plain
    })

  private static let recorded = Registry.implementations.filter { $0.evidence == .recordings }.map(\.name)

  /// The recordings by implementation.
  private static let files = Result {
    let reader = RecordingReader(verifier)
    return try Dictionary(grouping: Recordings.libraries.flatMap(Recordings.files), by: { try reader.read($0).implementation })
  }

  /// Options that change nothing, as published: judged without them, every recording passes.
  private static let inert: [String: Set<String>] = [
    "kozistr.RAdamOptimizer": ["warmup_proportion"],
    "ranger.Ranger": ["use_gc"],
  ]

  /// Options that recordings made elsewhere leave as they are, or set where they change nothing.
  private static let neverSet: [String: Set<String>] = [
    "kozistr.RAdamOptimizer": ["amsgrad", "beta1"],
    // Set with β2 = 0.6 alone, where nothing is ever rectified.
    "radam.RAdam": ["eps"],
    "radam.PlainRAdam": ["eps"],
    "adabound.AdaBoundW": ["betas", "eps", "final_lr"],
    "ranger.Ranger": ["N_sma_threshhold", "eps", "gc_conv_only"],
    // The one has no meaning without the other.
    "lookahead.Lookahead": ["inner", "inner_args"],
    "torch_optimizer.Lookahead": ["inner"],
  ]

  /// What was recorded elsewhere, two recordings to most settings.
  private static let recordedElsewhere: Set<String> = [
    "radam.RAdam", "radam.PlainRAdam", "adabound.AdaBoundW", "adabalance.AdaBalance", "lookahead.Lookahead", "ranger.Ranger",
  ]

  /// Set in at least three recordings (two, of what was recorded elsewhere), in at least one of them with a result that is beyond its bound
  /// without.
  @Test(arguments: recorded)
  func everyOptionMatters(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    let enough = Self.recordedElsewhere.contains(name) ? 2 : 3
    let defaults = try Self.options(implementation.samples[0])
    let reader = RecordingReader(Self.verifier)
    var (set, failing): ([String: Int], [String: Int]) = ([:], [:])
    for file in try #require(try Self.files.get()[name]) {
      let recording = try reader.read(file)
      let given = try Self.options(recording.hyperparameters)
      for (option, value) in given where defaults[option] != value {
        set[option, default: 0] += 1
        guard failing[option, default: 0] < 3 || Self.inert[name]?.contains(option) == true else { continue }
        let without = try Self.without(option, in: recording.hyperparameters, as: implementation.samples[0])
        guard let verdict = try? Self.verifier.judge(recording.with(hyperparameters: without), kernel: false).verdict else { continue }
        if !verdict.isPassed { failing[option, default: 0] += 1 }
      }
    }
    for option in Set(defaults.keys).union(set.keys).sorted() where Self.neverSet[name]?.contains(option) != true {
      if Self.inert[name]?.contains(option) == true {
        #expect(failing[option] == nil, "\(option) changes something after all")
      } else {
        // What is a part of one option is in at least one.
        let enough = option.contains(".") ? 1 : enough
        #expect(set[option, default: 0] >= enough, "\(option) is set in \(set[option, default: 0]) recordings")
        #expect(failing[option, default: 0] >= 1, "\(option) matters in no recording")
      }
    }
  }

  /// The options and their values as text; those of an object inside as `object.option`.
  private static func options(_ json: String) throws -> [String: String] {
    let members = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    var options: [String: String] = [:]
    for (key, value) in members {
      if let inner = value as? [String: Any], inner["class_name"] == nil, key != "inner_args" {
        for (member, value) in inner { options["\(key).\(member)"] = text(value) }
      } else {
        options[key] = text(value)
      }
    }
    return options
  }

  private static func text(_ value: Any) -> String {
    let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The hyperparameters with one option as the constructor has it where it is left out; without the key where the constructor has none.
  private static func without(_ option: String, in json: String, as defaults: String) throws -> String {
    var members = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let left = try #require(try JSONSerialization.jsonObject(with: Data(defaults.utf8)) as? [String: Any])
    let path = option.split(separator: ".").map(String.init)
    if path.count == 2, var inner = members[path[0]] as? [String: Any] {
      inner[path[1]] = (left[path[0]] as? [String: Any])?[path[1]]
      members[path[0]] = inner
    } else {
      members[option] = left[option]
      // An inner optimizer takes no other's options.
      if option == "inner" { members["inner_args"] = left["inner_args"] }
    }
    return String(decoding: try JSONSerialization.data(withJSONObject: members, options: .sortedKeys), as: UTF8.self)
  }
}

extension Case {
  /// The same case under other hyperparameters.
  fileprivate func with(hyperparameters: String) -> Case {
    Case(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, tensors: tensors, recorded: recorded,
      rerun: rerun)
  }
}
