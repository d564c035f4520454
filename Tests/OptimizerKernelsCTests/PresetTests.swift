import Foundation
import OptimizerKernels
import OptimizerKernelsC
import Testing

/// The rules that C may name, against the presets that Swift has: first with the library's defaults, then with every option another.
@Suite struct PresetTests {
  static func expected() throws -> [(rule: String, options: String, configuration: RuleConfiguration)] {
    [
      ("adabelief_pytorch.AdaBelief", "{}", try AdaBelief.adabeliefPytorch().configuration),
      (
        "adabelief_pytorch.AdaBelief",
        #"{"lr": 0.5, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "amsgrad": true, "weight_decouple": false, "fixed_decay": true, "rectify": false, "degenerated_to_sgd": false}"#,
        try AdaBelief.adabeliefPytorch(
          lr: 0.5, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25, amsgrad: true, weightDecouple: false, fixedDecay: true, rectify: false,
          degeneratedToSGD: false
        ).configuration
      ),
      ("adabound.AdaBound", "{}", try AdaBound.luolc().configuration),
      (
        "adabound.AdaBound",
        #"{"lr": 0.5, "betas": [0.8, 0.7], "final_lr": 0.25, "gamma": 0.125, "eps": 1e-3, "weight_decay": 0.25, "amsbound": true}"#,
        try AdaBound.luolc(lr: 0.5, betas: (0.8, 0.7), finalLR: 0.25, gamma: 0.125, eps: 1e-3, weightDecay: 0.25, amsbound: true)
          .configuration
      ),
      ("adamod.AdaMod", "{}", try AdaMod.lancopku().configuration),
      (
        "adamod.AdaMod", #"{"lr": 0.5, "betas": [0.8, 0.7], "beta3": 0.5, "eps": 1e-3, "weight_decay": 0.25}"#,
        try AdaMod.lancopku(lr: 0.5, betas: (0.8, 0.7), beta3: 0.5, eps: 1e-3, weightDecay: 0.25).configuration
      ),
      ("optax.adabelief", #"{"learning_rate": 0.5}"#, try AdaBelief.optax(learningRate: 0.5).configuration),
      (
        "optax.adabelief",
        #"{"learning_rate": 1, "b1": 0.8, "b2": 0.7, "eps": 1e-3, "eps_root": 1e-4, "weight_decay": 0.25, "nesterov": true}"#,
        try AdaBelief.optax(learningRate: 1, b1: 0.8, b2: 0.7, eps: 1e-3, epsRoot: 1e-4, weightDecay: 0.25, nesterov: true).configuration
      ),
      ("optax.adam", #"{"learning_rate": 0.5}"#, try Adam.optax(learningRate: 0.5).configuration),
      (
        "optax.adam", #"{"learning_rate": 1, "b1": 0.8, "b2": 0.7, "eps": 1e-3, "eps_root": 1e-4, "nesterov": true}"#,
        try Adam.optax(learningRate: 1, b1: 0.8, b2: 0.7, eps: 1e-3, epsRoot: 1e-4, nesterov: true).configuration
      ),
      ("optax.amsgrad", #"{"learning_rate": 0.5}"#, try AMSGrad.optax(learningRate: 0.5).configuration),
      (
        "optax.amsgrad",
        #"{"learning_rate": 1, "b1": 0.8, "b2": 0.7, "eps": 1e-3, "eps_root": 1e-4, "bias_correction_mu": false, "bias_correction_nu": false}"#,
        try AMSGrad.optax(
          learningRate: 1, b1: 0.8, b2: 0.7, eps: 1e-3, epsRoot: 1e-4, biasCorrectionMu: false, biasCorrectionNu: false
        ).configuration
      ),
      ("optax.radam", #"{"learning_rate": 0.5}"#, try RAdam.optax(learningRate: 0.5).configuration),
      (
        "optax.radam", #"{"learning_rate": 1, "b1": 0.8, "b2": 0.7, "eps": 1e-3, "eps_root": 1e-4, "threshold": 4, "nesterov": true}"#,
        try RAdam.optax(learningRate: 1, b1: 0.8, b2: 0.7, eps: 1e-3, epsRoot: 1e-4, threshold: 4, nesterov: true).configuration
      ),
      ("optax.sgd", #"{"learning_rate": 0.5, "momentum": null}"#, try SGD.optax(learningRate: 0.5).configuration),
      (
        "optax.sgd", #"{"learning_rate": 1, "momentum": 0.5, "nesterov": true}"#,
        try SGD.optax(learningRate: 1, momentum: 0.5, nesterov: true).configuration
      ),
      ("ranger.Ranger", "{}", try Lookahead.ranger().configuration),
      (
        "ranger.Ranger",
        #"{"lr": 0.5, "alpha": 0.25, "k": 3, "N_sma_threshhold": 4, "betas": [0.8, 0.7], "eps": 1e-3, "weight_decay": 0.25, "use_gc": false}"#,
        try Lookahead.ranger(lr: 0.5, alpha: 0.25, k: 3, nSMAThreshold: 4, betas: (0.8, 0.7), eps: 1e-3, weightDecay: 0.25).configuration
      ),
    ] + (try keras()) + (try torch())
  }

  @Test func `each preset is that of Swift`() throws {
    let expected = try Self.expected()
    for (rule, options, configuration) in expected {
      withOptimizer(rule, options) { optimizer in
        let configuration = encoded(configuration)
        #expect(json(optimizer) == configuration, "\(rule) \(options)")
        if options == "{}" {
          withOptimizer(rule) { standard in #expect(json(standard) == configuration, "\(rule)") }
        }
        // And back.
        withOptimizer("RuleConfiguration", json(optimizer)) { again in #expect(json(again) == configuration) }
      }
    }
    var names: [String] = []
    while let name = unsafe optkRuleName(Int64(names.count)) { names.append(unsafe String(cString: name)) }
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(names == Preset.names.filter { $0 != "torch.nn.utils.clip_grad_norm_" })
    for name in Set(expected.map(\.rule)) { #expect(names.contains(name) && expected.count { $0.rule == name } == 2, "\(name)") }
  }

  @Test func `torch's defaults are taken as they stand`() {
    // json.dumps(torch.optim.AdamW([torch.zeros(1)]).defaults), torch 2.15.0.
    let defaults =
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-08, "weight_decay": 0.01, "amsgrad": false, "maximize": false, "foreach": null, "capturable": false, "differentiable": false, "fused": null, "decoupled_weight_decay": true}"#
    withOptimizer("torch.optim.AdamW", defaults) { first in
      withOptimizer("torch.optim.AdamW") { second in #expect(json(first) == json(second)) }
    }
  }

  @Test func `Lookahead, schedules and centralisation of a group`() throws {
    withOptimizer("ranger.Ranger", #"{"gc_conv_only": true}"#, group: #"{"schedule": {"warmup": {"steps": 2}}}"#) { optimizer in
      #expect(json(optimizer).contains(#""schedule":[{"warmup":{"steps":2}}]"#))
      #expect(json(optimizer).contains(#""syncPeriod":6"#))
    }
    withOptimizer("torch.optim.SGD", group: #"{"weightDecaySchedule": {"warmup": {"steps": 5}}}"#) { optimizer in
      #expect(json(optimizer).contains(#""weightDecaySchedule":[{"warmup":{"steps":5}}]"#))
    }
    // Ranger takes the mean from a matrix' gradient, and leaves a vector's: (1, 3) becomes (−1, 1), θ moves by it alone.
    let lookahead = #"{"lr": 1, "k": 1000, "N_sma_threshhold": 1e9}"#
    withOptimizer("ranger.Ranger", lookahead) { optimizer in
      done { add(optimizer, "matrix", [1, 2]) }
      done { add(optimizer, "vector", [2]) }
      let θ = Arrays<Float>([[0, 0], [0, 0]])
      done { step(optimizer, θ, Arrays<Float>([[1, 3], [1, 3]])) }
      #expect(θ.values[0][0] == -θ.values[0][1] && θ.values[0][0] > 0)
      #expect(θ.values[1][0] < 0 && θ.values[1][1] < 0)
    }
    withOptimizer("ranger.Ranger", lookahead, group: #"{"centralization": "none"}"#) { optimizer in
      done { add(optimizer, "matrix", [1, 2]) }
      let θ = Arrays<Float>([[0, 0]])
      done { step(optimizer, θ, Arrays<Float>([[1, 3]])) }
      #expect(θ.values[0][0] < 0 && θ.values[0][1] < 0)
    }
  }

  private func encoded(_ configuration: RuleConfiguration) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(configuration)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The configuration of the first group.
  private func json(_ optimizer: Int64) -> String {
    var length: Int64 = 0
    done { unsafe optkConfiguration(optimizer, 0, nil, 0, &length) }
    var buffer = [CChar](repeating: 1, count: Int(length) + 1)
    done { unsafe optkConfiguration(optimizer, 0, &buffer, length + 1, nil) }
    #expect(buffer.last == 0)
    return String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
