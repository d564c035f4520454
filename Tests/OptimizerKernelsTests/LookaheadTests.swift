import Foundation
import OptimizerKernels
import Testing

@Suite struct LookaheadTests {
  private let ones = [Float](repeating: 1, count: 8)

  private func descent() throws -> SGD { try SGD.torch(lr: 0.1) }

  /// Recorded from the published code: SGD with lr 0.1, gradients of 1, k = 3, a = 0.5.
  @Test func `each implementation's phase and start`() throws {
    let usual = [0.9, 0.8, 0.85, 0.75, 0.65, 0.70, 0.60, 0.50]
    for rule in try [
      Lookahead.paper(descent(), syncPeriod: 3), .tensorFlowAddons(descent(), syncPeriod: 3), .pytorchOptimizer(descent(), k: 3),
      .michaelrzhang(descent(), laSteps: 3, laAlpha: 0.5), .optax(descent(), syncPeriod: 3, slowStepSize: 0.5),
    ] {
      expect(rule, ones, gives: usual)
    }
    expect(try Lookahead.torchOptimizer(descent(), k: 3), ones, gives: [0.9, 0.8, 0.7, 0.75, 0.65, 0.55, 0.60, 0.50])
    let fromZero = try Lookahead.michaelrzhangTensorFlow(descent(), laSteps: 3, laAlpha: 0.5)
    expect(fromZero, ones, gives: [0.9, 0.8, 0.7, 0.3, 0.2, 0.1, 0, 0.1])
  }

  /// tensorflow-addons's test, evaluated in Double.
  @Test func `RAdam inside tensorflow-addons's Lookahead`() throws {
    let rule = try Lookahead.tensorFlowAddons(RAdam.tensorFlowAddons(beta1: 0.95), slowStepSize: 0.45)
    expect(rule, [Float](repeating: 0.1, count: 100), gives: [100: 0.993125935278])
    expect(rule, [Float](repeating: 0.04, count: 100), from: 4, gives: [100: 3.993260945251])
  }

  /// μ = 0.5, lr 0.1, gradients of 1, k = 2, a = 0.5: by hand.
  @Test func `the momentum at a synchronisation`() throws {
    func rule(_ momentum: LookaheadMomentum) throws -> Lookahead<SGD> {
      try .michaelrzhang(.torch(lr: 0.1, momentum: 0.5), laSteps: 2, laAlpha: 0.5, pullbackMomentum: momentum)
    }
    // m: 1, 1.5 | then from 1.5, from 0, or from 0.75.
    expect(try rule(.none), ones, gives: [0.9, 0.875, 0.7])
    expect(try rule(.reset), ones, gives: [0.9, 0.875, 0.775])
    expect(try rule(.pullback), ones, gives: [0.9, 0.875, 0.7375])
    // m3 = 1.375, m4 = 1.6875; the second synchronisation leaves 0.5 · 1.6875 · 1.5 = 1.265625.
    var state = try rule(.pullback).makeState(count: 1)
    var θ: [Float] = [1]
    for _ in 0..<4 { try rule(.pullback).update(&θ, gradients: [1], state: &state) }
    #expect(state.firstMoment == [1.265625])
  }

  /// The momentum and the inner t begin anew after t = 2: 0.1 · (1, 1.5), a = 0.5; NAdam's step depends on t.
  @Test func `optax can reset the inner rule`() throws {
    let momentum = try SGD.torch(lr: 0.1, momentum: 0.5)
    let rule = try Lookahead.optax(momentum, syncPeriod: 2, slowStepSize: 0.5, resetState: true)
    expect(rule, ones, gives: [0.9, 0.875, 0.775, 0.75, 0.65])
    let nAdam = try NAdam.torch(lr: 0.1)
    let reset = try trace(Lookahead.optax(nAdam, syncPeriod: 3, slowStepSize: 1, resetState: true), ones, from: 0)
    let alone = try trace(nAdam, ones, from: 0)
    #expect(abs((reset[4] - reset[2]) - alone[1]) <= 4 * Float(1).ulp)
    #expect(abs((alone[4] - alone[2]) - alone[1]) > 0.01)
  }

  @Test func `slow weights are part of the state`() throws {
    let rule = try Lookahead.ranger(lr: 0.1, k: 3)
    let gradients: [Float] = [1, -2, 0.5, 3, -1, 2, 1, 1]
    let whole = try trace(rule, gradients)
    var state = try rule.makeState(count: 1)
    #expect(state.slowWeights == nil)
    var θ: [Float] = [1]
    for g in gradients.prefix(4) { try rule.update(&θ, gradients: [g], state: &state) }
    let slow = try #require(state.slowWeights)
    #expect(slow[0] == whole[2])
    var restored = try JSONDecoder().decode(OptimizerState.self, from: JSONEncoder().encode(state))
    #expect(restored == state)
    let decoded = try JSONDecoder().decode(Lookahead<RAdam>.self, from: JSONEncoder().encode(rule))
    #expect(decoded == rule)
    for g in gradients.dropFirst(4) { try decoded.update(&θ, gradients: [g], state: &restored) }
    #expect(θ[0] == whole[7])
    // Slow weights that began elsewhere show.
    var elsewhere = try rule.makeState(parameters: [5])
    var other: [Float] = [1]
    for g in gradients.prefix(3) { try rule.update(&other, gradients: [g], state: &elsewhere) }
    #expect(other[0] != whole[2])
  }

  @Test func `periods below 1 and step sizes below 0 are refused`() throws {
    func message(_ k: Int, _ a: Double) -> String {
      do {
        _ = try Lookahead(descent(), syncPeriod: k, slowStepSize: a)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(message(0, 0.5) == "syncPeriod is 0; allowed: 1 ≤ syncPeriod")
    #expect(message(1, -0.5).hasPrefix("slowStepSize is -0.5; allowed: 0 or"))
    #expect(message(1, 0.5) == "accepted")
  }
}
