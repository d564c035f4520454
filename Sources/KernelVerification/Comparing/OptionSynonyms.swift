/// Names of options that mean the same in different implementations.
struct OptionSynonyms: Sendable {
  private let groups: [[String]]

  init(_ groups: [[String]]) { self.groups = groups }

  /// `key` first, and then the other names of the same option.
  func words(for key: String) -> [String] {
    [key] + (groups.first { $0.contains(key) } ?? []).filter { $0 != key }
  }

  /// The hyperparameters of two, with each option that both have and that is no common hyperparameter at one value: the
  /// first's, or where the second does not take that, the second's.
  ///
  /// - Parameter shared: for each of the two the keys of common hyperparameters.
  func alike(_ json: [String], _ pair: [Implementation], _ shared: [Set<String>]) -> [String] {
    guard var first = Implementation.members(json[0]), var second = Implementation.members(json[1]) else { return json }
    var json = json
    for key in first.keys.sorted() where !shared[0].contains(key) {
      guard let other = words(for: key).first(where: { second[$0] != nil && !shared[1].contains($0) }) else { continue }
      guard let x = first[key], let y = second[other], Implementation.text(["": x]) != Implementation.text(["": y])
      else { continue }
      var (changedFirst, changedSecond) = (first, second)
      changedSecond[other] = x
      changedFirst[key] = y
      if let text = Implementation.text(changedSecond), (try? pair[1].reference(text)) != nil {
        (second, json[1]) = (changedSecond, text)
      } else if let text = Implementation.text(changedFirst), (try? pair[0].reference(text)) != nil {
        (first, json[0]) = (changedFirst, text)
      }
    }
    return json
  }
}
