import KernelVerification
import OptimizerReference
import Testing

/// The rounds after the first: other numbers, hyperparameters that are drawn, and special values in one element of eight.
@Suite struct LaterRoundTests {
  private static let json = #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.99}"#

  private static func cases(round: Int) -> [Case] { GeneratedCases.cases(of: paperAMSGrad, hyperparameters: [json], round: round) }

  private static func isOdd(_ x: Double) -> Bool { !(x.magnitude > 1e-19 && x.magnitude < 1e19) }

  @Test func namesSayTheRound() {
    let cases = Self.cases(round: 3)
    #expect(cases[0].name == "generated/paper.AMSGrad/0-normal/3")
    #expect(cases[0].rerun == "swift run -c release verify --case generated/paper.AMSGrad/0-normal/3 --rounds 3")
  }

  @Test func everyRoundHasOtherNumbers() {
    let rounds = (1...3).map { Self.cases(round: $0)[0].tensors[0] }
    for values in [rounds.map(\.gradients), rounds.map(\.initial)] {
      #expect(zip(values[0], values[1]).count { $0 == $1 } < 10 && zip(values[1], values[2]).count { $0 == $1 } < 10)
    }
  }

  /// In one number of eight of the elements that have any, and the others are as ordinary as ever.
  @Test func specialValuesInOneElementOfEight() throws {
    var elements: Set<Int> = []
    var starts = 0
    for round in 2...9 {
      let w = Self.cases(round: round)[0].tensors[0]
      let own = Set(w.gradients.indices.filter { Self.isOdd(w.gradients[$0]) }.map { $0 % w.count })
      #expect(!own.isEmpty && own.count < 20)
      elements.formUnion(own)
      starts += w.initial.count(where: Self.isOdd)
    }
    #expect(elements.count > 20 && starts > 0)
    #expect(Self.cases(round: 1)[0].tensors[0].gradients.allSatisfy { !Self.isOdd($0) })
  }

  /// State too, with second moments that are not negative.
  @Test func specialState() throws {
    var odd: [Slot: Int] = [:]
    for round in 2...20 {
      let slots = try #require(Self.cases(round: round).first { $0.name.contains("-restored") }).tensors[0].initialSlots
      for slot in [Slot.m, .v, .vmax] {
        let values = try #require(slots[slot])
        odd[slot, default: 0] += values.count(where: Self.isOdd)
        if slot != .m { #expect(values.allSatisfy { !($0 < 0) }) }
      }
      #expect(slots[.v].map { $0.map(\.bitPattern) } != slots[.vmax].map { $0.map(\.bitPattern) })
    }
    #expect([Slot.m, .v, .vmax].allSatisfy { odd[$0, default: 0] > 0 })
  }

  /// Every hyperparameter is drawn, with its edges; what an implementation does not take stays the sample.
  @Test func drawnHyperparameters() throws {
    final class Log: @unchecked Sendable { var drawn: [CommonHyperparameters] = [] }
    let log = Log()
    let dialect = Dialect(read: { _ in nil }) { common in
      log.drawn.append(common)
      return common.amsgrad ? "refused" : #"{"alpha": \#(common.learningRate), "beta1": \#(common.beta1), "beta2": \#(common.beta2)}"#
    }
    let implementation = Implementation(
      name: "paper.AMSGrad", evidence: .knownAnswers, reference: paperAMSGrad.reference, kernel: nil, dialect: dialect,
      samples: [Self.json, Self.json, Self.json])
    var used: [String] = []
    for round in 2...60 {
      used += GeneratedCases.cases(of: implementation, round: round).filter { $0.name.contains("-normal") }.map(\.hyperparameters)
    }
    let drawn = log.drawn
    #expect(drawn.count == 59 * 3 && Set(drawn).count == drawn.count)
    #expect(zip(drawn, used).allSatisfy { common, json in (json == Self.json) == common.amsgrad })
    for field in [\.learningRate, \.beta1, \.beta2, \.epsilon, \.weightDecay, \.inverseTimeDecay]
      as [KeyPath<CommonHyperparameters, Double>]
    {
      let values = drawn.map { $0[keyPath: field] }
      #expect(values.contains(0) && values.contains { $0 > 0 } && values.allSatisfy { $0 >= 0 })
    }
    for choice in [\.isDecoupled, \.amsgrad, \.maximize] as [KeyPath<CommonHyperparameters, Bool>] {
      #expect(Set(drawn.map { $0[keyPath: choice] }).count == 2)
    }
    #expect(drawn.allSatisfy { $0.beta1 < 1 && $0.beta2 < 1 } && drawn.contains { $0.beta2 > 0.9999 })
    #expect(GeneratedCases.cases(of: implementation).allSatisfy { $0.hyperparameters == Self.json })
  }
}
