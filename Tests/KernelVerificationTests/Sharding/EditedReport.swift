import Foundation

/// A JSON file with one value changed, each value in turn.
struct EditedReport {
  /// Where the value is.
  let path: String
  /// The file with the other value.
  let data: Data

  /// One for each number, string, flag (as a number) and null of the file.
  static func all(of data: Data) throws -> [EditedReport] {
    let file = try JSONSerialization.jsonObject(with: data)
    var all: [EditedReport] = []
    func visit(_ value: Any, _ path: [String], _ rebuild: @escaping (Any) -> Any) throws {
      if let members = value as? [String: Any] {
        for key in members.keys.sorted() {
          try visit(members[key] ?? NSNull(), path + [key]) { rebuild(members.merging([key: $0]) { $1 }) }
        }
      } else if let elements = value as? [Any] {
        for i in elements.indices {
          try visit(elements[i], path + ["\(i)"]) { changed in
            var copy = elements
            copy[i] = changed
            return rebuild(copy)
          }
        }
      } else {
        all.append(EditedReport(path: path.joined(separator: "."), data: try compact(rebuild(changed(value)))))
      }
    }
    try visit(file, []) { $0 }
    return all
  }

  /// The same file without its white space.
  static func compact(_ file: Any) throws -> Data { try JSONSerialization.data(withJSONObject: file) }

  private static func changed(_ value: Any) -> Any {
    if let text = value as? String { return text + "x" }
    guard let number = value as? NSNumber else { return 0 }
    return number.doubleValue == number.doubleValue.rounded()
      ? NSNumber(value: number.int64Value + 1) : NSNumber(value: number.doubleValue + 1)
  }
}
