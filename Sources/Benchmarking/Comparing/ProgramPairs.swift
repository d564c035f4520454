public import Foundation

/// Two programs that measure the same, each in processes of its own, in turns of some rounds.
public struct ProgramPairs: Sendable {
  /// The `bench` programs, the first the one to compare with.
  private let programs: [URL]
  private let bench: Bench
  private let pairs: Int

  /// - Parameters:
  ///   - old: the program to compare with: a `bench`, of another build or the same.
  ///   - new: the program that is compared with it.
  ///   - bench: what both measure.
  ///   - pairs: how many processes of either, ``PairedComparison/fewestPairs`` to ``PairedComparison/mostPairs``.
  public init(old: URL, new: URL, bench: Bench, pairs: Int) {
    programs = [old, new]
    self.bench = bench
    self.pairs = pairs
  }

  /// Runs the pairs.
  ///
  /// - Parameters:
  ///   - goesOn: asked all the time; false ends the comparison with the last whole pair.
  ///   - show: called with the number of pairs that are done.
  /// - Throws: ``ProgramPairsError`` for a program that cannot be run, ends with another code than 0, or writes no
  ///   report.
  public func run(
    goesOn: () -> Bool = { true }, show: (Int) -> Void = { _ in }
  ) throws -> PairedComparison {
    var measured: [[[String: Double]]] = []
    var names: [String] = []
    for pair in 0..<pairs {
      guard let times = try measurePair(isTurned: !pair.isMultiple(of: 2), while: goesOn) else { break }
      names = pair == 0 ? times[1].map(\.name) : names
      measured.append(times.map { Dictionary($0.map { ($0.name, $0.time) }, uniquingKeysWith: { first, _ in first }) })
      show(pair + 1)
    }
    // What one program alone measures is no row.
    let rows = names.filter { name in measured.allSatisfy { $0.allSatisfy { $0[name] != nil } } }
    var comparison = PairedComparison(
      names: rows, ratios: rows.map { name in measured.map { ($0[1][name] ?? 1) / ($0[0][name] ?? 1) } })
    comparison.missingPairs = pairs - measured.count
    return comparison
  }

  /// Runs one process of either program, in turn, and ends both whatever happens.
  ///
  /// - Parameter isTurned: whether the second program begins, as in every other pair: what the second to run finds
  ///   warmer or slower then favors neither.
  /// - Returns: the times of the first and of the second program; nil where `goesOn` was false.
  private func measurePair(isTurned: Bool, while goesOn: () -> Bool) throws -> [[(name: String, time: Double)]]? {
    guard goesOn() else { return nil }
    var runs: [ProgramRun] = []
    defer { runs.forEach { $0.end() } }
    for program in isTurned ? programs.reversed() : programs {
      runs.append(try ProgramRun(program, bench.arguments))
    }
    var reports = [BenchReport?](repeating: nil, count: runs.count)
    while reports.contains(where: { $0 == nil }) {
      for (i, run) in runs.enumerated() where reports[i] == nil {
        switch try run.takeTurn(while: goesOn) {
        case .over: break
        case .done(let report): reports[i] = report
        case .interrupted: return nil
        }
      }
    }
    // An interruption reaches the processes, too, and what they measured until then is no pair.
    guard goesOn() else { return nil }
    let times = reports.compactMap { $0?.times }
    return isTurned ? times.reversed() : times
  }
}

/// Why a program could not be compared.
public struct ProgramPairsError: Error, CustomStringConvertible {
  public let description: String

  init(_ program: URL, _ problem: String) { description = "\(program.path()) \(problem)" }
}

extension BenchReport {
  /// The time of each row, of a rate its inverse. Of a step its ratio to the limit, which a slower hour of the machine
  /// leaves as it is.
  var times: [(name: String, time: Double)] {
    measurements.map { ($0.name, $0.isRate ? 1 / $0.value.median : $0.value.median) }
      .filter { $0.time > 0 && $0.time.isFinite }
  }
}

extension Bench {
  /// The arguments by which the program measures this.
  var arguments: [String] {
    Part.allCases.filter(parts.contains).map(\.rawValue) + [
      "--optimizer", optimizers.joined(separator: ","), "--count", counts.map(String.init).joined(separator: ","),
      "--threads",
      threads.map(String.init).joined(separator: ","), "--seconds", "\(seconds)",
    ]
  }
}
