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
    }
  }

  /// The parameters before the first step, as Float holds them.
  func initial(_ random: CounterGenerator, count: Int) -> [Double] {
    let isZero = self == .small || self == .shrinking
    return (0..<count).map { isZero ? 0 : Double(Float(random.normal($0))) }
  }
}
