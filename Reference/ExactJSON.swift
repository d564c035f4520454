import Foundation

/// JSON whose numbers are the nearest Doubles: `JSONSerialization` is a unit in the last place off now and then.
public enum ExactJSON {
  /// The members of a JSON object: Bool, Double, String, [Any], [String: Any] and NSNull; nil where the text is not one.
  public static func object(_ json: String) -> [String: Any]? {
    (try? JSONDecoder().decode(Node.self, from: Data(json.utf8)))?.value as? [String: Any]
  }

  private struct Node: Decodable {
    let value: Any

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        value = flag
      } else if let number = try? container.decode(Double.self) {
        value = number
      } else if let text = try? container.decode(String.self) {
        value = text
      } else if let elements = try? container.decode([Node].self) {
        value = elements.map(\.value)
      } else if let members = try? container.decode([String: Node].self) {
        value = members.mapValues(\.value)
      } else {
        value = NSNull()
      }
    }
  }
}
