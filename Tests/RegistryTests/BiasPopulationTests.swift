import Foundation
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// The population: rounding has no direction on it.
@Suite struct BiasPopulationTests {
  /// What a kernel is given, over the whole population.
  private struct Given: Sendable {
    var hyperparameters: [CommonHyperparameters]
    var steps: [CandidateStep]

    init(_ name: String = "paper.Adam", seed: UInt64 = 1) throws {
      let dialect = try #require(Registry.verifier.implementation(name)?.dialect)
      var (hyperparameters, steps) = ([CommonHyperparameters](), [CandidateStep]())
      _ = try Registry.verifier.bias(of: name, seed: seed) { json in
        hyperparameters.append(try #require(dialect.read(json)))
        return ClosureCandidate { steps.append($0) }
      }
      (self.hyperparameters, self.steps) = (hyperparameters, steps)
    }
  }

  private static let first = Result { try Given() }

  /// Each draw has its own, and no Float holds one: a coefficient rounds otherwise at each.
  @Test func hyperparametersAreDrawn() throws {
    let all = try Self.first.get().hyperparameters
    #expect(all.count == 256)
    for path in [\CommonHyperparameters.learningRate, \.beta1, \.beta2] {
      let values = all.map { $0[keyPath: path] }
      #expect(Set(values).count == 256 && values.allSatisfy { Double(Float($0)) != $0 })
      // As often rounded up as down: 128 ± 8.
      let up = values.count { Double(Float($0)) > $0 }
      #expect(abs(up - 128) < 40)
    }
    #expect(all.allSatisfy { 0.5..<1 ~= $0.beta1 && 0.875..<1 ~= $0.beta2 && $0.weightDecay == 0 && 0 < $0.learningRate })
    #expect(all.contains { $0.beta1 < 0.7 } && all.contains { $0.beta1 > 0.95 })
    #expect(all.contains { $0.beta2 < 0.95 } && all.contains { $0.beta2 > 0.9995 })
  }

  /// Past the rectification of every β2: ρt > 5 by its sum, which does not cancel.
  @Test func everyStepIsAdaptive() throws {
    let given = try Self.first.get()
    #expect(Set(given.steps.map(\.t)).count > 100)
    for (h, x) in zip(given.hyperparameters, given.steps) {
      let ρInf = 2 / (1 - h.beta2) - 1
      let power = pow(h.beta2, Double(x.t))
      #expect(ρInf - 2 * Double(x.t) * power / (1 - power) > 5.5)
      #expect(x.t >= 16 && x.t < 1024)
    }
  }

  /// θ = 0; m and g of one sign, of either; v > 0; nothing near the ends of Float, and ε nowhere near an ulp of √v.
  @Test func states() throws {
    let given = try Self.first.get()
    #expect(given.steps.count == 256 && given.steps.allSatisfy { $0.parameters.count == 1024 && $0.vmax.isEmpty })
    var (positive, larger, significands) = (0, 0, Set<Float>())
    for (h, x) in zip(given.hyperparameters, given.steps) {
      for i in x.parameters.indices {
        let (g, m, v) = (x.gradients[i], x.m[i], x.v[i])
        guard x.parameters[i] == 0 && g * m > 0 && 0x1p-20 <= v && v <= 0x1p20 && 0x1p-10 <= abs(g) && abs(g) <= 0x1p10 else {
          Issue.record("θ \(x.parameters[i]) g \(g) m \(m) v \(v)")
          return
        }
        positive += g > 0 ? 1 : 0
        larger += g * g > v ? 1 : 0
        significands.insert(v.significand)
      }
      #expect(h.epsilon > 0x1p-126 && h.epsilon < 0x1p-40 * 0x1p-20)
    }
    // Half of all, give or take: the standard deviation is 256.
    #expect(abs(positive - (1 << 17)) < 1500 && abs(larger - (1 << 17)) < 8000)
    #expect(significands.count > 250_000)
  }

  @Test func eachSeedHasItsOwn() throws {
    let (one, again, two) = (try Self.first.get(), try Given(), try Given(seed: 2))
    #expect(one.hyperparameters == again.hyperparameters && one.steps.map(\.v) == again.steps.map(\.v))
    #expect(Set(one.hyperparameters).isDisjoint(with: two.hyperparameters))
    #expect(Set(one.steps.map(\.v)).count == 256 && Set(one.steps.map(\.v)).isDisjoint(with: two.steps.map(\.v)))
  }

  /// Where a maximum is kept it decides as often as not.
  @Test func theMaximumIsDrawnToo() throws {
    let steps = try Given("paper.AMSGrad").steps
    let larger = steps.reduce(0) { count, x in count + zip(x.vmax, x.v).count { $0 > $1 } }
    #expect(steps.allSatisfy { $0.vmax.count == 1024 && $0.vmax.allSatisfy { 0x1p-20 <= $0 && $0 <= 0x1p20 } })
    #expect(abs(larger - (1 << 17)) < 8000)
  }

  /// An optimizer that may keep a maximum does so at some draws and not at others.
  @Test func theMaximumIsAnOption() throws {
    let kept = try Given("torch.optim.AdamW").steps.count { !$0.vmax.isEmpty }
    #expect(kept > 64 && kept < 192)
  }

  /// Whoever ascends sees −g, and has m of its sign.
  @Test func nothingCancelsWhereTheStepAscends() throws {
    let json =
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": true}"#
    var signs: Set<Bool> = []
    let candidate = ClosureCandidate { x in
      signs.insert(x.m[0] * x.gradients[0] > 0)
      signs.insert(x.m[1023] * x.gradients[1023] > 0)
    }
    _ = try Registry.verifier.bias(of: "torch.optim.RAdam", hyperparameters: json, kernel: candidate)
    #expect(signs == [false])
  }
}
