import Foundation
import OptimizerKernels
import Testing

@Suite struct ObservationTests {
  @Test func `nothing is told that was not asked for`() throws {
    var tensors: Tensors<Float> = ["a": [1]]
    var optimizer = try Optimizer(tensors, Adam.torch())
    let report = try optimizer.step(&tensors, gradients: ["a": [1]])
    #expect(report.observation == nil)
    #expect(report.gradientNorm == nil)
    #expect(report.parameterNorms.isEmpty)
    #expect(report.parameterCount == 1)
    #expect(try optimizer.step(&tensors, gradients: ["a": [1]], observing: true).observation != nil)
  }

  @Test func `norms, the largest update, and what observing does not change`() throws {
    var tensors: Tensors<Float> = ["a": [1, 2], "b": [3]]
    var optimizer = try Optimizer(tensors, SGD.torch(lr: 0.5))
    var (plain, others) = (optimizer, tensors)
    let report = try optimizer.step(&tensors, gradients: ["a": [3, 0], "b": [-4]], observing: true)
    try plain.step(&others, gradients: ["a": [3, 0], "b": [-4]])
    #expect(tensors == others)
    #expect(report.gradientNorm == 5)
    #expect(report.observation?.updateNorm == 2.5)
    #expect(report.observation?.largestUpdate == 2)
    #expect(report.observation?.boundedElements == 0)
    let nan = try optimizer.step(&tensors, gradients: ["a": [.nan, 0], "b": [-4]], observing: true)
    #expect(nan.observation?.largestUpdate.isNaN == true)
    #expect(nan.gradientNorm?.isNaN == true)
  }

  /// ρt by the paper's formula in Double, whose cancellation costs no more than 10 of 16 digits at these t.
  @Test func `ρt, r, learning rate and decay in effect`() throws {
    var tensors: Tensors<Float> = ["a": [1, 2]]
    let group = try ParameterGroup(
      RAdam.torch(lr: 0.1, weightDecay: 0.01), schedule: .warmup(steps: 10), weightDecaySchedule: .inverseTime(rate: 1, first: 0))
    var optimizer = try Optimizer(tensors, groups: [group])
    for t in 1...8 {
      let report = try optimizer.step(&tensors, gradients: ["a": [1, 2]], observing: true)
      let seen = try #require(report.observation?.groups.first)
      let (β2, ρInf) = (0.999, 1999.0)
      let power = pow(β2, Double(t))
      let ρ = ρInf - 2 * Double(t) * power / (1 - power)
      #expect(seen.stepCount == t)
      #expect(abs((seen.averageLength ?? 0) - ρ) < 1e-6)
      let r = ((ρ - 4) * (ρ - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρ)).squareRoot()
      if t < 6 { #expect(seen.rectification == nil) } else { #expect(abs((seen.rectification ?? 0) - r) < 1e-6) }
      #expect(seen.learningRate == 1e-8 + Double(t) * 0.1 / 10)
      #expect(seen.weightDecay == 0.01 / Double(t))
    }
  }

  /// With γ = 1 and t = 1 AdaBound's rate is between ½ and 2 times final_lr.
  @Test func `how many elements were bounded`() throws {
    var tensors: Tensors<Float> = ["a": [0, 0, 0, 0]]
    var optimizer = try Optimizer(tensors, AdaBound.luolc(lr: 0.1, finalLR: 0.1, gamma: 1))
    // α√c2/c1 / (√v + ε) is 1/|g| at t = 1: 0.1, 0.17, 10, 0.048.
    let report = try optimizer.step(&tensors, gradients: ["a": [10, 6, 0.1, 21]], observing: true)
    #expect(report.observation?.boundedElements == 2)
    // AdaMod's average begins at 0: every rate is above it.
    var capped = try Optimizer(["a": [0, 0, 0, 0]], AdaMod.lancopku())
    #expect(try capped.step(&tensors, gradients: ["a": [10, 1, 0.1, 0.5]], observing: true).observation?.boundedElements == 4)
  }
}
