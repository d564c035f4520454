import Foundation
import KernelVerification
import Registry
import Testing

/// A sweep over gradients, with our kernels and with kernels that are wrong.
@Suite struct SweepTests {
  /// A prime: the low bits take all values, other than those of a power of two.
  private static let every = 65_521

  private static func adam() throws -> Implementation { try #require(Registry.verifier.implementation("paper.Adam")) }

  /// Our kernel of the paper's Adam, and then a change to what it left.
  private static func wrong(_ change: @escaping @Sendable (inout CandidateStep) throws -> Void) throws -> Implementation {
    let adam = try adam()
    let kernel = try #require(adam.kernel)
    return Implementation(
      name: adam.name, evidence: adam.evidence, reference: adam.reference,
      kernel: { hyperparameters in
        var honest = try kernel(hyperparameters)
        return ClosureCandidate { x in
          try honest.step(&x)
          try change(&x)
        }
      }, samples: adam.samples)
  }

  private static func report(_ implementation: Implementation, every: Int = every, _ shard: Shard = .whole) throws -> SweepReport {
    let sweep = try Sweep([implementation], every: every)
    var run = SweepRun(sweep, shard: shard)
    try run.finish(sweep)
    return run.report
  }

  @Test func ourKernelsPass() throws {
    let all = Sweep.eligible(Registry.implementations)
    #expect(all.count >= 60)
    let sweep = try Sweep(all, every: Self.every)
    var run = SweepRun(sweep)
    try run.finish(sweep, jobs: 2)
    #expect(run.report.exitCode == .success, "\(run.report.text())")
    // The multiples, and five around each power of two but for the four that are both.
    let total = run.report.total
    #expect(total.gradients > all.count * (65_551 + 512 * 4) && total.gradients <= all.count * (65_551 + 512 * 5))
    #expect(total.overflows > 0 && total.lookedAt > 0 && (total.worst?.ratio ?? 0) > 0.9 && (total.worst?.ratio ?? 2) <= 1)
    #expect(total.judged > total.gradients * 9 / 10)
  }

  /// One gradient of a million, and only in v.
  @Test func oneWrongGradientIsFound() throws {
    let bits: UInt32 = 0x3f12_3457
    let chunk = try Shard(Int(bits >> 20), of: 4096)
    let good = try Self.report(Self.adam(), every: 1, chunk)
    #expect(good.total.gradients == 1 << 20 && good.total.judged == 1 << 20 && good.exitCode == .success)
    let bad = try Self.report(
      Self.wrong { x in
        guard let i = x.gradients.firstIndex(of: Float(bitPattern: bits)) else { return }
        x.v[i] = x.v[i].nextUp.nextUp.nextUp.nextUp
      }, every: 1, chunk)
    #expect(bad.exitCode == .mismatch && bad.total.failed == 1 && bad.total.failure?.gradient == bits)
    #expect(bad.total.failure?.reason.hasPrefix("v is ") == true)
    #expect(bad.text().contains("FAIL: paper.Adam: 1 gradient, the first 0x3f123457\n"))
  }

  /// What overflows is ∞ or goes on as a finite number, and is never the largest one.
  @Test func saturationIsFound() throws {
    let largest = Float.greatestFiniteMagnitude
    let report = try Self.report(
      Self.wrong { x in
        for i in x.v.indices where x.v[i] == .infinity && x.gradients[i].isFinite { x.v[i] = largest }
      })
    #expect(report.exitCode == .mismatch)
    #expect((report.total.failure.map { Float(bitPattern: $0.gradient) } ?? 0) >= 0x1p64)
  }

  @Test func aLaunderedNaNIsFound() throws {
    let report = try Self.report(
      Self.wrong { x in
        for i in x.m.indices where x.m[i].isNaN { x.m[i] = 0 }
      })
    #expect(report.exitCode == .mismatch && report.total.failure?.gradient ?? 0 > 0x7f80_0000)
    #expect(report.total.worst?.ratio == .infinity)
  }

  @Test func flushedSubnormalsAreFound() throws {
    let report = try Self.report(
      Self.wrong { x in
        for i in x.m.indices where x.m[i].isSubnormal { x.m[i] = 0 }
      })
    #expect(report.exitCode == .mismatch)
  }

  @Test func aKernelThatBreaksIsSaid() throws {
    struct Refusal: Error {}
    let thrown = try Self.report(
      Self.wrong { x in
        if x.gradients.contains(0x1p40) { throw Refusal() }
      })
    #expect(thrown.exitCode == .brokenCandidate && thrown.total.broken?.reason.hasPrefix("the candidate threw: ") == true)
    let short = try Self.report(Self.wrong { x in if x.gradients.contains(0x1p40) { x.m.removeLast() } })
    #expect(short.exitCode == .brokenCandidate && short.total.broken?.reason.contains("values of m") == true)
  }

  @Test func whatHasNoKernelIsRefused() throws {
    let without = Registry.implementations.filter { Sweep.eligible([$0]).isEmpty }
    for implementation in without { #expect(throws: (any Error).self) { try Sweep([implementation]) } }
    #expect(throws: (any Error).self) { try Sweep([Self.adam()], every: 0) }
  }
}
