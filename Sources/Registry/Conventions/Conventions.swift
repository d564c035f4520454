import OptimizerReference

/// Which point of the common formula each implementation is, by its name. Those that are none are not here.
enum Conventions {
  typealias Reader = @Sendable (ConventionOptions) throws(ConventionOptions.Missing) -> Convention

  static let all: [String: Reader] = [papers, torch, kozistr].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  /// The convention of `name` as the registry keeps it; nil where it is none.
  static func convention(of name: String) -> (@Sendable (_ hyperparameters: String) -> Convention?)? {
    guard let read = all[name] else { return nil }
    return { json in ConventionOptions(json).flatMap { try? read($0) } }
  }
}
