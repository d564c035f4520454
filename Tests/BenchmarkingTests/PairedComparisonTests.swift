import Foundation
import Testing

@testable import Benchmarking

/// What pairs of processes tell, on noise that is made: nothing between equal programs nine times of ten, a change of 5
/// % nine times of ten.
@Suite struct PairedComparisonTests {
  private static let rows = 36
  private static let names = (0..<rows).map { "row \($0)" }

  /// Times of one process of a program, one a row: each row has noise of its own between processes, and a share that
  /// all rows have in common.
  private static func process(_ random: inout SeededNumbers, noise: Double, slower: [Int: Double] = [:]) -> [Double] {
    let common = noise * random.normal()
    return (0..<rows).map { row in
      // One process in ten is disturbed.
      let disturbed = random.next() < 0.1 ? 5 * noise * random.next() : 0
      return exp(common + noise * random.normal() + disturbed) * (1 + (slower[row] ?? 0))
    }
  }

  private static func comparison(
    _ random: inout SeededNumbers, noise: Double, pairs: Int, slower: [Int: Double] = [:]
  ) -> PairedComparison {
    let ratios = (0..<pairs).map { _ in
      let (old, new) = (process(&random, noise: noise), process(&random, noise: noise, slower: slower))
      return zip(new, old).map { $0 / $1 }
    }
    return PairedComparison(names: names, ratios: (0..<rows).map { row in ratios.map { $0[row] } })
  }

  /// Whole comparisons, all rows: at most one in twenty, by the level, and here at most one in ten.
  @Test(arguments: [6, 8, 10], [0.01, 0.1])
  func `equal programs are not told apart`(pairs: Int, noise: Double) {
    var random = SeededNumbers(seed: UInt64(pairs))
    let runs = 200
    let told = (0..<runs).count { _ in
      Self.comparison(&random, noise: noise, pairs: pairs).rows.contains { $0.isSlower || $0.isFaster }
    }
    #expect(told <= runs / 10, "\(told) of \(runs)")
  }

  /// In one row of 36, between programs whose processes differ by 1 % and more.
  @Test func `a change of five percent is found`() {
    var random = SeededNumbers(seed: 5)
    let runs = 200
    let found = (0..<runs).count { _ in
      Self.comparison(&random, noise: 0.01, pairs: 10, slower: [7: 0.05]).rows[7].isSlower
    }
    #expect(found >= runs * 9 / 10, "\(found) of \(runs)")
  }

  /// Where each row differs by 5 % between processes, and all of them together by less, no row alone shows it.
  @Test func `a change that all rows have shows in their average`() {
    var random = SeededNumbers(seed: 3)
    let runs = 100
    func comparison(_ change: Double) -> PairedComparison {
      let ratios = (0..<Self.rows).map { _ in
        (0..<10).map { _ in exp(0.05 * random.normal() - 0.05 * random.normal()) * (1 + change) }
      }
      return PairedComparison(names: Self.names, ratios: ratios)
    }
    let found = (0..<runs).count { _ in comparison(0.05).average?.isSlower == true }
    #expect(found >= runs * 9 / 10, "\(found) of \(runs)")
    let told = (0..<runs).count { _ in
      let equal = comparison(0)
      return (equal.rows + [equal.average].compactMap(\.self)).contains { $0.isSlower || $0.isFaster }
    }
    #expect(told <= runs / 10, "\(told) of \(runs)")
    #expect(comparison(0.05).text().contains("0 faster; on average slower\n"))
  }

  /// All intervals hold the true changes at once.
  @Test func `the intervals hold the changes`() {
    var random = SeededNumbers(seed: 9)
    let runs = 200
    let changes = [0: 0.05, 1: -0.2, 2: 0.5]
    let held = (0..<runs).count { _ in
      Self.comparison(&random, noise: 0.02, pairs: 10, slower: changes).rows.enumerated().allSatisfy { row, x in
        let change = 1 + (changes[row] ?? 0)
        return x.lower <= change && change <= x.upper
      }
    }
    #expect(held >= runs * 9 / 10, "\(held) of \(runs)")
  }

  @Test func `what cannot be told is said, with what would have shown`() throws {
    var random = SeededNumbers(seed: 2)
    let noisy = Self.comparison(&random, noise: 0.1, pairs: 10, slower: [7: 0.05])
    #expect(noisy.rows[7].resolution > 0.05 && !noisy.rows[7].isSlower)
    #expect(noisy.text().contains(" % would have shown\n"))
    #expect(noisy.text().hasSuffix("equal programs are told apart, in any row, once in 20 comparisons at most\n"))
    // Five pairs say nothing, however far the programs are apart: both signs of all are 1 in 16.
    let few = PairedComparison(names: ["row"], ratios: [[2, 2.1, 2, 1.9, 2]])
    #expect(few.rows[0].upper == .infinity && few.text().contains("cannot tell: too few pairs"))
    let enough = PairedComparison(names: ["row"], ratios: [[2, 2.1, 2, 1.9, 2, 2]])
    #expect(enough.rows[0].isSlower && enough.text().contains("  slower\n"))
    let json = try #require(try JSONSerialization.jsonObject(with: enough.json()) as? [String: Any])
    #expect(json["schema"] as? String == "optimizer-bench-comparison/1" && json["pairs"] as? Int == 6)
  }
}

/// Numbers that are the same at every run.
private struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  /// From 0 to 1.
  mutating func next() -> Double {
    state = state &+ 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  mutating func normal() -> Double { (-2 * log(1 - next())).squareRoot() * cos(2 * .pi * next()) }
}
