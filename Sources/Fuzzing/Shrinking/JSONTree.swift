import Foundation
import OptimizerReference

/// Hyperparameters as a tree that can be changed in one place.
indirect enum JSONTree: Equatable {
  case object([Member])
  case array([JSONTree])
  case number(Double)
  case text(String)
  case flag(Bool)
  case null

  struct Member: Equatable {
    let key: String
    var value: JSONTree
  }

  /// Where a value stands: at each level a key or an index.
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  /// Nil of a text that is no object.
  init?(_ json: String) {
    guard let object = ExactJSON.object(json) else { return nil }
    self.init(object)
  }

  private init(_ value: Any) {
    switch value {
    case let flag as Bool: self = .flag(flag)
    case let number as Double: self = .number(number)
    case let text as String: self = .text(text)
    case let elements as [Any]: self = .array(elements.map(JSONTree.init))
    case let members as [String: Any]:
      self = .object(members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: JSONTree($0.value)) })
    default: self = .null
    }
  }

  /// The JSON, keys sorted, its numbers the same Doubles.
  var json: String {
    switch self {
    case .object(let members): "{" + members.map { "\(Self.quoted($0.key)):\($0.value.json)" }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
    case .number(let x): x == x.rounded() && abs(x) < 0x1p53 && !(x == 0 && x.sign == .minus) ? "\(Int(x))" : "\(x)"
    case .text(let text): Self.quoted(text)
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    let data = try? JSONEncoder().encode(text)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  /// The paths of all values that hold no other, in order.
  var leaves: [[Step]] {
    switch self {
    case .object(let members): members.flatMap { member in member.value.leaves.map { [.key(member.key)] + $0 } }
    case .array(let elements): elements.indices.flatMap { i in elements[i].leaves.map { [.index(i)] + $0 } }
    default: [[]]
    }
  }

  /// The value at a path; nil where there is none. Setting nil leaves a member of an object out.
  subscript(path: ArraySlice<Step>) -> JSONTree? {
    get {
      guard let first = path.first else { return self }
      switch (self, first) {
      case (.object(let members), .key(let key)): return members.first { $0.key == key }?.value[path.dropFirst()]
      case (.array(let elements), .index(let i)) where i < elements.count: return elements[i][path.dropFirst()]
      default: return nil
      }
    }
    set {
      guard let first = path.first else {
        if let newValue { self = newValue }
        return
      }
      switch (self, first) {
      case (.object(var members), .key(let key)):
        guard let i = members.firstIndex(where: { $0.key == key }) else { return }
        if path.count == 1 && newValue == nil { members.remove(at: i) } else { members[i].value[path.dropFirst()] = newValue }
        self = .object(members)
      case (.array(var elements), .index(let i)) where i < elements.count:
        elements[i][path.dropFirst()] = newValue
        self = .array(elements)
      default: return
      }
    }
  }
}
