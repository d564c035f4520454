import OptimizerKernels
import Testing

/// One hyperparameter of one preset, given a value.
struct Refusal: CustomTestStringConvertible, Sendable {
  let preset: String
  let make: @Sendable (Double) throws -> any OptimizerRule
  let parameter: String
  let allowed: String

  var testDescription: String { "\(preset) \(parameter)" }

  static func decay(_ preset: String, _ name: String, _ make: @escaping @Sendable (Double) throws -> any OptimizerRule) -> Self {
    Refusal(preset: preset, make: make, parameter: name, allowed: "0 ≤ \(name) < 1")
  }

  static func constant(_ preset: String, _ name: String, _ make: @escaping @Sendable (Double) throws -> any OptimizerRule) -> Self {
    let range = "0 or 1.1754944e-38 ≤ \(name) ≤ 3.4028235e+38, a normal Float"
    return Refusal(preset: preset, make: make, parameter: name, allowed: range)
  }

  static let all: [Refusal] = [
    .constant("Adam.paper", "learningRate") { try Adam.paper(learningRate: $0) },
    .decay("Adam.paper", "beta1") { try Adam.paper(beta1: $0) },
    .decay("Adam.paper", "beta2") { try Adam.paper(beta2: $0) },
    .constant("Adam.paper", "epsilon") { try Adam.paper(epsilon: $0) },
    .constant("Adam.reformulated", "learningRate") { try Adam.reformulated(learningRate: $0) },
    .decay("Adam.reformulated", "beta1") { try Adam.reformulated(beta1: $0) },
    .decay("Adam.reformulated", "beta2") { try Adam.reformulated(beta2: $0) },
    .constant("Adam.reformulated", "epsilon") { try Adam.reformulated(epsilon: $0) },
    .constant("Adam.torch", "learningRate") { try Adam.torch(lr: $0) },
    .decay("Adam.torch", "beta1") { try Adam.torch(betas: ($0, 0.9)) },
    .decay("Adam.torch", "beta2") { try Adam.torch(betas: (0.9, $0)) },
    .constant("Adam.torch", "epsilon") { try Adam.torch(eps: $0) },
    .constant("Adam.torch", "weightDecay") { try Adam.torch(weightDecay: $0) },
    .constant("AdamW.torch", "learningRate") { try AdamW.torch(lr: $0) },
    .decay("AdamW.torch", "beta1") { try AdamW.torch(betas: ($0, 0.9)) },
    .decay("AdamW.torch", "beta2") { try AdamW.torch(betas: (0.9, $0)) },
    .constant("AdamW.torch", "epsilon") { try AdamW.torch(eps: $0) },
    .constant("AdamW.torch", "weightDecay") { try AdamW.torch(weightDecay: $0) },
    .constant("AMSGrad.paper", "learningRate") { try AMSGrad.paper(learningRate: $0) },
    .decay("AMSGrad.paper", "beta1") { try AMSGrad.paper(beta1: $0) },
    .decay("AMSGrad.paper", "beta2") { try AMSGrad.paper(beta2: $0) },
    .constant("AMSGrad.paper", "epsilon") { try AMSGrad.paper(epsilon: $0) },
    .constant("AMSGrad.torch", "learningRate") { try AMSGrad.torch(lr: $0) },
    .decay("AMSGrad.torch", "beta1") { try AMSGrad.torch(betas: ($0, 0.9)) },
    .decay("AMSGrad.torch", "beta2") { try AMSGrad.torch(betas: (0.9, $0)) },
    .constant("AMSGrad.torch", "epsilon") { try AMSGrad.torch(eps: $0) },
    .constant("AMSGrad.torch", "weightDecay") { try AMSGrad.torch(weightDecay: $0) },
    .constant("RAdam.paper", "learningRate") { try RAdam.paper(learningRate: $0) },
    .decay("RAdam.paper", "beta1") { try RAdam.paper(beta1: $0) },
    .decay("RAdam.paper", "beta2") { try RAdam.paper(beta2: $0) },
    .constant("RAdam.torch", "learningRate") { try RAdam.torch(lr: $0) },
    .decay("RAdam.torch", "beta1") { try RAdam.torch(betas: ($0, 0.9)) },
    .decay("RAdam.torch", "beta2") { try RAdam.torch(betas: (0.9, $0)) },
    .constant("RAdam.torch", "epsilon") { try RAdam.torch(eps: $0) },
    .constant("RAdam.torch", "weightDecay") { try RAdam.torch(weightDecay: $0) },
    .constant("RAdam.kozistr", "learningRate") { try RAdam.kozistr(learningRate: $0) },
    .decay("RAdam.kozistr", "beta1") { try RAdam.kozistr(beta1: $0) },
    .decay("RAdam.kozistr", "beta2") { try RAdam.kozistr(beta2: $0) },
    .constant("RAdam.kozistr", "weightDecay") { try RAdam.kozistr(weightDecay: $0) },
  ]
}

@Suite struct HyperparameterTests {
  private func message(_ make: () throws -> any OptimizerRule) -> String {
    do {
      _ = try make()
      return "accepted"
    } catch let error as HyperparameterError {
      return error.description
    } catch {
      return "another error: \(error)"
    }
  }

  @Test(arguments: Refusal.all) func `what is out of range is refused with the range`(_ refusal: Refusal) throws {
    var values: [(Double, String)] = [(.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (-0.5, "-0.5")]
    if refusal.parameter.hasPrefix("beta") {
      values += [(1, "1.0"), (1.5, "1.5"), (-1e-300, "-1e-300")]
    } else {
      values += [(1e39, "1e+39"), (1e300, "1e+300"), (1e-39, "1e-39"), (1e-300, "1e-300")]
    }
    for (value, text) in values {
      #expect(message { try refusal.make(value) } == "\(refusal.parameter) is \(text); allowed: \(refusal.allowed)")
    }
    for value in refusal.parameter.hasPrefix("beta") ? [0, 0.5, 1.0.nextDown] : [0, 0.5, 1.2e-38] {
      _ = try refusal.make(value)
    }
  }

  @Test func `kozistr's own parameters`() throws {
    let positive = "1.1754944e-38 ≤ epsilon ≤ 3.4028235e+38, a normal Float"
    for (value, text) in [(0, "0.0"), (-1, "-1.0"), (.nan, "nan"), (1e39, "1e+39"), (1e-39, "1e-39")] as [(Double, String)] {
      #expect(message { try RAdam.kozistr(epsilon: value) } == "epsilon is \(text); allowed: \(positive)")
    }
    for (value, text) in [(-1, "-1.0"), (.nan, "nan"), (.infinity, "inf")] as [(Double, String)] {
      #expect(message { try RAdam.kozistr(decay: value) } == "decay is \(text); allowed: 0 ≤ decay, finite")
    }
    _ = try RAdam.kozistr(decay: 1e300)
  }

  @Test func `constants that overflow only together are refused`() throws {
    let rate = "learningRate is 1e+38; allowed: learningRate / (1 − beta1) ≤ 3.4028235e+38, the greatest Float"
    #expect(message { try Adam.paper(learningRate: 1e38, beta1: 0.9) } == rate)
    _ = try Adam.paper(learningRate: 1e38, beta1: 0.5)
    let decay = "weightDecay is 1e+30; allowed: learningRate · weightDecay ≤ 3.4028235e+38, the greatest Float"
    #expect(message { try AdamW.torch(lr: 1e10, weightDecay: 1e30) } == decay)
    #expect(message { try RAdam.kozistr(learningRate: 1e10, weightDecay: 1e30) } == decay)
    #expect(message { try RAdam.torch(lr: 1e10, weightDecay: 1e30, decoupledWeightDecay: true) } == decay)
    _ = try RAdam.torch(lr: 1e10, weightDecay: 1e30)
  }

  @Test func `defaults are the papers' and the libraries'`() throws {
    let paper = try Adam.paper()
    #expect([paper.learningRate, paper.beta1, paper.beta2, paper.epsilon, paper.weightDecay] == [1e-3, 0.9, 0.999, 1e-8, 0])
    #expect(try Adam.torch() == Adam.torch(lr: 1e-3, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0))
    #expect(try AdamW.torch() == AdamW.torch(lr: 1e-3, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 1e-2))
    #expect(try AMSGrad.paper() == AMSGrad.paper(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 0))
    #expect(try AMSGrad.torch() == AMSGrad.torch(lr: 1e-3, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0))
    #expect(try RAdam.torch() == RAdam.torch(lr: 1e-3, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0, decoupledWeightDecay: false))
    #expect(try RAdam.paper() == RAdam.paper(learningRate: 1e-3, beta1: 0.9, beta2: 0.999))
    #expect(try RAdam.paper().epsilon == 0)
    let kozistr = try RAdam.kozistr(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-6, decay: 0, weightDecay: 0)
    #expect(try RAdam.kozistr() == kozistr)
  }

  @Test func `libraries that keep Floats are given Floats`() throws {
    let kept = Double(Float(0.999))
    #expect(kept != 0.999)
    for rule in try [Adam.keras().formula, Adam.swiftAPIs().formula, Adam.mlx(learningRate: 1).formula, RAdam.swiftAPIs().formula] {
      #expect(rule.beta2 == kept)
    }
    let rectified = try RAdam.tensorFlowAddons(weightDecay: 0.1)
    #expect(rectified.beta2 == kept && rectified.weightDecay == Double(Float(0.1)) && rectified.epsilon == 1e-7)
    #expect(try AdaBelief.tensorFlowAddons(learningRate: 0.1).learningRate == Double(Float(0.1)))
    // A schedule's numbers are its own.
    #expect(try SGD.keras(learningRate: 0.1, schedule: .inverseRoot).learningRate == 0.1)
    #expect(try Adam.keras(epsilon: 0).epsilon == 1e-7)
    #expect(message { try Adam.keras(beta2: 1 - 1e-9) } == "beta2 is 1.0; allowed: 0 ≤ beta2 < 1")
    #expect(try Adam.torch().beta2 == 0.999)
  }
}
