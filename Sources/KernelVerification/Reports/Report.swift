/// What a run compared and what it came to. Reports add.
public struct Report: Sendable {
  /// The judged cases, in the order they were judged.
  public private(set) var results: [CaseResult] = []
  /// The kernels that were judged for bias, in the order they were judged.
  public private(set) var bias: [BiasResult] = []
  /// The inputs that could not be read.
  public private(set) var unreadable: [UnreadableInput] = []
  /// What is wrong with the run as a whole: nothing compared, a declared finding that nothing shows.
  public private(set) var shortfalls: [String] = []

  /// Whether the run was stopped before its end: what it did not judge, it says nothing of.
  public private(set) var isInterrupted = false

  /// What the implementations without a recording rest on, by name; empty where that is not known.
  private(set) var evidence: [String: Evidence] = [:]

  public init() {}

  /// Adds a judged case.
  public mutating func add(_ result: CaseResult) { results.append(result) }

  /// Adds a kernel that was judged for bias.
  public mutating func add(_ result: BiasResult) { bias.append(result) }

  /// Adds an input that could not be read.
  public mutating func add(_ input: UnreadableInput) { unreadable.append(input) }

  /// Adds something that is wrong with the run as a whole.
  public mutating func addShortfall(_ sentence: String) { shortfalls.append(sentence) }

  /// Says that the run was stopped before its end.
  public mutating func interrupt() { isInterrupted = true }

  /// Adds what another run compared.
  public mutating func add(_ other: Report) {
    results += other.results
    bias += other.bias
    unreadable += other.unreadable
    shortfalls += other.shortfalls
    isInterrupted = isInterrupted || other.isInterrupted
    evidence.merge(other.evidence, uniquingKeysWith: { first, _ in first })
  }

  /// The same report, its cases and its kernels in the order in which `implementations` come, and with what each of them rests on.
  public func ordered(like implementations: [Implementation]) -> Report {
    let ranks = Dictionary(implementations.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func ordered<Result>(_ results: [Result], _ name: (Result) -> String) -> [Result] {
      results.enumerated().sorted { a, b in
        (ranks[name(a.element)] ?? .max, a.offset) < (ranks[name(b.element)] ?? .max, b.offset)
      }.map(\.element)
    }
    var copy = self
    copy.results = ordered(results, \.implementation)
    copy.bias = ordered(bias, \.implementation)
    copy.evidence = Dictionary(implementations.map { ($0.name, $0.evidence) }, uniquingKeysWith: { first, _ in first })
    return copy
  }

  /// The cases that passed: pass, acceptable and finding.
  public var passed: Int { results.count { $0.verdict.isPassed } }

  /// The cases that did not: fail and vacuous.
  public var failed: Int { results.count - passed }

  /// All cases together.
  public var tally: Tally {
    var sum = Tally()
    for result in results { sum.add(result.tally) }
    return sum
  }

  /// The exit code of the run: if several apply, the first of 70, 1, 6, 7, 8, 2, 5, 3, 4, 130.
  public var exitCode: ExitCode {
    if !unreadable.isEmpty { return .unreadableInput }
    let checks = results.flatMap(\.checks)
    if checks.contains(where: { $0.broken != nil && !$0.isUnsteady }) || bias.contains(where: { $0.broken != nil }) {
      return .brokenCandidate
    }
    if checks.contains(where: \.isUnsteady) { return .notDeterministic }
    if results.contains(where: { $0.verdict == .fail }) { return .mismatch }
    if bias.contains(where: \.isBiased) { return .biased }
    let isEmpty = results.isEmpty && bias.isEmpty && !isInterrupted
    if isEmpty || !shortfalls.isEmpty { return .vacuous }
    if results.contains(where: { $0.verdict == .vacuous }) || !bias.allSatisfy(\.isPassed) { return .vacuous }
    return isInterrupted ? .interrupted : .success
  }
}

/// An input that could not be read, and why.
public struct UnreadableInput: Sendable, Hashable {
  /// The file's path as it was given.
  public let path: String
  /// What is wrong with it and what is allowed.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// How a program of this package ends.
public enum ExitCode: Int32, Sendable {
  case success = 0
  case usage = 1
  case mismatch = 2
  case biased = 3
  case vacuous = 4
  case survived = 5
  case unreadableInput = 6
  case brokenCandidate = 7
  case notDeterministic = 8
  case programFault = 70
  /// Stopped before its end, and good until then.
  case interrupted = 130
}
