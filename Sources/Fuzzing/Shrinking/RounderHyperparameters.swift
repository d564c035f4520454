import KernelVerification

/// Brings hyperparameters to their defaults, to 0 and 1, to few decimals.
struct RounderHyperparameters {
  /// The samples of the implementation; the first has its defaults.
  let samples: [String]

  func run(_ attempts: inout Attempts) {
    for sample in samples {
      let tree = JSONTree(sample)
      if tree == JSONTree(attempts.parts.hyperparameters) || take(tree, &attempts) { break }
    }
    let defaults = samples.first.flatMap { JSONTree($0) }
    guard let tree = JSONTree(attempts.parts.hyperparameters) else { return }
    // Keys together first: a default that holds others, and what only was set because it could be.
    if case .object(let members) = tree {
      for member in members { takeDefault(of: [.key(member.key)], defaults, &attempts) }
    }
    for path in JSONTree(attempts.parts.hyperparameters)?.leaves ?? [] { round(path[...], defaults, &attempts) }
  }

  private func takeDefault(of path: [JSONTree.Step], _ defaults: JSONTree?, _ attempts: inout Attempts) {
    guard let defaults, var tree = JSONTree(attempts.parts.hyperparameters) else { return }
    let value = defaults[path[...]]
    guard tree[path[...]] != value else { return }
    tree[path[...]] = value
    _ = take(tree, &attempts)
  }

  private func round(_ path: ArraySlice<JSONTree.Step>, _ defaults: JSONTree?, _ attempts: inout Attempts) {
    let usual = defaults?[path]
    guard let tree = JSONTree(attempts.parts.hyperparameters), let value = tree[path], value != usual else { return }
    var simpler: [JSONTree] = [usual].compactMap { $0 }
    switch value {
    case .number(let x): simpler += Self.simpler(than: x).map { .number($0) }
    case .flag(true): simpler.append(.flag(false))
    case .text, .flag, .null, .object, .array: break
    }
    for value in simpler {
      var changed = tree
      changed[path] = value
      if take(changed, &attempts) { return }
    }
  }

  private func take(_ tree: JSONTree?, _ attempts: inout Attempts) -> Bool {
    guard let tree, tree != JSONTree(attempts.parts.hyperparameters) else { return false }
    return attempts.take { $0.hyperparameters = tree.json }
  }

  /// 0, 1 and the decimals of fewer digits near `x`, the roundest first.
  static func simpler(than x: Double) -> [Double] {
    let own = digits(x)
    let decimals = [1, 2, 3, 5, 8].filter { $0 < own }.compactMap { Double(scientific(x, decimals: $0 - 1)) }
    var all: [Double] = x == 0 ? [] : x == 1 ? [0] : [0, 1]
    if own > 1 { all += [0.5] + decimals }
    return all.filter { $0 != x }
  }

  /// The decimal digits of the shortest text that gives `x`.
  private static func digits(_ x: Double) -> Int {
    let mantissa = "\(abs(x))".prefix { $0 != "e" }.filter { $0 != "." }
    let trimmed = mantissa.drop { $0 == "0" }.reversed().drop { $0 == "0" }
    return trimmed.count
  }
}
