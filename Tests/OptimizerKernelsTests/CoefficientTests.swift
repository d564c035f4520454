import OptimizerKernels
import Testing

/// Literals to 17 digits, computed in 120-digit arithmetic from the published forms.
@Suite struct CoefficientTests {
  private static let complements: [(Double, Int, Double)] = [
    (0.999, 1, 0.0010000000000000008882), (0.9, 1, 0.099999999999999977796), (0.999, 1_000_000, 1.0),
    (0.999, 1000, 0.63230457522903628228), (0.9, 100, 0.99997343860111241246), (0.99, 7, 0.067934652093010058534),
    (1 - 0x1p-53, 2, 2.2204460492503129576e-16), (1 - 0x1p-53, 1 << 53, 0.63212055882855769883),
    (0.999, 1 << 62, 1.0), (0.0, 1, 1.0), (0.0, 1 << 62, 1.0), (0.5, 3, 0.875), (0.999, Int.max, 1.0),
  ]

  private static let powers: [(Double, Int, Double)] = [
    (0.999, 1000, 0.36769542477096371772), (0.9, 100, 2.6561398887587542465e-5), (0.99, 7, 0.93206534790698994147),
    (1 - 0x1p-53, 1 << 53, 0.36787944117144230117), (0.999, 1_000_000, 0.0), (0.5, 3, 0.125), (0.999, 1, 0.999),
  ]

  private static let lengths: [(Double, Int, Double)] = [
    (0.9999, 4, 3.9997499874998750713), (0.999, 1, 1.0), (0.999, 5, 4.9959980004016011964),
    (0.999, 6, 5.9941637516567173135), (0.999, 100, 98.3329443227247371), (0.999, 1_000_000, 1998.9999999999982236),
    (0.99, 6, 5.9413766923550788018), (0.9, 5, 4.580571903006031696), (1 - 1e-9, 5, 4.9999999960000001111),
    (1 - 1e-9, 1_000_000_000, 836046590.6690286997), (1 - 0x1p-53, 6, 5.9999999999999993524),
    (1 - 0x1p-53, 1 << 53, 7530438188701956.4623), (0.6, 50, 3.999999999191718445), (0.5, 10, 2.9804496578690127077),
    (0.0, 3, 1.0), (0.9999, 1 << 62, 19999.000000002202682), (0.8, 6, 4.7366640645329172879), (1e-300, 3, 1.0),
    (0.7, 10, 5.0852938248410121388),
  ]

  private static let rates: [(Double, Int, Double)] = [
    (0.999, 5, 0.017311503166379563931), (0.999, 6, 0.025821112801865227846), (0.999, 100, 0.21533543653820019015),
    (0.999, 1_000_000, 1.0), (0.99, 6, 0.081679195782008684072), (0.9, 5, 0.15611076327512504541),
    (1 - 1e-9, 5, 0.000017320507821811131201), (1 - 1e-9, 1_000_000_000, 0.64654720011387389459),
    (1 - 0x1p-53, 6, 8.6031894265059496108e-9), (1 - 0x1p-53, 1 << 53, 0.64654720874091893382),
    (0.9999, 1 << 62, 1.0), (0.8, 6, 0.33082355742651364471), (0.7, 10, 0.78138963957926433319),
    (0.6.nextUp, 1 << 40, 1.0),
  ]

  /// The distance in ulps of the true value.
  private func ulps(_ got: Double, _ want: Double) -> Double { abs(got - want) / want.ulp }

  @Test(arguments: complements) func `1 − βᵗ is within an ulp`(β: Double, t: Int, want: Double) {
    let got = BiasCorrection.complement(of: β, toThe: t)
    #expect(ulps(got, want) <= 1, "\(got)")
    let rectification = Rectification(β2: β, t: t).complement
    #expect(ulps(rectification, want) <= 1, "\(rectification)")
  }

  @Test(arguments: powers) func `βᵗ is within an ulp`(β: Double, t: Int, want: Double) {
    let got = BiasCorrection.power(β, t).high
    #expect(ulps(got, want) <= 1, "\(got)")
  }

  @Test(arguments: lengths) func `ρt is within an ulp`(β2: Double, t: Int, want: Double) {
    let got = Rectification(β2: β2, t: t).length
    #expect(ulps(got, want) <= 1, "\(got)")
  }

  @Test(arguments: rates) func `rt is within two ulps`(β2: Double, t: Int, want: Double) {
    let got = Rectification(β2: β2, t: t).rate
    #expect(ulps(got, want) <= 2, "\(got)")
  }

  @Test(arguments: [0.999, 0.99, 0.98, 0.95, 0.9]) func `the first rectified step is 5 above 4 and 6 above 5`(β2: Double) {
    #expect((1...9).first { Rectification(β2: β2, t: $0).exceeds(4) } == 5)
    #expect((1...9).first { Rectification(β2: β2, t: $0).exceeds(5) } == 6)
  }

  @Test func `a limit that is an ulp off the threshold is on its own side`() {
    // ρ∞ is 4 − 2.8e-16 and 4 + 1.1e-15.
    #expect(!Rectification(β2: 0.6, t: 1 << 40).exceeds(4))
    #expect(Rectification(β2: 0.6.nextUp, t: 1 << 40).exceeds(4))
  }
}
