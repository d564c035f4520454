import KernelVerification
import OptimizerReference
import Testing

/// What the generated cases hold: a regime that lost its point would pass every kernel, and nobody would see it.
@Suite struct GeneratedCasesTests {
  private static let json = #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.99}"#

  private static func cases(of implementation: Implementation = paperAMSGrad, round: Int = 1) -> [String: Case] {
    let cases = GeneratedCases.cases(of: implementation, hyperparameters: Array(repeating: json, count: 5), round: round)
    return Dictionary(uniqueKeysWithValues: cases.map { (String($0.name.dropFirst("generated/paper.AMSGrad/".count)), $0) })
  }

  private static let first = cases()

  private static func w(_ regime: String) throws -> Trajectory { try #require(first["0-\(regime)"]).tensors[0] }

  /// The gradients of each step.
  private static func steps(_ w: Trajectory) -> [[Double]] {
    stride(from: 0, to: w.gradients.count, by: w.count).map { Array(w.gradients[$0..<$0 + w.count]) }
  }

  @Test func everyRegimeOfEverySample() {
    #expect(Self.first.count == 50)
    #expect(Self.first.values.allSatisfy { $0.steps == 24 && $0.tensors.count == 1 && $0.tensors[0].count == 67 })
    // No two have the same gradients.
    #expect(Set(Self.first.values.map { $0.tensors[0].gradients.map(\.bitPattern) }).count == 50)
    #expect(Self.first["3-spike"]?.rerun == "swift run -c release verify --case generated/paper.AMSGrad/3-spike")
  }

  @Test func ordinaryNumbers() throws {
    let w = try Self.w("normal")
    for values in [w.gradients, w.initial] {
      #expect(values.allSatisfy { abs($0) < 6 } && values.contains { $0 < -0.5 } && values.contains { $0 > 0.5 })
    }
    #expect(w.initialSlots.isEmpty && Array(w.gradients.prefix(67)) != w.initial)
  }

  @Test func sizes() throws {
    let mixed = try Self.w("mixed").gradients.map { abs($0) }
    #expect(mixed.contains { $0 < 1e-9 } && mixed.contains { $0 > 1e9 } && mixed.allSatisfy { 0.9e-10 < $0 && $0 < 1.1e10 })
    let small = try Self.w("small")
    #expect(small.gradients.allSatisfy { 0.9e-12 < abs($0) && abs($0) < 1.1e-5 } && small.initial.allSatisfy { $0 == 0 })
    let shrinking = try Self.w("shrinking")
    #expect(shrinking.initial.allSatisfy { $0 == 0 })
    let largest = Self.steps(shrinking).map { $0.map { abs($0) }.max() ?? 0 }
    #expect(largest[0] > 1 && largest[10] < 1e-9 && largest[20] < 1e-19 && largest[20] > 0)
  }

  @Test func courses() throws {
    let constant = Self.steps(try Self.w("constant"))
    #expect(constant.allSatisfy { $0 == constant[0] } && Set(constant[0]).count == 67)
    let alternating = Self.steps(try Self.w("alternating"))
    #expect(alternating.enumerated().allSatisfy { k, g in g == alternating[0].map { k % 2 == 0 ? $0 : -$0 } })
    let sparse = try Self.w("sparse").gradients
    #expect(abs(Double(sparse.count { $0 != 0 }) / Double(sparse.count) - 0.25) < 0.05)
    let peaks = Self.steps(try Self.w("spike")).map { $0.map { abs($0) }.max() ?? 0 }
    #expect(peaks.indices.allSatisfy { (peaks[$0] > 20) == ($0 == 3) })
  }

  /// A state of long ago, at steps that neither Float nor 32 bits count.
  @Test func restored() throws {
    #expect(try (0..<5).map { try #require(Self.first["\($0)-restored"]).stepsBefore } == [16_777_204, 2_147_483_636, 5, 1000, 1 << 40])
    let slots = try Self.w("restored").initialSlots
    #expect(Set(slots.keys) == [.m, .v, .vmax])
    #expect(slots[.m]?.contains { $0 < 0 } == true && slots[.v]?.contains { $0 < 0 } == false && slots[.vmax] != slots[.v])
  }

  /// The numbers at which Float arithmetic changes its ways, of either sign, wherever a number may be.
  @Test func special() throws {
    #expect(try (0..<3).map { try #require(Self.first["\($0)-special"]).stepsBefore } == [0, 5, 100])
    let w = try Self.w("special")
    let seen = Set(w.gradients.map { $0.isNaN ? "nan" : "\(Float($0))" })
    for value: Float in [
      0, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 0x1p64, 0x1p-63, 1e-20, 1e-23,
    ] {
      #expect(seen.contains("\(value)") && seen.contains("\(-value)"))
    }
    #expect(seen.contains("nan"))
    func odd(_ values: [Double]?) -> Int { values?.count { !($0.magnitude > 1e-15 && $0.magnitude < 1e15) } ?? 0 }
    for values in [w.initial, w.initialSlots[.m], w.initialSlots[.v], w.initialSlots[.vmax]] {
      #expect(odd(values) > 0 && odd(values) < 34)
    }
    for slot in [Slot.v, .vmax] { #expect(w.initialSlots[slot]?.allSatisfy { !($0 < 0) } == true) }
  }

  /// A branch is required of the samples in the first round, in their ordinary case only.
  @Test func requiredBranches() throws {
    let implementation = branching { json throws(InvalidHyperparameter) in ErasedReference(try RAdam(json: json)) }
    let required = GeneratedCases.cases(of: implementation).filter { $0.requiredBranches == ["above"] }
    #expect(required.map(\.name) == ["generated/paper.AMSGrad/0-normal"])
    #expect(GeneratedCases.cases(of: implementation, round: 2).allSatisfy { $0.requiredBranches.isEmpty })
    #expect(GeneratedCases.cases(of: implementation, hyperparameters: [Self.json, Self.json]).allSatisfy { $0.requiredBranches.isEmpty })
  }

  /// None is required of a sample whose steps do not branch: rectification may be an option.
  @Test func noBranchesAreRequiredWhereThereAreNone() {
    #expect(GeneratedCases.cases(of: branching(paperAMSGrad.reference)).allSatisfy { $0.requiredBranches.isEmpty })
  }

  private func branching(
    _ reference: @escaping @Sendable (_ json: String) throws(InvalidHyperparameter) -> ErasedReference
  ) -> Implementation {
    Implementation(
      name: "paper.AMSGrad", evidence: .knownAnswers, reference: reference, kernel: nil, samples: [Self.json], branches: ["above"])
  }
}
