import KernelVerification

/// The smallest case found so far that fails for the same reason, and how many were tried.
struct Attempts {
  /// Judges a case; nil where it passes, or cannot be judged.
  private let judge: (Case) throws -> FailureKey?
  /// The failure that must stay.
  private let wanted: FailureKey
  private let limit: Int
  /// The cases that were tried, as lines: none is judged twice.
  private var tried: Set<String> = []

  private(set) var parts: CaseParts
  private(set) var place: FailureKey.Place?
  private(set) var evaluations: Int

  init(_ parts: CaseParts, _ wanted: FailureKey, evaluations: Int, limit: Int, judge: @escaping (Case) throws -> FailureKey?) {
    (self.parts, self.wanted, self.evaluations, self.limit, self.judge) = (parts, wanted, evaluations, limit, judge)
    place = wanted.place
    tried.insert(ReplayLine(parts.testCase).text)
  }

  /// Whether another case may be tried.
  var isOpen: Bool { evaluations < limit }

  /// Whether so many more may be tried.
  func has(_ count: Int) -> Bool { limit - evaluations >= count }

  /// Takes `simpler` in place of the smallest case so far if it fails for the same reason.
  mutating func take(_ simpler: CaseParts) -> Bool {
    let testCase = simpler.testCase
    guard isOpen, tried.insert(ReplayLine(testCase).text).inserted else { return false }
    evaluations += 1
    // What is refused is no case of this failure.
    guard let key = try? judge(testCase), key == wanted else { return false }
    (parts, place) = (simpler, key.place)
    return true
  }

  /// Takes the case after `change`, if it fails for the same reason.
  mutating func take(_ change: (inout CaseParts) -> Void) -> Bool {
    var simpler = parts
    change(&simpler)
    return take(simpler)
  }
}
