/// An option of a command: how it is written, how often, and what the help says of it.
package struct Option: Hashable, Sendable {
  /// How many values an option takes.
  package enum Arity: Hashable, Sendable {
    /// None: it is there or not.
    case flag
    /// One, and the option may be given once.
    case once
    /// One each time, and the option may be repeated.
    case repeated
    /// Several with commas between them, and the option may be repeated.
    case list
  }

  /// With its two dashes.
  package let name: String
  /// The letter that stands for it after one dash; nil where there is none.
  package let letter: Character?
  /// What the help calls the value; empty for a flag.
  package let value: String
  package let arity: Arity
  /// What it does, in a sentence without its period.
  package let meaning: String

  /// An option with a value.
  package init(_ name: String, letter: Character? = nil, _ value: String, _ arity: Arity = .once, meaning: String) {
    (self.name, self.letter, self.value, self.arity, self.meaning) = (name, letter, value, arity, meaning)
  }

  /// A flag.
  package init(_ name: String, letter: Character? = nil, meaning: String) {
    self.init(name, letter: letter, "", .flag, meaning: meaning)
  }

  /// As the help and errors show it: `--json FILE`.
  package var usage: String { value.isEmpty ? name : "\(name) \(value)" }
}
