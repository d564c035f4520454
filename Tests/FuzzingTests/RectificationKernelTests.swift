import Fuzzing
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// What our kernels do beside the roots: each rectified optimizer takes the verifier's branch, and either one where rounding leaves it open.
@Suite struct RectificationKernelTests {
  /// Those that have a threshold of 4 or 5, by name.
  static let rectified = Registry.implementations.filter { threshold($0) != nil && $0.kernel != nil }.map(\.name)

  @Test func thereAreMany() {
    #expect(Self.rectified.count >= 8 && Self.rectified.contains("paper.RAdam") && Self.rectified.contains("torch.optim.RAdam"))
  }

  @Test(arguments: rectified) func aKernelTakesTheSide(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    let threshold = try #require(Self.threshold(implementation))
    for t in [6, 7, 11, 40, 10_000] {
      let root = try #require(RectificationBoundary.β2(threshold: threshold, t: t))
      for ulps in [-16, -3, -1, 0, 1, 3, 16] {
        let float = Double(Float(bitPattern: UInt32(Int(Float(root).bitPattern) + ulps)))
        for β2 in [Double(bitPattern: UInt64(Int(root.bitPattern) + ulps)), float] {
          guard let testCase = Self.testCase(implementation, β2: β2, t: t) else { continue }
          let result = try Registry.verifier.judge(testCase)
          let isOpen = RectificationBoundary.isAbove(threshold, β2: β2, t: t) == .undecidable
          // With ≥, ρ∞ that rounds to the threshold is enough; it shows where ρt is as good as ρ∞.
          if !isOpen && result.verdict == .acceptable && Self.mayMeet(threshold, implementation, β2) { continue }
          #expect(result.verdict == (isOpen ? .acceptable : .pass), "t \(t), β2 \(β2): \(result.reason ?? "")")
        }
      }
      // The kernel of a β2 on the other side, which differs in nothing else that Float could tell.
      let (below, above) = (Double(bitPattern: root.bitPattern - 16), Double(bitPattern: root.bitPattern + 16))
      guard let testCase = Self.testCase(implementation, β2: below, t: t), let other = Self.testCase(implementation, β2: above, t: t)
      else { continue }
      let wrong = try #require(try implementation.kernel?(other.hyperparameters))
      #expect(try Registry.verifier.judge(wrong, on: testCase).verdict == .fail)
    }
  }

  private static func threshold(_ implementation: Implementation) -> Double? {
    let json = implementation.samples.first.flatMap { implementation.dialect?.read($0) }.flatMap { implementation.dialect?.write($0) }
    let threshold = json.flatMap { implementation.convention?($0)?.rectification?.threshold }
    return threshold.flatMap { [4, 5].contains($0) ? $0 : nil }
  }

  /// Whether ρ∞ is next to a threshold that counts as above.
  private static func mayMeet(_ threshold: Double, _ implementation: Implementation, _ β2: Double) -> Bool {
    let includesThreshold = implementation.convention?(implementation.samples[0])?.rectification?.includesThreshold
    return includesThreshold == true && abs(2 / (1 - β2) - 1 - threshold) <= 8 * threshold.ulp
  }

  /// One step t with ordinary numbers, nil where the implementation does not keep this β2 as it is.
  private static func testCase(_ implementation: Implementation, β2: Double, t: Int) -> Case? {
    guard let dialect = implementation.dialect, var common = dialect.read(implementation.samples[0]) else { return nil }
    common.beta2 = β2
    let json = dialect.write(common)
    guard let convention = implementation.convention?(json), convention.β2 == β2, convention.rectification != nil else { return nil }
    guard convention.constants == .asGiven || Double(Float(β2)) == β2 else { return nil }
    guard let reference = try? implementation.reference(json) else { return nil }
    let slots = reference.slots.map { slot in (slot, [0.25, 0.5, 0.75].map { slot.isMagnitude ? $0 * $0 : $0 }) }
    let w = Trajectory(
      name: "w", initial: [1, 0, -2], initialSlots: Dictionary(uniqueKeysWithValues: slots), gradients: [0.5, -0.25, 1])
    return Case(
      checked: "boundary", implementation: implementation.name, hyperparameters: json, steps: 1, stepsBefore: t - 1, tensors: [w], rerun: ""
    )
  }
}
