import OptimizerReference

/// What explains that two implementations part: each axis on which they differ is changed alone.
struct Explanation {
  private let a, b: Implementation
  private let comparer: Comparer
  /// The separators that both take.
  private let separators: [Int]
  /// Both conventions on each of those; nil where one of the two declares none.
  private let conventions: [Int: (first: Convention, second: Convention)]?

  init(_ a: Implementation, _ b: Implementation, _ synonyms: OptionSynonyms) {
    (self.a, self.b) = (a, b)
    let comparer = Comparer(synonyms)
    self.comparer = comparer
    separators = comparer.separators(a, b)
    var conventions: [Int: (first: Convention, second: Convention)] = [:]
    for separator in separators {
      let json = comparer.hyperparameters(a, b, separator)
      guard let x = a.convention?(json[0]), let y = b.convention?(json[1]) else { continue }
      conventions[separator] = (x, y)
    }
    self.conventions = conventions.isEmpty || conventions.count < separators.count ? nil : conventions
  }

  var comparison: PairComparison {
    let found = comparer.firstDivergence(a, b)
    let settings = separators.isEmpty ? [] : comparer.settings(a, b)
    // Two settings may be about one choice.
    let left = settings.compactMap(\.left).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return PairComparison(
      names: [a.name, b.name], inputs: separators.count, parting: found.map(parting), leftEqual: left,
      options: found != nil
        ? []
        : settings.map { setting in
          PairComparison.Option(
            words: setting.words, parting: comparer.firstDivergence(a, b, setting).map(parting))
        },
      differences: conventions.map { conventions in Convention.Axis.allCases.compactMap { difference($0, conventions) } },
      unexplained: unexplained, withoutConvention: [a, b].filter { $0.convention == nil }.map(\.name),
      withoutWords: [a, b].filter { $0.dialect == nil }.map(\.name))
  }

  /// Nil where they never differ on that axis.
  private func difference(
    _ axis: Convention.Axis, _ conventions: [Int: (first: Convention, second: Convention)]
  ) -> PairComparison.Difference? {
    let differing = separators.filter { conventions[$0].map { $0.axes(differingFrom: $1).contains(axis) } ?? false }
    guard let shown = differing.first else { return nil }
    let found = comparer.earliest { separator, isDouble in
      guard differing.contains(separator), let (x, y) = conventions[separator] else { return nil }
      return divergence(x, x.taking(axis, of: y), separator, isDouble)
    }
    var effect = found.map { PairComparison.Effect.parts(parting($0)) } ?? .unseen
    if axis == .threshold, found == nil, let reason = reasonOfEquality(conventions) { effect = .never(reason: reason) }
    guard let (x, y) = conventions[found?.separator ?? shown] else { return nil }
    return PairComparison.Difference(axis: axis, choices: x.words(axis, beside: y), effect: effect)
  }

  /// Why > and ≥ are the same, where that is all they differ in.
  private func reasonOfEquality(_ conventions: [Int: (first: Convention, second: Convention)]) -> String? {
    guard let threshold = separators.lazy.compactMap({ conventions[$0]?.first.rectification }).first, !threshold.canBeMet else {
      return nil
    }
    let areEqual = separators.allSatisfy { conventions[$0]?.second.rectification?.threshold == threshold.threshold }
    return areEqual ? "never observable at the β2 in use: no ρt is exactly \(threshold.number)" : nil
  }

  /// Where one of the two parts from its own point.
  private var unexplained: PairComparison.Parting? {
    guard let conventions else { return nil }
    for (index, one) in [a, b].enumerated() {
      let found = comparer.earliest { separator, isDouble in
        guard let (x, y) = conventions[separator] else { return nil }
        let json = comparer.hyperparameters(a, b, separator)[index]
        let formula = FreeTrace((index == 0 ? x : y).reference, on: Separator.all[separator], isDouble ? .double : .float)
        guard let own = comparer.trace(one, json, separator, isDouble), let divergence = Divergence(own, formula) else { return nil }
        return Comparer.Found(separator: separator, hyperparameters: [json], divergence: divergence, isDouble: isDouble)
      }
      if let found { return parting(found) }
    }
    return nil
  }

  private func divergence(_ x: Convention, _ y: Convention, _ separator: Int, _ isDouble: Bool) -> Comparer.Found? {
    let traces = [x, y].map { FreeTrace($0.reference, on: Separator.all[separator], isDouble ? .double : .float) }
    let json = comparer.hyperparameters(a, b, separator)
    return Divergence(traces[0], traces[1]).map {
      Comparer.Found(separator: separator, hyperparameters: json, divergence: $0, isDouble: isDouble)
    }
  }

  private func parting(_ found: Comparer.Found) -> PairComparison.Parting {
    let divergence = found.divergence
    return PairComparison.Parting(
      input: Separator.all[found.separator].words, hyperparameters: found.hyperparameters, step: divergence.step,
      element: divergence.element, values: divergence.values, bound: divergence.bound, ratio: divergence.ratio,
      precision: found.isDouble ? .float64 : .float32)
  }
}

extension Convention {
  /// The choices of two on an axis, in words that differ.
  func words(_ axis: Axis, beside other: Convention) -> [String] {
    let pair = [self, other]
    let plain = pair.map { $0.words(axis) }
    guard plain[0] == plain[1] else { return plain }
    return zip(pair, plain).map { "\($1), ε = \($0.epsilon.number ?? 0)" }
  }
}
