import KernelVerification
import OptimizerReference
import Registry
import Testing
import Foundation

@Suite struct ScratchTests {
  @Test func random() throws {
    var g = SystemRandomNumberGenerator()
    func u() -> Double { Double.random(in: 0..<1, using: &g) }
    var worst: [String: Double] = [:]
    var fails: [String: [String]] = [:]
    var count = 0
    let start = Date()
    while Date().timeIntervalSince(start) < 240 {
      let b1 = [0.9, u(), 0, 0.5, 1 - pow(10, -3 * u())].randomElement()!
      let b2 = [0.999, u(), 0.9999, 0.5 + 0.5 * u(), 1 - pow(10, -4 * u())].randomElement()!
      let lr = pow(10, -4 + 4 * u()), eps = [1e-8, 1e-3, 1e-16, 0, pow(10, -10 * u())].randomElement()!
      let wd = [0, 0.01, 0.1, u()].randomElement()!
      let f = { Bool.random() }
      let js: [(String, String)] = [
        ("paper.Adam", #"{"alpha": \#(lr), "beta1": \#(b1), "beta2": \#(b2), "epsilon": \#(eps)}"#),
        ("paper.AdamReformulated", #"{"alpha": \#(lr), "beta1": \#(b1), "beta2": \#(b2), "epsilon": \#(eps)}"#),
        ("paper.AMSGrad", #"{"alpha": \#(lr), "beta1": \#(b1), "beta2": \#(b2)}"#),
        ("paper.RAdam", #"{"alpha": \#(lr), "beta1": \#(b1), "beta2": \#(b2)}"#),
        ("torch.optim.Adam", #"{"lr": \#(lr), "betas": [\#(b1), \#(b2)], "eps": \#(eps), "weight_decay": \#(wd), "amsgrad": \#(f()), "maximize": \#(f()), "decoupled_weight_decay": \#(f())}"#),
        ("torch.optim.AdamW", #"{"lr": \#(lr), "betas": [\#(b1), \#(b2)], "eps": \#(eps), "weight_decay": \#(wd), "amsgrad": \#(f()), "maximize": \#(f())}"#),
        ("torch.optim.RAdam", #"{"lr": \#(lr), "betas": [\#(b1), \#(b2)], "eps": \#(eps), "weight_decay": \#(wd), "decoupled_weight_decay": \#(f()), "maximize": \#(f())}"#),
        ("kozistr.RAdamOptimizer", #"{"learning_rate": \#(lr), "beta1": \#(b1), "beta2": \#(b2), "epsilon": \#(max(eps, 1e-20)), "decay": \#([0, 0.05].randomElement()!), "warmup_proportion": 0.1, "weight_decay": \#(wd), "amsgrad": false}"#),
      ]
      for (name, json) in js {
        let old = try #require(Registry.verifier.implementation(name))
        let imp = Implementation(name: name, evidence: .knownAnswers, reference: old.reference, kernel: nil, samples: [json], plantedBugs: [])
        for a in PlainKernel.Arrangement.allCases {
          for c in GeneratedCases.cases(of: imp) {
            let r = try Registry.verifier.judge(try PlainKernel(name, json, arrangement: a), on: c)
            let key = "\(name) \(a)"
            count += r.tally.elementSteps
            worst[key] = max(worst[key] ?? 0, r.tally.worstRatio)
            if r.verdict != .pass { fails[key, default: []].append("\(c.name) \(r.verdict) \(r.reason ?? "") \(json) inf \(r.tally.infiniteShare)") }
          }
        }
      }
    }
    for k in worst.keys.sorted() { print(k, worst[k]!, fails[k]?.count ?? 0); for f in (fails[k] ?? []).prefix(4) { print("    ", f) } }
    print(count)
  }
}
