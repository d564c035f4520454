extension Arguments {
  /// The names that `--optimizer` chooses, in the order of `taken`; all of them for `all`; nil where it was not given.
  ///
  /// - Parameters:
  ///   - taken: the names that the command takes.
  ///   - known: all names that there are.
  ///   - requirement: what the names in `taken` have, for an error: "one that has a kernel".
  /// - Throws: for a name, whole or its last part, that is none of `taken`.
  package func optimizers(among taken: [String], of known: [String], requirement: String) throws(UsageError) -> [String]? {
    guard let asked = try list(.optimizer) else { return nil }
    var chosen: Set<String> = []
    for word in asked {
      let found = word == "all" ? taken : taken.filter { Self.names(word, $0) }
      if found.isEmpty && known.contains(where: { Self.names(word, $0) }) {
        throw UsageError("--optimizer is \(shown(word)); allowed: \(requirement)")
      }
      if found.isEmpty {
        throw UsageError(
          "--optimizer is", unknown: word, among: taken, allowed: "all, a name that verify names lists, or its last part, such as RAdam")
      }
      chosen.formUnion(found)
    }
    return taken.filter(chosen.contains)
  }

  /// Whether a word is a name, or what follows its last period.
  private static func names(_ word: String, _ name: String) -> Bool {
    name == word || name.split(separator: ".").last.map(String.init) == word
  }
}
