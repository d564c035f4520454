import Foundation
import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// The judgement for bias: what it measures, on what, and that nothing gets past it.
@Suite struct BiasGateTests {
  struct Broken: Error, CustomStringConvertible { let description = "out of luck" }

  /// The judgement of an honest kernel of the paper's Adam, with a change to what it left.
  static func bias(seed: UInt64 = 1, then change: @escaping (inout CandidateStep) throws -> Void) throws -> BiasResult {
    try Registry.verifier.bias(of: "paper.Adam", seed: seed) { json in
      let kernel = try PlainKernel("paper.Adam", json)
      return ClosureCandidate { x in
        var copy = kernel
        copy.step(&x)
        try change(&x)
      }
    }
  }

  @Test func anHonestKernelHasNone() throws {
    let result = try Self.bias { _ in }
    #expect(result.isPassed && !result.isBiased && !result.isVacuous && result.broken == nil)
    #expect(result.implementation == "paper.Adam" && result.name == "bias/paper.Adam")
    #expect(result.elements == 1 << 18 && result.allowedUlps == 0.5 && abs(result.meanUlps) < 0.2)
    #expect(result.rerun == "your kernel on bias/paper.Adam, which is the same at every run")
    #expect(try Registry.verifier.bias(of: "paper.Adam").rerun == "swift run -c release verify --case bias/paper.Adam")
  }

  /// Toward larger is positive, whatever the update's sign; a part in 2¹⁰ is 2¹³ ulp at a significand of 1, 2¹³/ln 2 on the mean.
  @Test(arguments: [Float(0x1p-10), -0x1p-10])
  func theErrorHasASign(part: Float) throws {
    let result = try Self.bias { x in x.parameters = x.parameters.map { $0 * (1 + part) } }
    #expect(result.isBiased && abs(result.meanUlps / Double(part * 0x1p23) * log(2) - 1) < 0.01)
  }

  /// Only updates of one sign are off: half of all.
  @Test(arguments: [FloatingPointSign.plus, .minus])
  func bothSignsAreJudged(sign: FloatingPointSign) throws {
    let result = try Self.bias { x in x.parameters = x.parameters.map { $0.sign == sign ? $0 * (1 + 0x1p-10) : $0 } }
    #expect(result.isBiased && abs(result.meanUlps / 0x1p12 * log(2) - 1) < 0.02)
  }

  /// Three ulp, now up and now down, have no direction.
  @Test func anErrorWithoutDirectionIsNoBias() throws {
    let result = try Self.bias { x in
      for i in x.parameters.indices { x.parameters[i] += x.parameters[i].ulp * (i % 2 == 0 ? 3 : -3) }
    }
    #expect(result.isPassed && abs(result.meanUlps) < 0.2)
  }

  /// One value in 2¹⁸ is enough.
  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsBiased(value: Float) throws {
    let once = Once()
    let result = try Self.bias { x in if once.first() { x.parameters[1000] = value } }
    #expect(result.isBiased && !result.isPassed && result.elements == 1 << 18 && !result.meanUlps.isFinite)
    let both = try Self.bias { x in (x.parameters[0], x.parameters[1]) = (value, -value) }
    #expect(both.isBiased && both.meanUlps.isFinite == false)
  }

  final class Once {
    private var isFirst = true
    func first() -> Bool {
      defer { isFirst = false }
      return isFirst
    }
  }

  @Test func aMissingUpdateIsBiased() throws {
    #expect(try Self.bias { x in x.parameters = x.parameters.map { _ in 0 } }.isBiased)
    // The last element alone, whose update is left out at each step.
    #expect(try Self.bias { $0.parameters[1023] = 0 }.isBiased)
  }

  @Test func aBrokenKernelIsNotUnbiased() throws {
    let threw = try Self.bias { _ in throw Broken() }
    #expect(threw.broken?.wholeMatch(of: #/the candidate threw at step \d+: out of luck/#) != nil && !threw.isPassed && !threw.isBiased)
    let short = try Self.bias { $0.parameters.removeLast() }
    #expect(short.broken?.hasPrefix("the candidate left 1023 values of θ at step ") == true && !short.isPassed)
    let none = try Self.bias { $0.m = [] }
    #expect(none.broken?.hasPrefix("the candidate left 0 values of m at step ") == true && !none.isPassed)
    let unmade = try Registry.verifier.bias(of: "paper.Adam") { _ in throw Broken() }
    #expect(unmade.broken?.hasPrefix(#"no kernel was made for {"alpha":"#) == true && unmade.broken?.hasSuffix("}: out of luck") == true)
    #expect(!unmade.isPassed && unmade.elements == 0)
  }

  /// An implementation that is the paper's Adam but for what is given.
  private func adam(
    dialect: Dialect?, kernel: (@Sendable (String) throws -> any Candidate)? = { try PlainKernel("paper.Adam", $0) }
  ) throws -> Implementation {
    let adam = try #require(Registry.verifier.implementation("paper.Adam"))
    return Implementation(
      name: "paper.Adam", evidence: adam.evidence, reference: adam.reference, kernel: kernel, dialect: dialect, samples: []
    )
  }

  /// With α = 0 there is no update to judge, with one draw in 256 where it is 0 not the whole population: that is never unbiased.
  @Test func lessThanTheWholePopulationIsVacuous() throws {
    let dialect = try #require(Registry.verifier.implementation("paper.Adam")?.dialect)
    func result(where isStill: @escaping @Sendable (CommonHyperparameters) -> Bool) throws -> BiasResult {
      let still = Dialect(read: dialect.read) { h in
        var h = h
        if isStill(h) { h.learningRate = 0 }
        return dialect.write(h)
      }
      return try Verifier([adam(dialect: still)]).bias(of: "paper.Adam")
    }
    let none = try result { _ in true }
    #expect(none.isVacuous && !none.isPassed && !none.isBiased && none.elements == 0 && none.meanUlps.isNaN)
    let most = try result { $0.beta2 > 0.9998 }
    #expect(most.isVacuous && !most.isPassed && most.elements > 200_000 && abs(most.meanUlps) < 0.2)
  }

  @Test func whatCannotBeJudgedIsSaid() throws {
    func message(_ implementation: Implementation, _ name: String = "paper.Adam") -> String? {
      #expect(throws: InvalidHyperparameter.self) { try Verifier([implementation]).bias(of: name) }?.description
    }
    let dialect = Registry.verifier.implementation("paper.Adam")?.dialect
    #expect(
      try message(adam(dialect: dialect), "paper.Eve") == "hyperparameter implementation is paper.Eve; allowed: one of the verifier's names"
    )
    #expect(try message(adam(dialect: nil))?.contains("paper.Adam, whose hyperparameters cannot be drawn") == true)
    #expect(try message(adam(dialect: dialect, kernel: nil))?.contains("paper.Adam, which has no kernel") == true)
  }

  /// A full run of such an implementation is short of its judgement for bias, whether it cannot be had or was left out.
  @Test func theAuditNoticesAKernelThatWasNotJudged() throws {
    func shortfalls(_ implementation: Implementation, _ bias: [BiasResult] = []) -> [String] {
      var report = Report()
      for result in bias { report.add(result) }
      report.audit([implementation])
      #expect(report.exitCode == .vacuous)
      return report.shortfalls
    }
    let dialect = Registry.verifier.implementation("paper.Adam")?.dialect
    let unjudged = "the kernel of paper.Adam was not judged for bias"
    let cannot = "paper.Adam has a kernel and no dialect to draw hyperparameters with: its bias cannot be judged"
    #expect(try shortfalls(adam(dialect: dialect)) == ["paper.Adam has no case", unjudged])
    #expect(try shortfalls(adam(dialect: nil)) == ["paper.Adam has no case", cannot])
    #expect(try shortfalls(adam(dialect: dialect, kernel: nil)) == ["paper.Adam has no case"])
    #expect(try shortfalls(adam(dialect: dialect), [Self.bias { _ in }]) == ["paper.Adam has no case"])
    // Another kernel's judgement is none of this one's.
    let rAdam = try #require(Registry.verifier.implementation("paper.RAdam"))
    #expect(try shortfalls(rAdam, [Self.bias { _ in }]).contains("the kernel of paper.RAdam was not judged for bias"))
  }

  /// α is a little less than half an ulp above 1: an honest kernel has 1 in its place, and is 0.45/ln 2 ulp off. So the constants' share is
  /// granted, and no more: one rounding of α and one of c1, half of one of c2 under the root, half of one of m and a quarter of one of v,
  /// for there 1 − β is rounded and β, a Float, is not.
  @Test func fixedConstantsAreGrantedTheirRounding() throws {
    let json = #"{"alpha": 1.0000000536441803, "beta1": 0.5, "beta2": 0.75, "epsilon": 1e-20}"#
    let result = try #require(
      try Registry.verifier.bias(of: "paper.Adam", hyperparameters: json, kernel: PlainKernel("paper.Adam", json)))
    #expect(result.isPassed && abs(result.meanUlps + 0.65) < 0.1, "\(result.meanUlps)")
    #expect(abs((result.allowedUlps - 0.5) - 3.25 * 0.5 / log(2)) < 0.2, "\(result.allowedUlps)")
  }

  /// Nothing is said of a kernel whose update is 0, and its cases are judged all the same.
  @Test func fixedHyperparametersThatShowNothing() throws {
    let json = #"{"alpha": 0, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#
    #expect(try Registry.verifier.bias(of: "paper.Adam", hyperparameters: json, kernel: PlainKernel("paper.Adam", json)) == nil)
    let report = try Registry.verifier.verify("paper.Adam", hyperparameters: json) { x in
      var kernel = try PlainKernel("paper.Adam", json)
      kernel.step(&x)
    }
    #expect(report.exitCode == .success && report.bias.isEmpty)
  }

  /// The closure form judges for bias too.
  @Test func aClosureIsJudged() throws {
    let json = #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#
    let kernel = try PlainKernel("paper.Adam", json, bug: .reciprocalRootUnrefined)
    let report = try Registry.verifier.verify("paper.Adam", hyperparameters: json) { x in
      var copy = kernel
      copy.step(&x)
    }
    #expect(report.bias.count == 1 && report.bias[0].isBiased)
    #expect(report.bias[0].rerun == "your kernel on bias/paper.Adam, which is the same at every run")
  }
}
