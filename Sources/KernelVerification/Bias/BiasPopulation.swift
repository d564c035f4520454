import OptimizerReference

/// The states and hyperparameters on which a kernel is judged for bias.
///
/// On them rounding has no direction: each coefficient rounds otherwise from draw to draw, nothing cancels (m and g have one sign, θ is 0),
/// and all stays far from where Float ends.
struct BiasPopulation {
  /// Draws of the hyperparameters. A coefficient is off by 0.3 ulp in the root mean square; the mean of 256 by 0.02.
  static let draws = 256
  /// Elements of a draw: 2¹⁸ in all.
  static let elementsPerDraw = 1024
  /// All elements.
  static let count = draws * elementsPerDraw

  private let seed: UInt64

  /// Every seed has its own population.
  init(seed: UInt64) { self.seed = seed }

  /// The hyperparameters of a draw: numbers that no format holds exactly, over several binades.
  func hyperparameters(_ draw: Int) -> CommonHyperparameters {
    let random = coefficients(draw)
    return CommonHyperparameters(
      learningRate: random.scaled(0, exponents: -10..<0),
      // From 1/2 to 63/64, and from 7/8 to 1 − 2⁻¹³.
      beta1: 1 - random.scaled(1, exponents: -6 ..< -1), beta2: 1 - random.scaled(2, exponents: -13 ..< -3),
      // Less than 2⁻⁴⁰ of any √v or v here. Near an ulp of one it would be lost in the sum always, or never, and that has a direction.
      epsilon: 0x1p-66, amsgrad: random.bits(3) & 1 == 1)
  }

  /// The step of a draw, from 16 to 1023: ρt > 5 for every β2 above, so that every step is adaptive, and the bias corrections are not yet 1.
  func t(_ draw: Int) -> Int { Int(coefficients(draw).scaled(4, exponents: 4..<10)) }

  /// The elements of a draw: θ = 0, and the slots as an optimizer may have left them. Each value is of 20 binades (of gradients) or 40
  /// (of their squares), so that now the old and now the new one decides an average or a maximum.
  ///
  /// - Parameter maximize: whether the step ascends: m then has the sign of −g, for nothing may cancel.
  func elements(_ draw: Int, maximize: Bool = false) -> [EnclosedElement] {
    let random = CounterGenerator(seed: seed, stream: 2 * UInt64(draw) + 1)
    let rates = CounterGenerator(seed: seed, stream: .max - UInt64(draw))
    return (0..<Self.elementsPerDraw).map { i in
      func number(_ k: Int, _ exponents: Range<Int>) -> Bounded<Double> {
        Bounded<Double>(value: Double(Float(random.scaled(5 * i + k, exponents: exponents))), bound: 0)
      }
      let isNegative = random.bits(5 * i) & 1 == 1
      var x = EnclosedElement(θ: 0, g: number(1, -10..<10))
      x.m = number(2, -10..<10)
      if isNegative { x.m = -x.m }
      if isNegative != maximize { x.g = -x.g }
      x.v = number(3, -20..<20)
      x.vmax = number(4, -20..<20)
      x.stepSize = Bounded(value: Double(Float(rates.scaled(i, exponents: -20..<0))), bound: 0)
      return x
    }
  }

  private func coefficients(_ draw: Int) -> CounterGenerator { CounterGenerator(seed: seed, stream: 2 * UInt64(draw)) }
}

extension CounterGenerator {
  /// s · 2ᵏ with s even in [1, 2) and k even among `exponents`.
  fileprivate func scaled(_ index: Int, exponents: Range<Int>) -> Double {
    let bits = bits(index)
    // The upper 52 bits are the significand, the others choose the exponent.
    let k = exponents.lowerBound + Int(bits & 0xfff) % exponents.count
    return Double(bitPattern: UInt64(1023 + k) << 52 | bits >> 12)
  }
}
