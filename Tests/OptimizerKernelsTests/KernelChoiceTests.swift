import KernelShims
import Testing

@Suite struct KernelChoiceTests {
  private static let bits: [(UInt32, any WritableKeyPath<KernelStep, Bool> & Sendable)] = [
    (KernelNegatesGradient, \.negatesGradient), (KernelDecaysGradient, \.decaysGradient), (KernelKeepsFirstMoment, \.keepsFirstMoment),
    (KernelAveragesResidual, \.averagesResidual), (KernelAveragesQuotient, \.averagesQuotient),
    (KernelKeepsSecondMoment, \.keepsSecondMoment), (KernelTakesGreatest, \.takesGreatest), (KernelAddsSecondEpsilon, \.addsSecondEpsilon),
    (KernelKeepsMaximum, \.keepsMaximum), (KernelScalesMaximum, \.scalesMaximum), (KernelAddsMaximumEpsilon, \.addsMaximumEpsilon),
    (KernelIgnoresMaximum, \.ignoresMaximum), (KernelDividesByRoot, \.dividesByRoot), (KernelDividesByMoment, \.dividesByMoment),
    (KernelMomentEpsilonInside, \.momentEpsilonInside), (KernelScalesInside, \.scalesInside), (KernelEpsilonInside, \.epsilonInside),
    (KernelScalesOutside, \.scalesOutside), (KernelEpsilonOutside, \.epsilonOutside), (KernelStepsByGradient, \.stepsByGradient),
    (KernelMixesGradient, \.mixesGradient), (KernelBoundsRate, \.boundsRate), (KernelAveragesRate, \.averagesRate),
    (KernelCapsAtAverage, \.capsAtAverage), (KernelClampsRate, \.clampsRate), (KernelDecaysBeforeUpdate, \.decaysBeforeUpdate),
    (KernelDecaysInUpdate, \.decaysInUpdate), (KernelHolds, \.holds),
  ]

  @Test func `each choice is one bit, and no other's`() {
    #expect(kernelChoices(KernelStep()) == 0)
    for (bit, member) in Self.bits {
      var step = plainShape
      for (_, other) in Self.bits { step[keyPath: other] = false }
      step[keyPath: member] = true
      #expect(kernelChoices(step) == bit)
    }
    #expect(Self.bits.reduce(0) { $0 | $1.0 } == 1 << 28 - 1)
  }
}
