import Testing

@testable import Benchmarking

@Suite struct RoundsTests {
  @Test func `every contestant has its turn in every round`() {
    var order: [Int] = []
    // Long enough for one repetition a turn.
    func contestant(_ i: Int) -> Contestant {
      Contestant { repetitions in
        order += Array(repeating: i, count: repetitions)
        var sum = 0.0
        for j in 1...400_000 { sum += 1 / Double(j) }
        #expect(sum > 0)
      }
    }
    let rounds = Rounds([contestant(0), contestant(1), contestant(2)], seconds: 0.001)
    #expect(rounds.nanoseconds.count == 3)
    #expect(rounds.nanoseconds.allSatisfy { $0.count == rounds.nanoseconds[0].count && $0.count >= 9 })
    // Two untimed turns each, and then 0, 1, 2 again and again.
    let timed = order.dropFirst(6)
    #expect(Array(timed) == (0..<timed.count).map { $0 % 3 })
  }

  @Test func `a ratio is taken within a round`() {
    let rounds = Rounds(nanoseconds: [[10, 100, 1000], [5, 50, 500], [5, 50, 500]])
    #expect(rounds.ratio(0, to: [1]).median == 2)
    #expect(rounds.ratio(0, to: [1, 2]).lower == 1)
    #expect(rounds.spread(0, per: 10).median == 10)
  }
}
