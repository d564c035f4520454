import Foundation

/// What pairs of runs of two programs say of each row that both measure: by how much the second is slower, and how sure
/// that is.
///
/// Each pair is one process of either program; the two measure in turn. What differs between processes of one program
/// (pages, alignment, what else runs) is as likely to favor either: where the programs are equal, each pair may be
/// turned around. So the pairs are turned around in every combination, and the largest mean of any row, in units of its
/// own spread, is noted each time. What 19 of 20 combinations stay below is the limit, for all rows together, and
/// nothing is assumed of the noise but that. An interval holds what is within that limit: all of them hold the true
/// changes at once, 19 times of 20.
public struct PairedComparison: Equatable, Sendable {
  /// One measurement of both programs.
  public struct Row: Codable, Equatable, Sendable {
    public let name: String
    /// The second program's time as a multiple of the first's, a mean of the pairs.
    public let change: Double
    /// The true change is between these, for all rows at once 19 times of 20; 0 and infinity where so few pairs tell
    /// nothing.
    public let lower, upper: Double

    /// Whether the second program takes longer, or less long.
    public var isSlower: Bool { lower > 1 }
    public var isFaster: Bool { upper < 1 }

    /// The smallest change that would have been told, as a share: how far the interval reaches from its middle.
    public var resolution: Double { upper / change - 1 }
  }

  /// How often equal programs are told apart, at most, in any of the rows.
  public static let level = 0.05
  /// The fewest pairs that can tell anything: of 2⁵ combinations two are as far off as the farthest, more than 1 in 20.
  public static let fewestPairs = 6
  /// The most: all 2¹⁶ combinations are gone through.
  public static let mostPairs = 16

  /// How many pairs there are.
  public let pairs: Int
  /// In the order in which the programs measure.
  public let rows: [Row]
  /// The mean of all rows, which shows a change that all have and none shows alone; nil of fewer than two.
  public let average: Row?
  /// How many pairs it was stopped before; 0 where none is missing.
  public internal(set) var missingPairs = 0

  /// - Parameters:
  ///   - names: of the rows.
  ///   - ratios: for each row, of each pair, the second program's time as a multiple of the first's; above 0 and
  ///     finite.
  /// - Precondition: each row has as many pairs as the others, at most ``mostPairs``.
  init(names: [String], ratios: [[Double]]) {
    let pairs = ratios.first?.count ?? 0
    precondition(
      pairs <= Self.mostPairs && ratios.allSatisfy { $0.count == pairs }, "rows of different numbers of pairs")
    var logs = ratios.map { $0.map { log($0) } }
    let hasAverage = logs.count > 1
    if hasAverage { logs.append((0..<pairs).map { pair in logs.reduce(0) { $0 + $1[pair] } / Double(logs.count) }) }
    let limit = Self.limit(logs, pairs)
    self.pairs = pairs
    let all = zip(names + ["all \(names.count), on average"], logs).map { name, logs in
      let count = Double(pairs)
      let mean = logs.reduce(0, +) / max(count, 1)
      let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(count, 1)
      // Where the mean less a change is at the limit: |Σ(x − δ)|² = limit² Σ(x − δ)².
      let reach = limit * limit < count ? limit * (variance / (count - limit * limit)).squareRoot() : .infinity
      return Row(name: name, change: exp(mean), lower: exp(mean - reach), upper: exp(mean + reach))
    }
    rows = Array(all.prefix(names.count))
    average = hasAverage ? all.last : nil
  }

  /// What |Σ ± x| / √Σx², the largest of all rows, stays below in 19 of 20 combinations of signs.
  private static func limit(_ rows: [[Double]], _ pairs: Int) -> Double {
    guard pairs > 0 else { return .infinity }
    let scaled = rows.map { row in
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return norm == 0 ? row : row.map { $0 / norm }
    }
    // A combination and its opposite are as far off: one of the two is enough.
    let combinations = 1 << (pairs - 1)
    var largest = [Double](repeating: 0, count: combinations)
    for row in scaled {
      // Gray's order: one sign turns from one combination to the next.
      var sum = row.reduce(0, +)
      var signs = 0
      largest[0] = max(largest[0], abs(sum))
      for i in 1..<max(combinations, 1) {
        let turned = i.trailingZeroBitCount
        sum += signs & (1 << turned) == 0 ? -2 * row[turned] : 2 * row[turned]
        signs ^= 1 << turned
        largest[signs] = max(largest[signs], abs(sum))
      }
    }
    largest.sort()
    // Rounding in the sums is no difference between combinations.
    let allowed = Int((level * Double(combinations)).rounded(.down))
    return allowed == 0 ? .infinity : largest[combinations - allowed] * (1 - 0x1p-40)
  }
}
