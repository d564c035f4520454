import OptimizerReference

/// Which point of the common formula each implementation is, by its name. Those that are none are not here.
enum Conventions {
  typealias Reader = @Sendable (ConventionOptions) throws(ConventionOptions.Missing) -> Convention

  static let all: [String: Reader] = [
    papers, torch, kozistr, keras, optax, authors, torchOptimizer, labml, adaBelief, pytorchOptimizer, lucid, swift,
  ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  /// The convention of `name` as the registry keeps it; nil where it is none.
  static func convention(of name: String) -> (@Sendable (_ hyperparameters: String) -> Convention?)? {
    guard let read = all[name] else { return nil }
    return { json in ConventionOptions(json).flatMap { try? read($0) } }
  }

  /// Lookahead around an optimizer that is a point itself: `inner` names it, and `inner_args` has its hyperparameters.
  static func lookahead(
    _ o: ConventionOptions, period: String, share: String, _ phase: Convention.Lookahead.Phase = .atMultiples
  ) throws(ConventionOptions.Missing) -> Convention {
    let inner = try o.text("inner")
    guard let read = all[inner] else { throw ConventionOptions.Missing(key: inner) }
    var c = try read(try o.object("inner_args"))
    c.lookahead = Convention.Lookahead(period: abs(try o.count(period)), share: try o.number(share), phase: phase)
    return c
  }
}
