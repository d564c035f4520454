import Foundation
import OptimizerReference

/// Hyperparameters as JSON, for dialects.
enum JSONText {
  /// The members of an object; nil of any other text.
  static func object(_ json: String) -> [String: Any]? {
    ExactJSON.object(json)
  }

  /// An object with its keys in order.
  static func text(_ members: [String: any Sendable]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: members, options: [.sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
