/// What repetitions of one measurement came to.
public struct Spread: Codable, Equatable, Sendable {
  /// The median.
  public let median: Double
  /// The median of what was not measured lies between these two 19 times of 20: order statistics, with nothing assumed of the noise.
  public let lower, upper: Double
  /// Half of the measurements lie between these two.
  public let lowerQuartile, upperQuartile: Double
  /// How many measurements there are.
  public let count: Int

  /// - Precondition: there is at least one measurement.
  init(_ measurements: [Double]) {
    let sorted = measurements.sorted()
    func at(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
    median = at(0.5)
    lowerQuartile = at(0.25)
    upperQuartile = at(0.75)
    let outside = Self.outside(sorted.count)
    lower = sorted[outside]
    upper = sorted[sorted.count - 1 - outside]
    count = sorted.count
  }

  /// How many of n sorted measurements may be left out at either end for the rest to hold the median with a probability of 95 % or more: the most k for
  /// which n throws of a coin show k heads or fewer with a probability of at most 2.5 %. Fewer than six measurements promise less.
  private static func outside(_ n: Int) -> Int {
    // The probability of k heads, from one k to the next. 2⁻ⁿ is 0 for a thousand throws, and nobody takes so many.
    var probability = 1.0
    for _ in 0..<n { probability /= 2 }
    var (atMost, k) = (probability, 0)
    while k < n / 2 {
      probability *= Double(n - k) / Double(k + 1)
      atMost += probability
      if atMost > 0.025 { break }
      k += 1
    }
    return k
  }

  /// Whether the two are apart by more than the noise of both.
  public func differs(from other: Spread) -> Bool { lower > other.upper || upper < other.lower }
}
