internal import Foundation
internal import Safetensors

/// The strings of a checkpoint: its format, and as JSON the groups, the clipping, the policy for gradients that are not finite, and for each
/// parameter its name, its group and how many steps it has taken.
struct CheckpointMetadata {
  static let format = "optimizer-checkpoint/1"

  /// A parameter, in the order of the optimizer.
  struct Parameter: Encodable, Equatable {
    let name: String
    let group: Int
    let step: Int
  }

  let groups: [ParameterGroup]
  let clipping: GradientClipping?
  let nonFiniteGradients: NonFiniteGradients
  let parameters: [Parameter]

  /// As the file holds them; equal ones give equal bytes.
  func encoded() throws -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
    return [
      "format": Self.format, "groups": try json(groups), "clipping": try json(clipping),
      "nonFiniteGradients": nonFiniteGradients.rawValue, "parameters": try json(parameters),
    ]
  }

  init(_ optimizer: Optimizer) {
    groups = optimizer.groups
    clipping = optimizer.clipping
    nonFiniteGradients = optimizer.nonFiniteGradients
    parameters = optimizer.records.map { Parameter(name: $0.name, group: $0.group, step: $0.stepCount) }
  }

  init(_ strings: [String: String]) throws {
    func string(_ key: String) throws -> String {
      guard let text = strings[key] else { throw CheckpointRefusal("metadata \(key) is missing") }
      return text
    }
    let format = try string("format")
    guard format == Self.format else { throw CheckpointRefusal("metadata format is \(shown(format)); allowed: \"\(Self.format)\"") }
    groups = try CheckpointJSON.decode([ParameterGroup].self, "groups", try string("groups"))
    clipping = try CheckpointJSON.decode(GradientClipping?.self, "clipping", try string("clipping"))
    let policy = try string("nonFiniteGradients")
    guard let known = NonFiniteGradients(rawValue: policy) else {
      let allowed = NonFiniteGradients.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw CheckpointRefusal("metadata nonFiniteGradients is \(shown(policy)); allowed: \(allowed)")
    }
    nonFiniteGradients = known
    parameters = try CheckpointJSON.parameters(try string("parameters"))
    try checkParameters()
  }

  private func checkParameters() throws {
    guard !parameters.isEmpty else { throw CheckpointRefusal("metadata parameters is empty; allowed: at least one parameter") }
    var seen: Set<String> = []
    for parameter in parameters {
      let name = shown(parameter.name)
      guard !parameter.name.isEmpty else {
        throw CheckpointRefusal("metadata parameters has an empty name; allowed: at least one character")
      }
      guard seen.insert(parameter.name).inserted else {
        throw CheckpointRefusal("metadata parameters has \(name) twice; allowed: one parameter a name")
      }
      guard groups.indices.contains(parameter.group) else {
        throw CheckpointRefusal("parameter \(name) is in group \(parameter.group); allowed: 0 ≤ group < \(groups.count)")
      }
      guard 0...OptimizerStateError.mostSteps ~= parameter.step else {
        throw CheckpointRefusal(
          "parameter \(name) has taken \(parameter.step) steps; allowed: 0 ≤ step ≤ \(OptimizerStateError.mostSteps)")
      }
    }
    try checkNames()
  }

  /// A group may have parameters that it does not name, which were added to it; what it names must be its own.
  private func checkNames() throws {
    var owners: [String: Int] = [:]
    for parameter in parameters { owners[parameter.name] = parameter.group }
    for (number, group) in groups.enumerated() {
      for name in group.parameters ?? [] where owners[name] != number {
        let owner = owners[name].map { "which is in group \($0)" } ?? "and there is no such parameter"
        throw CheckpointRefusal("group \(number) names parameter \(shown(name)), \(owner)")
      }
    }
  }

  /// What the optimizer is: the rules of its groups, each once.
  var title: String { Optimizer.title(groups) }
}

extension Optimizer {
  static func title(_ groups: [ParameterGroup]) -> String {
    var titles: [String] = []
    for group in groups where !titles.contains(group.configuration.title) { titles.append(group.configuration.title) }
    return titles.joined(separator: ", ")
  }
}
