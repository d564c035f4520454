import OptimizerKernels
import OptimizerKernelsC
import Testing

/// What makes no optimizer, no group and no parameter: each with its status and its whole message.
@Suite struct CreatingTests {
  static let rules =
    "labml_nn.optimizers.adam.Adam, lucid.Adam, mlx_swift.Adam, optax.adam, paper.Adam, swift_apis.Adam, tf.keras.optimizers.legacy.Adam, torch.optim.Adam, or RuleConfiguration"

  @Test func `an address that is none`() {
    refused(.invalidArgument, "optimizer is null; allowed: the address of an int64_t") {
      unsafe optkCreate("torch.optim.SGD", nil, nil, nil)
    }
    var optimizer: Int64 = 5
    refused(.invalidArgument, "rule is null; allowed: UTF-8 that ends with a 0 byte") { unsafe optkCreate(nil, nil, nil, &optimizer) }
    let bytes: [CChar] = [65, -1, 0]
    refused(.invalidArgument, "rule is not UTF-8; allowed: UTF-8 that ends with a 0 byte") {
      unsafe optkCreate(bytes, nil, nil, &optimizer)
    }
    refused(.invalidArgument, "options is not UTF-8; allowed: UTF-8 that ends with a 0 byte") {
      unsafe optkCreate("torch.optim.SGD", bytes, nil, &optimizer)
    }
    let long = String(repeating: "a", count: 65_536)
    refused(.invalidArgument, "rule is longer than 65535 bytes; allowed: at most so many, then a 0 byte") { create(long).status }
    let spaces = String(repeating: " ", count: 1 << 20)
    refused(.invalidArgument, "options is longer than 1048576 bytes; allowed: at most so many, then a 0 byte") {
      create("torch.optim.SGD", spaces + "{}").status
    }
    #expect(optimizer == 5)
    let memory = Arrays<Int64>([[0, 0]])
    refused(.invalidArgument, "optimizer does not begin at a multiple of 8 bytes, as its elements must") {
      // Never read: one byte behind the beginning of 16 bytes.
      guard let start = unsafe memory.addresses[0] else { return -1 }
      let odd = unsafe (UnsafeMutableRawPointer(start) + 1).assumingMemoryBound(to: Int64.self)
      return unsafe optkCreate("torch.optim.SGD", nil, nil, odd)
    }
  }

  @Test func `a rule that there is not`() {
    refused(.invalidConfiguration, "rule is \"adam\"; allowed: \(Self.rules)") { create("adam").status }
    refused(.invalidArgument, "options is null; allowed: the JSON of a RuleConfiguration") { create("RuleConfiguration").status }
  }

  @Test(arguments: [
    ("{", "options of torch.optim.AdamW: the configuration is not JSON: byte 1: the text ends where a key in quotation marks must follow"),
    ("", "options of torch.optim.AdamW: the configuration is not JSON: byte 0: the text ends where a value must follow"),
    (
      #"{"lr": 1, "lr": 2}"#,
      #"options of torch.optim.AdamW: the configuration is not JSON: byte 10: the key "lr" stands twice in one object"#
    ),
    (
      #"{"lr": 1, "\u006cr": 2}"#,
      #"options of torch.optim.AdamW: the configuration is not JSON: byte 10: the key "lr" stands twice in one object"#
    ),
    ("[]", "options of torch.optim.AdamW: the configuration is an array of length 0; allowed: an object"),
    (#"{"lr": "fast"}"#, #"options of torch.optim.AdamW: lr is the string "fast"; allowed: a finite number"#),
    (#"{"lr": null}"#, "options of torch.optim.AdamW: lr is null; allowed: a finite number"),
    (
      #"{"name": "x"}"#,
      "options of torch.optim.AdamW: name is not known; allowed: amsgrad, betas, decoupled_weight_decay, eps, lr, maximize, weight_decay"
    ),
    (#"{"lr": true}"#, "options of torch.optim.AdamW: lr is true; allowed: a finite number"),
    (#"{"amsgrad": 1}"#, "options of torch.optim.AdamW: amsgrad is the number 1; allowed: true or false"),
    (#"{"betas": [0.9]}"#, "options of torch.optim.AdamW: betas is an array of length 1; allowed: two numbers"),
    (#"{"betas": {}}"#, "options of torch.optim.AdamW: betas is an object; allowed: an array of numbers"),
    (#"{"betas": [0.9, 1]}"#, "options of torch.optim.AdamW: betas[1] is 1.0; allowed: 0 ≤ betas[1] < 1"),
    (
      #"{"weight_decy": 0}"#,
      "options of torch.optim.AdamW: weight_decy is not known; allowed: amsgrad, betas, decoupled_weight_decay, eps, lr, maximize, weight_decay"
    ),
    (
      #"{"decoupled_weight_decay": false}"#,
      "options of torch.optim.AdamW: decoupled_weight_decay is false; allowed: true, or torch.optim.Adam"
    ),
  ]) func `options that are none`(options: String, text: String) {
    refused(.invalidConfiguration, text) { create("torch.optim.AdamW", options).status }
  }

  @Test func `options of other libraries that are none`() {
    refused(.invalidConfiguration, "options of optax.adam: learning_rate is missing; allowed: a finite number") {
      create("optax.adam").status
    }
    refused(.invalidConfiguration, "options of optax.sgd: momentum is true; allowed: a finite number") {
      create("optax.sgd", #"{"learning_rate": 1, "momentum": true}"#).status
    }
    refused(.invalidConfiguration, "options of ranger.Ranger: k is the number 0.5; allowed: a whole number") {
      create("ranger.Ranger", #"{"k": 0.5}"#).status
    }
    refused(.invalidConfiguration, "options of ranger.Ranger: k is null; allowed: a whole number") {
      create("ranger.Ranger", #"{"k": null}"#).status
    }
    refused(.invalidConfiguration, "options of ranger.Ranger: k is 0; allowed: 1 ≤ k") {
      create("ranger.Ranger", #"{"k": 0}"#).status
    }
  }

  /// A group does not clip.
  @Test(arguments: [
    ("tf.keras.optimizers.legacy.SGD", #"{"clipnorm": 1}"#),
    ("torch.nn.utils.clip_grad_norm_", #"{"max_norm": 1, "inner": "torch.optim.SGD", "inner_args": {}}"#),
  ]) func `options that clip are refused`(rule: String, options: String) {
    refused(.invalidConfiguration, "options of \(rule): a group does not clip; allowed: optk_set_clipping, for all groups") {
      create(rule, options).status
    }
  }

  @Test(arguments: [
    ("{}", "options: rule is missing"), (#"{"rule": 1}"#, "options: rule is not a text"),
    (#"{"rule": null}"#, "options: rule is null; allowed: a value"),
    (#"{"rule": "Adam", "formula": []}"#, "options: formula is not an object"),
    (#"{"rule": "Adam", "formula": {"learningRate": "x"}}"#, "options: formula.learningRate is not a number"),
    (#"{"rule": "Adam", "formula": {"learningRate": 1, "schedule": 3}}"#, "options: formula.schedule is not a list"),
  ]) func `a configuration that is none`(options: String, text: String) {
    refused(.invalidConfiguration, text) { create("RuleConfiguration", options).status }
  }

  @Test(arguments: [
    ("", "group: it is no JSON: byte 0: the text ends where a value must follow"),
    (
      #"{"lookahead": {"syncPeriod": 6, "syncPeriod": 5}}"#,
      #"group: byte 32: the key "syncPeriod" stands twice in one object; allowed: each key once"#
    ),
    ("3", "group: it is no object; allowed: an object"),
    (
      #"{"decay": 1}"#,
      "group: there is no key decay; allowed: name, schedule, weightDecaySchedule, withoutDecay, centralization, lookahead"
    ),
    (#"{"centralization": "rows"}"#, "group: centralization is none of the values that are allowed"),
    (#"{"withoutDecay": [""]}"#, #"group: withoutDecay is "" among others; allowed: patterns of at least one character"#),
    (
      #"{"excludedFromDecay": ["bias"]}"#,
      "group: there is no key excludedFromDecay; allowed: name, schedule, weightDecaySchedule, withoutDecay, centralization, lookahead"
    ),
    (#"{"schedule": {"warmup": {"steps": -1}}}"#, "group: steps is -1.0; allowed: 0 ≤ steps, finite"),
    (#"{"lookahead": {"syncPeriod": 1}}"#, "group: lookahead.slowStepSize is missing"),
    (#"{"lookahead": {"syncPeriod": 1.5}}"#, "group: a number in it is out of range, or not whole where it must be"),
  ]) func `a group that is none`(group: String, text: String) {
    refused(.invalidConfiguration, text) { create("torch.optim.SGD", group: group).status }
  }

  @Test func `a parameter that is none`() throws {
    withOptimizer("torch.optim.Adam", counts: [3]) { optimizer in
      refused(.invalidArgument, "there is a parameter p0 already; allowed: one parameter a name") { add(optimizer, "p0", [1]) }
      refused(.invalidArgument, "name is empty; allowed: at least one character") { add(optimizer, "", [1]) }
      refused(.invalidArgument, "group is 1; allowed: 0 ≤ group < 1") { add(optimizer, "x", [1], group: 1) }
      refused(.invalidArgument, "group is -9223372036854775808; allowed: 0 ≤ group < 1") { add(optimizer, "x", [1], group: .min) }
      refused(.invalidArgument, "shape[1] is -4; allowed: 0 or more") { add(optimizer, "x", [2, -4]) }
      refused(.invalidArgument, "axis_count is 65; allowed: 0 ≤ axis_count ≤ 64") { add(optimizer, "x", Array(repeating: 1, count: 65)) }
      refused(.invalidArgument, "shape is null; allowed: the address of 2 extents") {
        unsafe optkAddParameter(optimizer, "x", nil, 2, 0, nil)
      }
      refused(
        .outOfMemory, "the state of x, of shape [1099511627776, 4], with what there is already is more than the memory of this process"
      ) { add(optimizer, "x", [1 << 40, 4]) }
      refused(
        .outOfMemory, "the state of x, of shape [70368744177664], with what there is already is more than the memory of this process"
      ) { add(optimizer, "x", [1 << 46]) }
      // An extent of 0 leaves no element, whatever the others are.
      done { add(optimizer, "none", [.max, 0, .max]) }
      var count: Int64 = 0
      done { unsafe optkParameterCount(optimizer, &count) }
      #expect(count == 2)
      refused(.invalidArgument, "name is p9; allowed: the name of one of the 2 parameters") {
        unsafe optkParameterNumber(optimizer, "p9", &count)
      }
      done { unsafe optkParameterNumber(optimizer, "none", &count) }
      #expect(count == 1)
      refused(.invalidArgument, "number is null; allowed: the address of an int64_t") { unsafe optkParameterNumber(optimizer, "p0", nil) }
    }
    withOptimizer("torch.optim.Adam") { optimizer in
      refused(.invalidArgument, "parameter is 0; allowed: nothing, for there is none yet") { optkSetStepCount(optimizer, 0, 1) }
    }
  }
}
