public import KernelVerification

/// How long each planted bug lived, over some seeds.
public struct MutantReport: Sendable {
  /// The hunts of one bug.
  public struct Row: Sendable {
    public let mutant: Mutant
    /// One a seed, in their order.
    public internal(set) var hunts: [TimedHunt] = []
    /// The failure as one line, made smaller; nil where nobody shrinks, and where the gate for bias found it.
    public internal(set) var line: String?

    /// The seeds on which it was not found.
    public var survived: [UInt64] { hunts.filter { $0.result.found == nil }.map(\.seed) }
    /// The verdicts that found it, the most frequent first.
    public var verdicts: [String] {
      let all = hunts.compactMap { $0.result.found?.verdict }
      let counts = Dictionary(grouping: all, by: { $0 }).mapValues(\.count)
      return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
    /// Cases until it was found, one a seed that found it, in ascending order.
    public var cases: [Int] { hunts.compactMap { $0.result.found?.cases }.sorted() }
    /// Seconds until it was found, likewise.
    public var seconds: [Double] { hunts.filter { $0.result.found != nil }.map(\.seconds).sorted() }
  }

  /// A hunt and the time that it took.
  public struct TimedHunt: Sendable {
    public let seed: UInt64
    public let result: Hunt.Result
    public let seconds: Double
  }

  public internal(set) var rows: [Row]
  public internal(set) var tolerances: ToleranceTable
  /// The seeds.
  public let seeds: [UInt64]
  /// Whether the run was stopped before its last hunt. Bugs that were not hunted have no row.
  public let isInterrupted: Bool

  /// Cases on which a kernel without a bug fails, an implementation's own or one that bugs are planted in: there must be none.
  public var falseAlarms: [Case] { tolerances.falseAlarms + rows.flatMap(\.hunts).flatMap(\.result.falseAlarms) }
  /// The bugs that some seed did not find.
  public var survivors: [Row] { rows.filter { !$0.survived.isEmpty } }

  /// What the program ends with: a false alarm is a mismatch, for a right kernel was refused.
  public var exitCode: ExitCode {
    if rows.isEmpty || seeds.isEmpty { return .vacuous }
    if !falseAlarms.isEmpty { return .mismatch }
    if !survivors.isEmpty { return .survived }
    return isInterrupted ? .interrupted : .success
  }
}

/// The middle of numbers in ascending order, of two the lower; nil of none.
func median<T>(_ sorted: [T]) -> T? { sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2] }
