import KernelShims
import OptimizerKernels
import Registry
import Testing

/// Faults that a digest must notice, each as small as its kind can be.
@Suite struct DigestFaultTests {
  enum Fault: String, CaseIterable {
    case oneUlpInOneElement, signOfOneZero, tailLeft, blockSteppedTwice, blockNotStepped, stepCountedTwice, averageReordered,
      maximumWithoutNaN
  }

  /// Steps as it should be, but for `fault`.
  static func step(_ part: inout DigestPart, _ n: Int, _ rule: any KernelRule, _ set: KernelInstructionSet, fault: Fault) throws {
    let before = part
    if fault == .blockNotStepped && part.range.contains(1_000) { return }
    try KernelDigest.step(&part, n, rule, set)
    let state = part.state
    switch fault {
    case .oneUlpInOneElement:
      // The last ordinary one of the array.
      if let i = part.parameters.lastIndex(where: \.isNormal) { part.parameters[i] = part.parameters[i].nextUp }
    case .signOfOneZero:
      if let i = part.parameters.lastIndex(of: 0) { part.parameters[i].negate() }
    case .tailLeft:
      let tail = part.parameters.count / 16 * 16
      part.parameters.replaceSubrange(tail..., with: before.parameters[tail...])
    case .blockSteppedTwice:
      if part.range.contains(1_000) { try KernelDigest.step(&part, n, rule, set) }
    case .stepCountedTwice: part.restore(state.firstMoment, state.secondMoment, state.maximum, stepCount: state.stepCount + 1)
    case .averageReordered:
      let k = rule.kernelStep(state.stepCount)
      guard k.firstDecay == 0.5 else { return }
      // m + (1 − β1)(g − m), which is the same but for its rounding.
      let m = before.state.firstMoment.indices.map { i in
        let m = before.state.firstMoment[i]
        return m + k.firstWeight * (part.gradients[n][i] - m)
      }
      part.restore(m, state.secondMoment, state.maximum, stepCount: state.stepCount)
    case .maximumWithoutNaN:
      guard let kept = before.state.maximum else { return }
      let maximum = zip(kept, state.secondMoment).map { $0 > $1 ? $0 : $1 }
      part.restore(state.firstMoment, state.secondMoment, maximum, stepCount: state.stepCount)
    case .blockNotStepped: break
    }
  }

  @Test(arguments: Fault.allCases)
  func isNoticed(fault: Fault) throws {
    // AMSGrad keeps a maximum; it corrects no bias, and so does not ask for t.
    let name = fault == .stepCountedTwice ? "paper.Adam" : "paper.AMSGrad"
    let kernel = try #require(PinnedDigests.all.first { $0.name == name })
    let bits = try kernel.bits(on: .automatic, blockSize: 512) { try Self.step(&$0, $1, $2, $3, fault: fault) }
    #expect(bits.digest != kernel.pinned)
  }

  @Test func theReportSaysWhichKernelAndWhere() throws {
    let kernel = try #require(PinnedDigests.all.first { $0.name == "paper.AMSGrad" })
    let report = try DigestReport(of: [kernel]) { part, n, rule, set in
      if set != .baseline { return try KernelDigest.step(&part, n, rule, set) }
      try Self.step(&part, n, rule, set, fault: .oneUlpInOneElement)
    }
    #expect(!report.isGood)
    let text = report.text()
    #expect(text.contains("\nFAIL: paper.AMSGrad on baseline: expected 0x"))
    #expect(text.contains(", got 0x"))
    #expect(text.contains("  differs   \(KernelInstructionSet.best == .avx2 ? "pinned" : "–")\n"))
    #expect(text.hasSuffix("\nNOT good\n"))
  }

  @Test func nothingComparedIsNotGood() throws {
    #expect(!(try DigestReport(of: []).isGood))
  }
}
