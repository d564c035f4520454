internal import Safetensors

/// One of the `param_groups` of torch's `state_dict()`, and the rule that its numbers say.
struct TorchGroup {
  let kind: TorchClass
  let configuration: RuleConfiguration
  /// torch's numbers of its parameters.
  let indices: [Int]
  /// torch's names of its parameters, where it was given any.
  let names: [String]?
  /// What is no number of the class, with the names.
  let setAside: ForeignMembers?
  /// Whether torch computes the coefficients in Float, on the device.
  let isCapturable: Bool
  /// Options that are not there, with what torch fills in.
  let filledIn: [(key: String, standard: String)]

  /// Reads a group of a class.
  init(_ value: JSONValue, _ kind: TorchClass, place: String) throws {
    guard case .object(let members) = value else {
      throw CheckpointRefusal("\(place) is no object; allowed: a group of parameters")
    }
    func member(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }
    guard case .array(let elements) = member("params") else {
      throw CheckpointRefusal("\(place).params is missing or no array; allowed: an array of whole numbers")
    }
    let indices = try elements.map { element in
      guard case .number(let literal) = element, let index = Int(literal) else {
        throw CheckpointRefusal("\(place).params holds \(element.summary); allowed: whole numbers")
      }
      return index
    }
    names = try member(Self.namesKey).map { try Self.names($0, count: indices.count, "\(place).\(Self.namesKey)") }
    let others = members.filter { $0.key != "params" && !TorchClass.options.contains($0.key) }
    let options = members.filter { TorchClass.options.contains($0.key) }
    do throws(ConfigurationError) {
      var reader = PresetReader(try ConfigurationObject(.object(options.map(kind.asSet)), at: place))
      configuration = try kind.row.rule(&reader).configuration
      filledIn = reader.leftOut
    } catch {
      throw CheckpointRefusal("\(error)")
    }
    if let missing = filledIn.first(where: { !kind.added.contains($0.key) }) {
      throw CheckpointRefusal("\(place).\(missing.key) is missing")
    }
    self.kind = kind
    self.indices = indices
    isCapturable = member("capturable") == .bool(true)
    // In one order: a group that was written and read again is the same.
    setAside = others.isEmpty ? nil : ForeignMembers(others.sorted { $0.key < $1.key })
  }

  static let namesKey = "param_names"

  /// The keys of a scheduler's or a trainer's that are kept aside.
  var strangers: [JSONMember] {
    (setAside?.members ?? []).filter { $0.key != Self.namesKey && !TorchClass.paths.contains($0.key) }
  }

  private static func names(_ value: JSONValue, count: Int, _ place: String) throws -> [String] {
    guard case .array(let elements) = value, elements.count == count else {
      throw CheckpointRefusal("\(place) is \(value.summary); allowed: \(count) names, one for each of params")
    }
    return try elements.map { element in
      guard case .string(let name) = element else {
        throw CheckpointRefusal("\(place) holds \(element.summary); allowed: names")
      }
      return name
    }
  }
}

extension TorchClass {
  /// An option as torch has it once it has read the file: AdamW's decay is decoupled, whatever the file says.
  fileprivate func asSet(_ member: JSONMember) -> JSONMember {
    guard name == "AdamW", member.key == "decoupled_weight_decay", case .bool = member.value else { return member }
    return JSONMember(key: member.key, value: .bool(true))
  }
}
