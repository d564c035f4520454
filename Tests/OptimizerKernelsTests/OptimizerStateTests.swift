import Foundation
import OptimizerKernels
import Testing

@Suite struct OptimizerStateTests {
  private static let rules: [any KernelRule] = {
    do {
      return [
        try Adam.paper(), try Adam.reformulated(), try Adam.torch(weightDecay: 0.1, amsgrad: true), try AdamW.torch(),
        try AMSGrad.paper(), try AMSGrad.torch(maximize: true), try RAdam.paper(), try RAdam.torch(weightDecay: 0.1),
        try RAdam.kozistr(decay: 0.01, weightDecay: 0.1),
      ]
    } catch {
      fatalError("\(error)")
    }
  }()

  private func gradients(_ t: Int) -> [Float] {
    var draws = Draws(state: UInt64(t))
    return (0..<37).map { _ in draws.number() }
  }

  /// Steps t = `steps` from `start`, on spans.
  private func run<Rule: OptimizerRule>(
    _ rule: Rule, _ steps: ClosedRange<Int>, _ θ: [Float], _ start: OptimizerState
  ) throws -> ([Float], OptimizerState) {
    var (θ, state) = (θ, start)
    for t in steps { try rule.update(&θ, gradients: gradients(t), state: &state) }
    return (θ, state)
  }

  @Test(arguments: rules.indices) func `a restored checkpoint goes on to the bit`(index: Int) throws {
    let rule = Self.rules[index]
    let θ = gradients(0)
    let (through, end) = try run(rule, 1...12, θ, rule.makeState(count: 37))
    let (middle, checkpoint) = try run(rule, 1...5, θ, rule.makeState(count: 37))
    #expect(checkpoint.stepCount == 5)
    let before = checkpoint
    let (resumed, after) = try run(rule, 6...12, middle, checkpoint)
    #expect(checkpoint == before)
    #expect(resumed == through && after == end)
    let restored = try OptimizerState(
      firstMoment: checkpoint.firstMoment, secondMoment: checkpoint.secondMoment, maximum: checkpoint.maximum, stepCount: 5)
    #expect(try run(rule, 6...12, middle, restored) == (through, end))
    let decoded = try JSONDecoder().decode(OptimizerState.self, from: JSONEncoder().encode(checkpoint))
    #expect(try run(rule, 6...12, middle, decoded) == (through, end))
    // What was not restored shows: another t, or moments of 0.
    let late = try OptimizerState(
      firstMoment: checkpoint.firstMoment, secondMoment: checkpoint.secondMoment, maximum: checkpoint.maximum, stepCount: 6)
    #expect(try run(rule, 6...12, middle, late).1.stepCount == 13)
    #expect(try run(rule, 6...12, middle, rule.makeState(count: 37)).0 != through)
  }

  @Test(arguments: rules.indices) func `an array split anywhere steps to the same bits`(index: Int) throws {
    let rule = Self.rules[index]
    let θ = gradients(0)
    let (whole, _) = try run(rule, 1...7, θ, rule.makeState(count: 37))
    for cut in [0, 1, 16, 20, 37] {
      var (left, right) = (Array(θ[..<cut]), Array(θ[cut...]))
      var (leftState, rightState) = try (rule.makeState(count: cut), rule.makeState(count: 37 - cut))
      for t in 1...7 {
        try rule.update(&left, gradients: Array(gradients(t)[..<cut]), state: &leftState)
        try rule.update(&right, gradients: Array(gradients(t)[cut...]), state: &rightState)
      }
      #expect(left + right == whole)
      #expect(leftState.stepCount == 7 && rightState.stepCount == 7)
    }
  }

  @Test func `parts that make no state are refused`() throws {
    func message(_ make: () throws -> OptimizerState) -> String {
      do {
        _ = try make()
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message { try OptimizerState(firstMoment: [0, 0, 0, 0], secondMoment: [0, 0, 0], stepCount: 0) }
        == "secondMoment has 3 elements, firstMoment has 4")
    #expect(
      message { try OptimizerState(firstMoment: [0], secondMoment: [0], maximum: [], stepCount: 0) }
        == "maximum has 0 elements, firstMoment has 1")
    #expect(
      message { try OptimizerState(firstMoment: [], secondMoment: [], stepCount: -1) }
        == "stepCount is -1; allowed: 0 ≤ stepCount ≤ 9007199254740992")
    #expect(
      message { try OptimizerState(firstMoment: [], secondMoment: [], stepCount: .max) }
        == "stepCount is 9223372036854775807; allowed: 0 ≤ stepCount ≤ 9007199254740992")
    let json = Data(#"{"firstMoment":[0],"secondMoment":[0,1],"stepCount":2}"#.utf8)
    #expect(
      message { try JSONDecoder().decode(OptimizerState.self, from: json) } == "secondMoment has 2 elements, firstMoment has 1")
  }

  @Test func `the maximum is there only where it is kept`() throws {
    #expect(try Adam.torch().makeState(count: 2).maximum == nil)
    #expect(try Adam.torch(amsgrad: true).makeState(count: 2).maximum == [0, 0])
    #expect(try AMSGrad.paper().makeState(count: 2).maximum == [0, 0])
    #expect(try AdamW.torch(amsgrad: true).makeState(count: 0).maximum == [])
  }
}
