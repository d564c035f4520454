import OptimizerReference

/// A kind of gradients and a starting point. Each shows bugs that the others hide.
enum Regime: String, CaseIterable {
  /// Ordinary gradients and parameters.
  case normal
  /// Gradients over 20 decades.
  case mixed
  /// Gradients from 1e-12 to 1e-5, from θ = 0: ε shows.
  case small
  /// The same gradient at each step.
  case constant
  /// The sign turns at each step.
  case alternating
  /// One element in four has a gradient.
  case sparse
  /// A hundred times larger at the fourth step, then calm: a running maximum shows.
  case spike
  /// Ten times smaller at each step.
  case shrinking
  /// Ordinary gradients from a state of long ago, across 2²⁴ and 2³¹ steps.
  case restored
  /// One number in eight of gradients, parameters and state is zero, NaN, infinite, subnormal or nearly too large.
  case special
  /// Rows of five elements, one in three absent at each step; for optimizers that take such gradients.
  case rows

  /// The regimes that every optimizer has, and `rows` where it takes them.
  static func all(takesRows: Bool) -> [Regime] { allCases.filter { $0 != .rows || takesRows } }

  /// Which numbers the sample of that number draws: a regime that only some take does not move those of the others.
  func stream(_ sample: Int) -> UInt64 {
    let common = Self.all(takesRows: false)
    return UInt64(common.firstIndex(of: self).map { sample * common.count + $0 } ?? 1 << 40 + sample)
  }

  /// Whether each row has a gradient, T × rows values; nil where no regime is about that.
  func rows(_ random: CounterGenerator, steps: Int, rows: Int) -> [Bool]? {
    self == .rows ? (0..<steps * rows).map { random.bits(.max / 2 + $0) % 3 != 0 } : nil
  }

  /// The gradients, T × `count`, as Float holds them.
  func gradients(_ random: CounterGenerator, steps: Int, count: Int) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(steps * count)
    var scale = 1.0
    for k in 0..<steps {
      for i in 0..<count { values.append(Double(Float(gradient(random, k, i, k * count + i, scale)))) }
      if k < 20 { scale /= 10 }
    }
    return values
  }

  private func gradient(_ random: CounterGenerator, _ k: Int, _ i: Int, _ index: Int, _ scale: Double) -> Double {
    switch self {
    case .normal: random.normal(index)
    case .mixed: random.logarithmic(index, from: -10, to: 10)
    case .small: random.logarithmic(index, from: -12, to: -5)
    case .constant: random.normal(i)
    case .alternating: k % 2 == 0 ? random.normal(i) : -random.normal(i)
    case .sparse: random.bits(index) % 4 == 0 ? random.normal(index) : 0
    case .spike: random.normal(index) * (k == 3 ? 100 : 1)
    case .shrinking: random.normal(index) * scale
    case .restored, .rows: random.normal(index)
    case .special: SpecialValues.sometimes(random, 13 * index + 12, random.logarithmic(index, from: -3, to: 3))
    }
  }

  /// How many steps were taken before, for the sample of that number.
  func stepsBefore(_ sample: Int) -> Int {
    switch self {
    case .restored: [(1 << 24) - 12, (1 << 31) - 12, 5, 1000, 1 << 40][sample % 5]
    case .special: [0, 5, 100][sample % 3]
    default: 0
    }
  }

  /// What is remembered in `slot` before the first step, as Float holds it; nil for zeros.
  func initialSlot(_ slot: Slot, _ random: CounterGenerator, count: Int) -> [Double]? {
    guard self == .restored || self == .special else { return nil }
    let stream = 100 * (1 + (Slot.allCases.firstIndex(of: slot) ?? 0)) * count
    return (0..<count).map { i in
      var value = Double(Float(random.normal(stream + i)))
      if self == .special { value = SpecialValues.sometimes(random, 12 * (stream + count) + i, value) }
      // A second moment is no less than 0.
      return slot.isMagnitude ? abs(value) : value
    }
  }

  /// The parameters before the first step, as Float holds them.
  func initial(_ random: CounterGenerator, count: Int) -> [Double] {
    let isZero = self == .small || self == .shrinking
    return (0..<count).map { i in
      let value = isZero ? 0 : Double(Float(random.normal(i)))
      return self == .special ? SpecialValues.sometimes(random, 13 * count + i, value) : value
    }
  }
}
