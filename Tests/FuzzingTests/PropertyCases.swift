import KernelVerification

/// Cases for properties: some of the generated ones, and hyperparameters that make properties apply which the samples leave out.
enum PropertyCases {
  /// One generated case in 32 of the samples, and one of each special set.
  static func some(of implementation: Implementation) throws -> [Case] {
    let generated = GeneratedCases.cases(of: implementation).enumerated().filter { $0.offset % 32 == 0 }.map(\.element)
    let special = GeneratedCases.cases(of: implementation, hyperparameters: special(implementation))
    return generated + special.filter { $0.name.hasSuffix("-normal") }
  }

  /// Without ε and decay; with β2 ≤ 0.6; without decay. Those that the implementation takes, and that are not the same to it.
  static func special(_ implementation: Implementation) -> [String] {
    guard let dialect = implementation.dialect else { return [] }
    let plain = CommonHyperparameters(learningRate: 0.0625, beta1: 0.75, beta2: 0.9375, epsilon: 0)
    var (short, withEpsilon) = (plain, plain)
    short.beta2 = 0.5
    withEpsilon.epsilon = 1e-8
    var sets: [String] = []
    for json in [plain, short, withEpsilon].map(dialect.write) where !sets.contains(json) {
      if (try? implementation.reference(json)) != nil && (try? implementation.kernel?(json)) != nil { sets.append(json) }
    }
    return sets
  }
}
