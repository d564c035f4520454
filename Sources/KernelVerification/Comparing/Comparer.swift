import OptimizerReference

/// Runs implementations on the separators, each no more often than it must.
final class Comparer {
  /// What is run: an implementation's transcription.
  private struct Run: Hashable {
    let name, hyperparameters: String
    let separator: Int
    let isDouble: Bool
  }

  /// Common hyperparameters in an implementation's words, and what it has understood of them.
  private struct Words {
    let json: String
    let kept: CommonHyperparameters?
  }

  private var traces: [Run: FreeTrace?] = [:]
  private var written: [String: [CommonHyperparameters: Words]] = [:]
  private var shared: [String: Set<String>] = [:]
  private let synonyms: OptionSynonyms

  init(_ synonyms: OptionSynonyms) { self.synonyms = synonyms }

  /// Where two part on a separator, and the hyperparameters that each had.
  struct Found {
    let separator: Int
    let hyperparameters: [String]
    let divergence: Divergence
    let isDouble: Bool
  }

  /// Where two transcriptions part first: at the earliest step in Float; where rounding to Float hides all, in Double; nil where nowhere.
  ///
  /// - Parameter setting: options that are on beside those of the separators; nil where both have equal options.
  func firstDivergence(_ a: Implementation, _ b: Implementation, _ setting: PairSetting? = nil) -> Found? {
    earliest { separator, isDouble in
      let json = self.hyperparameters(a, b, separator, setting)
      guard let x = self.trace(a, json[0], separator, isDouble), let y = self.trace(b, json[1], separator, isDouble) else { return nil }
      return Divergence(x, y).map { Found(separator: separator, hyperparameters: json, divergence: $0, isDouble: isDouble) }
    }
  }

  /// The earliest of what is found on all separators, first in Float.
  func earliest(_ find: (_ separator: Int, _ isDouble: Bool) -> Found?) -> Found? {
    for isDouble in [false, true] {
      let found = Separator.all.indices.compactMap { find($0, isDouble) }
      if let first = found.min(by: { $0.divergence.step < $1.divergence.step }) { return first }
    }
    return nil
  }

  /// Those of the separators whose hyperparameters both take.
  func separators(_ a: Implementation, _ b: Implementation, _ setting: PairSetting? = nil) -> [Int] {
    Separator.all.indices.filter { separator in
      let json = hyperparameters(a, b, separator, setting)
      return trace(a, json[0], separator, false) != nil && trace(b, json[1], separator, false) != nil
    }
  }

  /// The hyperparameters of a separator in the words of both. An implementation that shares no words is taken as its
  /// first sample has it.
  func hyperparameters(
    _ a: Implementation, _ b: Implementation, _ separator: Int, _ setting: PairSetting? = nil
  ) -> [String] {
    let pair = [a, b]
    let asked = Separator.all[separator].hyperparameters
    let shared = asked.shared(pair.filter { $0.dialect != nil }.map { one in { self.words($0, one)?.kept } })
    let json = pair.indices.map { side in
      words(setting?.common(shared, side) ?? shared, pair[side])?.json ?? pair[side].samples.first ?? "{}"
    }
    let alike = synonyms.alike(json, pair, pair.map(sharedKeys))
    return setting.map { setting in alike.indices.map { setting.own(alike[$0], $0) } } ?? alike
  }

  /// What the implementation keeps of common hyperparameters; nil of one without a dialect.
  func kept(_ h: CommonHyperparameters, by implementation: Implementation) -> CommonHyperparameters? {
    words(h, implementation)?.kept
  }

  private func sharedKeys(_ implementation: Implementation) -> Set<String> {
    if let known = shared[implementation.name] { return known }
    let keys = implementation.sharedKeys
    shared[implementation.name] = keys
    return keys
  }

  /// The options that the implementation has no common word for, with the values that its samples give them.
  func ownOptions(of implementation: Implementation) -> [OwnOption] {
    let keys = sharedKeys(implementation)
    return implementation.dialect == nil ? [] : OwnOption.all(of: implementation).filter { !keys.contains($0.key) }
  }

  /// The key under which `implementation` has an option of its own that another calls `key`; nil where it has none.
  func counterpart(of key: String, in implementation: Implementation) -> String? {
    let own = ownOptions(of: implementation).map(\.key)
    return synonyms.words(for: key).first(where: own.contains)
  }

  /// Nil of an implementation without a dialect.
  private func words(_ h: CommonHyperparameters, _ implementation: Implementation) -> Words? {
    if let known = written[implementation.name]?[h] { return known }
    guard let dialect = implementation.dialect, let json = implementation.worded(h) else { return nil }
    let words = Words(json: json, kept: dialect.read(json))
    written[implementation.name, default: [:]][h] = words
    return words
  }

  /// Nil where the implementation does not take the hyperparameters.
  func trace(_ implementation: Implementation, _ json: String, _ separator: Int, _ isDouble: Bool) -> FreeTrace? {
    let run = Run(name: implementation.name, hyperparameters: json, separator: separator, isDouble: isDouble)
    if let known = traces[run] { return known }
    let trace = (try? implementation.reference(json)).map { FreeTrace($0, on: Separator.all[separator], isDouble ? .double : .float) }
    traces[run] = .some(trace)
    return trace
  }
}
