import Testing

@testable import Benchmarking

@Suite struct SpreadTests {
  @Test func `the median and the quartiles are those of the sorted numbers`() {
    let spread = Spread([5, 1, 4, 2, 3])
    #expect(spread.median == 3)
    #expect(spread.lowerQuartile == 2 && spread.upperQuartile == 4)
    #expect(spread.count == 5)
  }

  /// From tables of the sign test's confidence interval of a median, at 95 %: the ranks of the ends, from 1.
  @Test(arguments: [(5, 1), (6, 1), (9, 2), (10, 2), (15, 4), (25, 8), (41, 14), (101, 41), (301, 134)])
  func `the interval ends at the ranks of the tables`(count: Int, rank: Int) {
    let spread = Spread((1...count).map(Double.init))
    #expect(spread.lower == Double(rank))
    #expect(spread.upper == Double(count + 1 - rank))
  }

  @Test func `two differ where their intervals do not meet`() {
    let (low, high) = (Spread([1, 1.1, 1.2]), Spread([1.3, 1.4, 1.5]))
    #expect(low.differs(from: high) && high.differs(from: low))
    #expect(!low.differs(from: Spread([1.15, 1.3, 1.4])))
    #expect(!low.differs(from: low))
  }
}
