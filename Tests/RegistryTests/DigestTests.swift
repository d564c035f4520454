import KernelVerification
import OptimizerKernels
import Registry
import Testing

/// Every kernel gives the same bits on every instruction set, in every build, and however the arrays are split.
@Suite struct DigestTests {
  /// Kernels that are more than one rule.
  private static let composed: Set<String> = [
    "paper.Lookahead", "lookahead.Lookahead", "torch_optimizer.Lookahead", "ranger.Ranger", "tfa.optimizers.Lookahead", "optax.lookahead",
    "pytorch_optimizer.Ranger", "kozistr.RAdamOptimizer (intended)", "torch.nn.utils.clip_grad_norm_",
  ]

  @Test func everyEntryIsPinned() {
    let kernels = Registry.implementations.filter { $0.kernel != nil }.map(\.name)
    #expect(PinnedDigests.all.map(\.name) == kernels.filter { !Self.composed.contains($0) })
    #expect(Self.composed.isSubset(of: kernels))
  }

  /// RFC 9923's value for "foobar", and one worked out apart for the Floats 1.5 and NaN.
  @Test func theHashIsTheRFCs() {
    var hash = FNV1a()
    for byte in "foobar".utf8 { hash.add(byte) }
    #expect(hash.value == 0x8594_4171_f739_67e8)
    var bits = DigestBits()
    bits.add([1.5, Float(bitPattern: 0xffff_ffff)])
    #expect(bits.digest == 0xe66e_0c32_b35c_2235)
  }

  /// A change of the corpus is not a change of the kernels: this one tells them apart.
  @Test func theCorpusIsPinned() {
    #expect(DigestCorpus.digest == 0x204b_7d22_fb43_e6a4)
  }

  @Test func everyKernelGivesItsPinnedDigest() throws {
    let report = try DigestReport(of: PinnedDigests.all)
    #expect(report.results.count == PinnedDigests.all.count * KernelInstructionSet.available.count)
    for result in report.results { #expect(result.isPinned, "\(result)") }
    #expect(report.isGood)
  }

  @Test(arguments: PinnedDigests.all.indices)
  func scalarArithmeticInTheStatedOrderGivesIt(number: Int) throws {
    let kernel = PinnedDigests.all[number]
    let bits = try kernel.bits(on: .baseline) { part, n, rule, _ in part.stepScalars(n, rule) }
    #expect(bits.digest == kernel.pinned, "\(kernel.name)")
  }

  /// Every block size up to 4,096, each with one kernel on one instruction set: they take turns, sixteen sizes at a time, so that each meets
  /// every remainder after whole vectors of 16. Equal bits have equal digests, and are compared sooner.
  @Test(arguments: PinnedDigests.all.indices, KernelInstructionSet.available)
  func everySplitIntoBlocksGivesIt(number: Int, set: KernelInstructionSet) throws {
    let kernel = PinnedDigests.all[number]
    let sets = KernelInstructionSet.available
    let turns = PinnedDigests.all.count * sets.count
    let whole = try kernel.bits(on: set)
    #expect(whole.digest == kernel.pinned)
    var remainders: Set<Int> = []
    #if DEBUG
      // The inner loop: each takes one turn.
      let longest = 16 * turns
    #else
      let longest = 4_096
    #endif
    for size in 1...longest {
      let turn = (size - 1) / 16 % turns
      guard turn / sets.count == number, sets[turn % sets.count] == set else { continue }
      remainders.insert(size % 16)
      let isSame = try kernel.bits(on: set, blockSize: size) == whole
      #expect(isSame, "\(kernel.name) on \(set) in blocks of \(size)")
    }
    #expect(remainders.count == 16)
  }
}
