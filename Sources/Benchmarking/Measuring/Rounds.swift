import Dispatch

/// What is timed in turn: one call takes so many repetitions.
struct Contestant {
  /// - Parameter repetitions: how many times to do it.
  let run: (_ repetitions: Int) -> Void

  init(_ run: @escaping (_ repetitions: Int) -> Void) { self.run = run }

  /// Of something that is done once.
  static func each(_ body: @escaping () -> Void) -> Contestant {
    Contestant { repetitions in for _ in 0..<repetitions { body() } }
  }
}

/// Rounds in each of which every contestant is timed once, so what slows the machine for a while slows all of them.
struct Rounds {
  /// The shortest time of a contestant in a round, in nanoseconds, or one repetition: a hundred times what the clock
  /// costs.
  private static let shortestTime = 50_000.0
  private static let fewest = 9
  private static let most = 301

  /// For each contestant the nanoseconds of one repetition, round for round.
  let nanoseconds: [[Double]]

  /// Rounds that were timed.
  init(nanoseconds: [[Double]]) { self.nanoseconds = nanoseconds }

  /// - Parameter seconds: how long the rounds last together, if that is enough for nine.
  init(_ contestants: [Contestant], seconds: Double) {
    // Once untimed: pages are there then, and caches are as they stay.
    let repetitions = contestants.map { contestant in
      contestant.run(1)
      let once = Self.time { contestant.run(1) }
      return once >= Self.shortestTime ? 1 : Int((Self.shortestTime / max(once, 1)).rounded(.up))
    }
    var nanoseconds = contestants.map { _ in [Double]() }
    var total = 0.0
    while nanoseconds[0].count < Self.fewest || (total < seconds * 1e9 && nanoseconds[0].count < Self.most) {
      for (i, contestant) in contestants.enumerated() {
        let time = Self.time { contestant.run(repetitions[i]) }
        nanoseconds[i].append(time / Double(repetitions[i]))
        total += time
      }
      Turns.handOver()
    }
    self.nanoseconds = nanoseconds
  }

  /// The times of a contestant, each divided by `scale`.
  func spread(_ i: Int, per scale: Double = 1) -> Spread { Spread(nanoseconds[i].map { $0 / scale }) }

  /// The times of a contestant as multiples of others' in the same round, which are added up.
  func ratio(_ i: Int, to others: [Int]) -> Spread {
    Spread(nanoseconds[i].indices.map { round in nanoseconds[i][round] / others.reduce(0) { $0 + nanoseconds[$1][round] } })
  }

  private static func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) }

  private static func time(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
  }
}
