import KernelShims
import Testing

@testable import OptimizerKernels

/// What earlier steps left saves time and changes no bit.
@Suite struct CoefficientMemoTests {
  private static let rules: [any FormulaRule] = {
    do {
      return [
        try Adam.torch(), try Adam.paper(beta1: 0, beta2: 0), try Adam.optax(learningRate: 0.1, nesterov: true), try RAdam.torch(),
        try RAdam.paper(beta2: 0.9), try RAdam.paper(beta2: 0.9999), try RAdam.torch(betas: (0.9, 0.6)), try NAdam.torch(),
        try AdaBelief.labml(),
        try AdaBound.luolc(), try Adamax.torch(),
      ]
    } catch { fatalError("\(error)") }
  }()

  private func bits(_ k: KernelStep) -> [UInt32] {
    [
      k.firstDecay, k.firstWeight, k.secondDecay, k.secondWeight, k.scale, k.epsilon, k.rate, k.momentWeight, k.gradientWeight,
      k.boundedScale,
      k.lowerRate, k.upperRate,
    ].map(\.bitPattern) + [kernelChoices(k)]
  }

  private func check(_ steps: some Sequence<Int>) {
    for rule in Self.rules {
      let memo = CoefficientMemo()
      for t in steps { #expect(bits(rule.formula.kernelStep(t, memo)) == bits(rule.formula.kernelStep(t)), "\(type(of: rule)) at \(t)") }
    }
  }

  @Test func `one step after the other`() { check(1...3000) }

  @Test func `forth and back, and far`() {
    check([1, 2, 3, 1000, 1001, 7, 8, 1 << 40, (1 << 40) + 1, 5, 4, 3, 2, 1, Int.max - 1, Int.max - 2, 6, 1_000_000, 999_999, 64, 63, 62])
  }

  /// Past the steps at which c1, c2 and ρt stop changing, for β2 = 0.999 at 37 thousand and a hundred thousand.
  @Test func `where nothing changes any more`() { check(stride(from: 1, through: 400_000, by: 997)) }

  @Test func `more decays than are remembered`() throws {
    let memo = CoefficientMemo()
    for i in 1...100 {
      let formula = try RAdam.paper(beta1: 0.5 + Double(i) / 300, beta2: 0.9 + Double(i) / 2000).formula
      for t in [i, i + 1] { #expect(bits(formula.kernelStep(t, memo)) == bits(formula.kernelStep(t))) }
    }
  }
}
