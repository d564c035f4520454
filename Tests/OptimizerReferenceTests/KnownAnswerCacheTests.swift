import OptimizerReference
import Testing

/// What published code shares between groups of parameters, as pull request 36 of LiyuanLucasLiu/RAdam and issue 96 of
/// jettify/pytorch-optimizer found it: numbers of runs of that code.
@Suite struct KnownAnswerCacheTests {
  /// Ten steps from 1 with a gradient of 1, over Double.
  private static func run(_ reference: some Reference, steps: Int = 10) -> Double {
    var x = Element<Double>(θ: 1, g: 1)
    for slot in reference.slots { x[slot] = reference.start(slot, θ: 1) }
    for t in 1...steps { reference.step(t: t, arrangement: .asWritten, schedule: Double.self)[0].step(&x) }
    return x.θ
  }

  private static func ranger(_ β1: Double, _ β2: Double, first: (Double, Double)?) throws -> Double {
    let json =
      #"{"lr": 0.001, "alpha": 0.5, "k": 6, "N_sma_threshhold": 5, "betas": [\#(β1), \#(β2)], "eps": 1e-5, "weight_decay": 0, "use_gc": true, "gc_conv_only": false}"#
    return run(try Lessw2020.Ranger(json: json, firstBetas: first))
  }

  /// Four groups, the third with the betas that are Ranger's defaults: all move by what the first group's betas make of t.
  @Test(arguments: [(0.9, 0.999, 0.99732), (0.9, 0.1, 0.99748), (0.95, 0.999, 0.99858), (0.1, 0.999, 0.98807)])
  func rangerTakesTheFirstGroupsBetas(β1: Double, β2: Double, expected: Double) throws {
    // Half a unit of the last printed digit, and the Float that the run was computed in: ten steps, each within an ulp below 1.
    let allowed = 0.5e-5 + 10 * 0x1p-24
    #expect(abs(try Self.ranger(β1, β2, first: (0.9, 0.999)) - expected) <= allowed)
    // Each on its own is farther off than that, but for the first.
    let alone = try Self.ranger(β1, β2, first: nil)
    #expect((abs(alone - expected) <= allowed) == (β1 == 0.9 && β2 == 0.999))
  }

  /// Groups with rates of 1e-2 and 1e-4: the second moves by 0.01 at its first step, as the first does.
  @Test func torchOptimizerTakesTheFirstGroupsRate() throws {
    let json = #"{"lr": 0.0001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0}"#
    #expect(abs(Self.run(try TorchOptimizer.RAdam(json: json, firstRate: 0.01), steps: 1) - 0.99) <= 0x1p-53)
    #expect(abs(Self.run(try TorchOptimizer.RAdam(json: json), steps: 1) - 0.9999) <= 0x1p-53)
  }
}
