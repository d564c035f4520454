import KernelVerification

/// Arguments that mean nothing: one sentence that names the argument, its value, and what is allowed.
package struct UsageError: Error, Equatable {
  package let message: String

  package init(_ message: String) { self.message = message }

  /// The sentence about a word that is none of some names: the nearest ones, or else what is allowed.
  package init(_ what: String, unknown word: String, among names: [String], allowed: String) {
    message = "\(what) \(shown(word)); \(didYouMean(word, among: names) ?? "allowed: \(allowed)")"
  }
}

/// A word from a command line, as a message shows it: on one line, nothing a terminal acts on, and cut where it is long.
package func shown(_ word: String) -> String {
  let most = 200
  // Counted in bytes: to count the characters of a long word takes long.
  guard word.utf8.count > most else { return printable(word) }
  return printable(String(decoding: word.utf8.prefix(most), as: UTF8.self)) + "… (\(formatCount(word.utf8.count)) bytes)"
}
