import Testing

@testable import OptimizerKernels

/// What a name and options make of a rule.
@Suite struct PresetTests {
  /// What each function makes without arguments, under its library's name.
  private static let standards: [String: @Sendable () throws -> any TrainingRule] = [
    "paper.Adam": { try Adam.paper() }, "paper.AdamReformulated": { try Adam.reformulated() },
    "paper.AMSGrad": { try AMSGrad.paper() }, "paper.RAdam": { try RAdam.paper() }, "paper.AdamW": { try AdamW.paper() },
    "paper.AdaBelief": { try AdaBelief.paper() }, "paper.AdaBound": { try AdaBound.paper() },
    "paper.AMSBound": { try AdaBound.paper(amsbound: true) }, "paper.AdaMod": { try AdaMod.paper() },
    "paper.AdaBalance": { try AdaBalance.published() }, "paper.AdaGrad": { try AdaGrad.paper() },
    "paper.Momentum": { try SGD.paper() }, "paper.Nesterov": { try SGD.paper(nesterov: true) },
    "torch.optim.Adam": { try Adam.torch() }, "torch.optim.AdamW": { try AdamW.torch() }, "torch.optim.RAdam": { try RAdam.torch() },
    "torch.optim.NAdam": { try NAdam.torch() }, "torch.optim.Adamax": { try Adamax.torch() },
    "torch.optim.RMSprop": { try RMSProp.torch() }, "torch.optim.Adagrad": { try AdaGrad.torch() },
    "torch.optim.SGD": { try SGD.torch() },
    "tf.keras.optimizers.legacy.Adam": { try Adam.keras() }, "tf.keras.optimizers.legacy.SGD": { try SGD.keras() },
    "tf.keras.optimizers.legacy.Adagrad": { try AdaGrad.keras() },
    "tfa.optimizers.RectifiedAdam": { try RAdam.tensorFlowAddons() }, "tfa.optimizers.AdaBelief": { try AdaBelief.tensorFlowAddons() },
    "radam.RAdam": { try RAdam.liyuanLucasLiu() }, "radam.PlainRAdam": { try RAdam.liyuanLucasLiu() },
    "adabound.AdaBound": { try AdaBound.luolc() }, "adabound.AdaBoundW": { try AdaBound.luolcW() },
    "adamod.AdaMod": { try AdaMod.lancopku() }, "adabalance.AdaBalance": { try AdaBalance.published() },
    "adabelief_pytorch.AdaBelief": { try AdaBelief.adabeliefPytorch() },
    "adabelief_pytorch_0_0_5.AdaBelief": { try AdaBelief.adabeliefPytorch005() }, "ranger.Ranger": { try Lookahead.ranger() },
    "kozistr.RAdamOptimizer": { try RAdam.kozistr() }, "kozistr.RAdamOptimizer (intended)": { try RAdam.kozistr() },
    "torch_optimizer.RAdam": { try RAdam.torchOptimizer() }, "torch_optimizer.AdaBound": { try AdaBound.torchOptimizer() },
    "torch_optimizer.AdaMod": { try AdaMod.torchOptimizer() }, "torch_optimizer.AdaBelief": { try AdaBelief.torchOptimizer() },
    "pytorch_optimizer.RAdam": { try RAdam.pytorchOptimizer() }, "pytorch_optimizer.AdaBelief": { try AdaBelief.pytorchOptimizer() },
    "pytorch_optimizer.AdaBound": { try AdaBound.pytorchOptimizer() }, "pytorch_optimizer.AdaMod": { try AdaMod.pytorchOptimizer() },
    "pytorch_optimizer.Ranger": { try Lookahead.pytorchOptimizerRanger() },
    "labml_nn.optimizers.adam.Adam": { try Adam.labml() }, "labml_nn.optimizers.amsgrad.AMSGrad": { try AMSGrad.labml() },
    "labml_nn.optimizers.radam.RAdam": { try RAdam.labml() }, "labml_nn.optimizers.ada_belief.AdaBelief": { try AdaBelief.labml() },
    "labml_nn.optimizers.ada_belief.AdaBelief (documented)": { try AdaBelief.labmlDocumented(optimizedUpdate: false) },
    "labml_nn.optimizers.adam_warmup.AdamWarmup": { try Adam.labml(schedule: .warmup(steps: 0)) },
    "labml_nn.optimizers.adam_warmup_cosine_decay.AdamWarmupCosineDecay": {
      try Adam.labml(schedule: .warmupThenCosine(warmup: 0, total: 1e10))
    },
    "lucid.Adam": { try Adam.lucid() }, "lucid.AdamW": { try AdamW.lucid() }, "lucid.RAdam": { try RAdam.lucid() },
    "lucid.compiled.RAdam": { try RAdam.lucidCompiled() }, "lucid.documented.RAdam": { try RAdam.lucidDocumented() },
    "lucid.NAdam": { try NAdam.lucid() }, "lucid.Adamax": { try Adamax.lucid() }, "lucid.Adagrad": { try AdaGrad.lucid() },
    "lucid.RMSprop": { try RMSProp.lucid() }, "lucid.SGD": { try SGD.lucid() }, "swift_apis.RAdam": { try RAdam.swiftAPIs() },
    "swift_apis.Adam": { try Adam.swiftAPIs() }, "swift_apis.AMSGrad": { try AMSGrad.swiftAPIs() },
  ]

  /// Presets with an option that has no default, and what they say without it.
  private static let required: [String: String] = [
    "optax.adam": "learning_rate", "optax.radam": "learning_rate", "optax.amsgrad": "learning_rate", "optax.adabelief": "learning_rate",
    "optax.sgd": "learning_rate", "mlx_swift.Adam": "learningRate", "mlx_swift.AdamW": "learningRate",
    "labml_nn.optimizers.noam.Noam": "warmup", "torch.nn.utils.clip_grad_norm_": "max_norm", "paper.Lookahead": "inner",
    "lookahead.Lookahead": "inner", "tfa.optimizers.Lookahead": "inner", "optax.lookahead": "inner", "torch_optimizer.Lookahead": "inner",
  ]

  @Test(arguments: Preset.names) func `options that are left out have the defaults of the library`(name: String) throws {
    if let standard = Self.standards[name] {
      #expect(try Preset(name).rule.configuration == standard().configuration)
      #expect(try RuleConfiguration(named: name) == standard().configuration)
    } else {
      let key = try #require(Self.required[name])
      let error = #expect(throws: ConfigurationError.self) { try Preset(name) }
      #expect(error?.path == key && error?.description.contains(" is missing; allowed: ") == true)
    }
  }

  @Test func `optax has the defaults of its functions`() throws {
    let rate = #"{"learning_rate": 0.25}"#
    #expect(try RuleConfiguration(named: "optax.adam", options: rate) == Adam.optax(learningRate: 0.25).configuration)
    #expect(try RuleConfiguration(named: "optax.radam", options: rate) == RAdam.optax(learningRate: 0.25).configuration)
    #expect(try RuleConfiguration(named: "optax.amsgrad", options: rate) == AMSGrad.optax(learningRate: 0.25).configuration)
    #expect(try RuleConfiguration(named: "optax.adabelief", options: rate) == AdaBelief.optax(learningRate: 0.25).configuration)
    #expect(try RuleConfiguration(named: "optax.sgd", options: rate) == SGD.optax(learningRate: 0.25).configuration)
    let swift = #"{"learningRate": 0.25}"#
    #expect(try RuleConfiguration(named: "mlx_swift.Adam", options: swift) == Adam.mlx(learningRate: 0.25).configuration)
    #expect(try RuleConfiguration(named: "mlx_swift.AdamW", options: swift) == AdamW.mlx(learningRate: 0.25).configuration)
    let noam = try RuleConfiguration(named: "labml_nn.optimizers.noam.Noam", options: #"{"warmup": 100}"#)
    #expect(try noam == Adam.labml(schedule: .noam(modelSize: 512, warmup: 100)).configuration)
  }

  @Test func `an option is read by its library's key`() throws {
    let options = #"{"lr": 0.01, "betas": [0.8, 0.99], "eps": 0.001, "weight_decay": 0.1, "maximize": true, "foreach": null}"#
    let made = try RuleConfiguration(named: "torch.optim.RAdam", options: options)
    #expect(try made == RAdam.torch(lr: 0.01, betas: (0.8, 0.99), eps: 1e-3, weightDecay: 0.1, maximize: true).configuration)
  }

  @Test func `what an optimizer does around its rule is beside it`() throws {
    #expect(try Preset("ranger.Ranger", options: #"{"use_gc": false}"#).centralization == .matrices)
    #expect(try Preset("ranger.Ranger", options: #"{"gc_conv_only": true}"#).centralization == .convolutions)
    #expect(try Preset("pytorch_optimizer.Ranger", options: #"{"use_gc": false}"#).centralization == .none)
    let clipped = try Preset("tf.keras.optimizers.legacy.SGD", options: #"{"clipvalue": 1, "clipnorm": null}"#)
    #expect(try clipped.clipping == GradientClipping(value: 1))
    let torch = try Preset("torch.nn.utils.clip_grad_norm_", options: #"{"max_norm": 2, "inner": "torch.optim.SGD", "inner_args": {}}"#)
    #expect(try torch.clipping == .torch(maxNorm: 2))
    let words = #"{"exclude_from_weight_decay": ["bias", "^w", "norm$", "^x$"], "weight_decay": 0.5}"#
    let named = try Preset("kozistr.RAdamOptimizer (intended)", options: words)
    #expect(named.withoutDecay == ["*bias*", "w*", "*norm", "x"])
    #expect(!named.decays("a.bias.b") && !named.decays("weight") && !named.decays("x") && named.decays("ax") && named.decays("norms"))
    #expect(named.ruleWithoutDecay.configuration == (try RAdam.kozistr().configuration))
  }

  @Test func `an inner optimizer is one of the presets that wrap none`() throws {
    let options = #"{"inner": "torch.optim.Adam", "inner_args": {"lr": 0.5}, "k": 7}"#
    let made = try RuleConfiguration(named: "torch_optimizer.Lookahead", options: options)
    #expect(try made == Lookahead.torchOptimizer(Adam.torch(lr: 0.5), k: 7).configuration)
    let twice = #"{"inner": "paper.Lookahead", "inner_args": \#(options.replacing("\"k\": 7", with: "\"k\": 6")), "k": 7}"#
    let error = #expect(throws: ConfigurationError.self) { try Preset("paper.Lookahead", options: twice) }
    #expect(error?.path == "inner" && error?.description.hasSuffix("an optimizer that wraps no other") == true)
  }

  /// Each number with a default, at values of which most optimizers refuse one.
  @Test(arguments: Preset.names, [-1.0, 2])
  func `a value that is refused is named by its own key`(name: String, value: Double) throws {
    let needed = [
      "learning_rate": "0.1", "learningRate": "0.1", "warmup": "10", "max_norm": "1",
      "inner": #""paper.Adam""#, "inner_args": "{}",
      "sync_period": "5", "slow_step_size": "0.5", "k": "5", "alpha": "0.5",
    ]
    var options: [String: String] = [:]
    var reader = PresetReader(try ConfigurationObject(json: "{}"))
    // What is missing is filled in, one option after the other.
    for _ in needed {
      do {
        reader = PresetReader(try ConfigurationObject(json: Self.json(options)))
        _ = try Preset.row(name, at: "name").rule(&reader)
        break
      } catch {
        guard let value = needed[error.path] else {
          Issue.record("\(name): \(error)")
          return
        }
        options[error.path] = value
      }
    }
    for (key, standard) in reader.leftOut where Double(standard) != nil {
      var changed = options
      changed[key] = "\(value)"
      do { _ = try Preset(name, options: Self.json(changed)) } catch {
        #expect(error.path == key, "\(name): \(key) is \(value) is refused as \(error)")
      }
    }
  }

  private static func json(_ options: [String: String]) -> String {
    "{" + options.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
  }

  @Test(arguments: [
    ("torch.optim.Adm", "{}", "name is \"torch.optim.Adm\"; allowed: adabalance.AdaBalance, "),
    ("adam", "{}", "name is \"adam\"; allowed: labml_nn.optimizers.adam.Adam, lucid.Adam, mlx_swift.Adam, optax.adam, paper.Adam, "),
    ("torch.optim.Adam", "{", "the configuration is not JSON: "),
    ("torch.optim.Adam", #"{"lr": 1, "lr": 2}"#, "the configuration is not JSON: byte 10: the key \"lr\" stands twice in one object"),
    ("torch.optim.Adam", "[]", "the configuration is an array of length 0; allowed: an object"),
    ("torch.optim.Adam", #"{"lr": null}"#, "lr is null; allowed: a finite number"),
    ("torch.optim.Adam", #"{"lr": 1e999}"#, "lr is the number 1e999; allowed: a finite number"),
    ("torch.optim.Adam", #"{"lr": -1}"#, "lr is -1.0; allowed: "),
    ("torch.optim.Adam", #"{"betas": [0.9, 0.99, 0.9]}"#, "betas is an array of length 3; allowed: two numbers"),
    ("paper.Adam", #"{"beta2": 1.5}"#, "beta2 is 1.5; allowed: 0 ≤ beta2 < 1"),
    ("adamod.AdaMod", #"{"beta3": 2}"#, "beta3 is 2.0; allowed: 0 ≤ beta3 < 1"),
    ("tf.keras.optimizers.legacy.Adam", #"{"learning_rate": null}"#, "learning_rate is null; allowed: a finite number or a schedule"),
    (
      "torch_optimizer.Lookahead",
      #"{"inner": "torch.nn.utils.clip_grad_norm_", "inner_args": {"max_norm": 1, "inner": "torch.optim.SGD", "inner_args": {}}}"#,
      "inner is \"torch.nn.utils.clip_grad_norm_\"; allowed: an optimizer that neither clips"
    ),
    (
      "paper.Lookahead", #"{"inner": "kozistr.RAdamOptimizer (intended)", "inner_args": {"exclude_from_weight_decay": ["bias"]}}"#,
      "inner is \"kozistr.RAdamOptimizer (intended)\"; allowed: an optimizer that neither clips"
    ),
    ("torch.optim.Adam", #"{"amsgrad": 1}"#, "amsgrad is the number 1; allowed: true or false"),
    ("torch.optim.Adam", #"{"momentum": 1}"#, "momentum is not known; allowed: amsgrad, betas, decoupled_weight_decay, eps, lr, "),
    ("torch.optim.RMSprop", #"{"centered": true}"#, "centered is true; allowed: false, since RMSProp here keeps no average gradient"),
    ("kozistr.RAdamOptimizer", #"{"amsgrad": true}"#, "amsgrad is true; allowed: false, since it raises an error there"),
    (
      "kozistr.RAdamOptimizer (intended)", #"{"exclude_from_weight_decay": ["(a+)+"]}"#,
      "exclude_from_weight_decay is \"(a+)+\"; allowed: words"
    ),
    (
      "kozistr.RAdamOptimizer (intended)", #"{"exclude_from_weight_decay": ["^$"]}"#,
      "exclude_from_weight_decay is \"^$\"; allowed: words, with ^ in front"
    ),
    ("tf.keras.optimizers.legacy.SGD", #"{"name": 7}"#, "name is the number 7; allowed: "),
    ("paper.Momentum", #"{"mu": 0}"#, "mu is 0.0; allowed: above 0, as a velocity needs it"),
    (
      "lookahead.Lookahead", #"{"inner": "torch.optim.SGD", "inner_args": {"lr": "x"}}"#,
      "inner_args.lr is the string \"x\"; allowed: a finite number"
    ),
    ("tfa.optimizers.RectifiedAdam", #"{"beta_1": 2}"#, "beta_1 is 2.0; allowed: 0 ≤ beta_1 < 1"),
  ]) func `an error names the option, its value and what is allowed`(name: String, options: String, text: String) {
    let error = #expect(throws: ConfigurationError.self) { try Preset(name, options: options) }
    #expect(error?.description.hasPrefix(text) == true, "\(error?.description ?? "none")")
  }
}
