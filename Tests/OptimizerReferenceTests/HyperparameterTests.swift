import OptimizerReference
import Testing

/// What each reference says to hyperparameters that it does not take.
@Suite struct HyperparameterTests {
  /// An implementation's hyperparameters: all its keys with values that it takes, and the reading of them.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let values: [(key: String, value: String)]
    let read: @Sendable (String) throws(InvalidHyperparameter) -> Void

    /// The message that refuses the sample with one value replaced or, with nil, left out; nil where it is taken.
    func refusal(_ key: String? = nil, _ value: String? = nil) -> String? {
      var members = values.filter { $0.key != key || value != nil }.map { ($0.key, $0.key == key ? value ?? "" : $0.value) }
      if let key, let value, !values.contains(where: { $0.key == key }) { members.append((key, value)) }
      return refusal(json: "{" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
    }

    func refusal(json: String) -> String? {
      do {
        try read(json)
        return nil
      } catch {
        return error.description
      }
    }

    var keys: String { values.map(\.key).joined(separator: ", ") }
  }

  static let adam = Sample(
    testDescription: "paper.Adam", values: [("alpha", "0.001"), ("beta1", "0.9"), ("beta2", "0.999"), ("epsilon", "1e-8")]
  ) { json throws(InvalidHyperparameter) in _ = try Adam(json: json) }
  static let reformulated = Sample(testDescription: "paper.AdamReformulated", values: adam.values) {
    json throws(InvalidHyperparameter) in _ = try AdamReformulated(json: json)
  }
  static let amsGrad = Sample(testDescription: "paper.AMSGrad", values: Array(adam.values[..<3])) {
    json throws(InvalidHyperparameter) in _ = try AMSGrad(json: json)
  }
  static let rAdam = Sample(testDescription: "paper.RAdam", values: Array(adam.values[..<3])) {
    json throws(InvalidHyperparameter) in _ = try RAdam(json: json)
  }
  static let torchAdamW = Sample(
    testDescription: "torch.optim.AdamW",
    values: [
      ("lr", "0.001"), ("betas", "[0.9, 0.999]"), ("eps", "1e-8"), ("weight_decay", "0"), ("amsgrad", "false"), ("maximize", "false"),
    ]
  ) { json throws(InvalidHyperparameter) in _ = try Torch.Adam(adamW: json) }
  static let torchAdam = Sample(
    testDescription: "torch.optim.Adam", values: torchAdamW.values + [("decoupled_weight_decay", "false")]
  ) { json throws(InvalidHyperparameter) in _ = try Torch.Adam(json: json) }
  static let torchRAdam = Sample(
    testDescription: "torch.optim.RAdam",
    values: Array(torchAdamW.values[..<4]) + [("decoupled_weight_decay", "false"), ("maximize", "true")]
  ) { json throws(InvalidHyperparameter) in _ = try Torch.RAdam(json: json) }
  static let kozistr = Sample(
    testDescription: "kozistr.RAdamOptimizer",
    values: [
      ("learning_rate", "0.001"), ("beta1", "0.9"), ("beta2", "0.999"), ("epsilon", "1e-6"), ("decay", "0"), ("warmup_proportion", "0.1"),
      ("weight_decay", "0"), ("amsgrad", "false"),
    ]
  ) { json throws(InvalidHyperparameter) in _ = try Kozistr.RAdam(json: json) }
  static let all = [adam, reformulated, amsGrad, rAdam, torchAdam, torchAdamW, torchRAdam, kozistr]

  @Test(arguments: all)
  func keysAreExactlyItsOwn(_ sample: Sample) {
    #expect(sample.refusal() == nil)
    for (key, _) in sample.values {
      #expect(sample.refusal(key, nil) == "hyperparameter \(key) is missing; allowed: present, like all of \(sample.keys)")
    }
    #expect(sample.refusal("gamma", "1") == "hyperparameter gamma is unknown; allowed: \(sample.keys)")
  }

  @Test(arguments: all)
  func theTextIsAnObject(_ sample: Sample) {
    for json in ["", "{", "[]", "1", "null", "alpha"] {
      #expect(sample.refusal(json: json) == "hyperparameters is not a JSON object; allowed: a JSON object", "\(json)")
    }
  }

  /// Each number of each implementation, with a value just outside its range, of every other kind, and at its ends.
  @Test(arguments: all)
  func numbers(_ sample: Sample) {
    for (key, value) in sample.values where !["true", "false"].contains(value) && !value.hasPrefix("[") {
      let words = Self.range(of: key, in: sample)
      for (json, found) in [
        ("\"1\"", "the text \"1\""), ("true", "true"), ("[1]", "[1.0]"), ("{}", "an object"),
      ] {
        #expect(sample.refusal(key, json) == "hyperparameter \(key) is \(found); allowed: a number, \(words)")
      }
      let (outside, ends) = Self.limits[words, default: ([], [])]
      for json in outside { #expect(sample.refusal(key, json) == "hyperparameter \(key) is \(json); allowed: \(words)") }
      for json in ends { #expect(sample.refusal(key, json) == nil, "\(key) = \(json)") }
      #expect(sample.refusal(key, "1e999") != nil, "no infinity")
    }
  }

  static let limits: [String: (outside: [String], ends: [String])] = [
    "at least 0 and below 1": (["1.0", "1.5", "-5e-324"], ["0", "0.9999999999999999", "-0.0"]),
    "at least 0 and finite": (["-5e-324", "-1.0"], ["0", "1", "1e308"]),
    "above 0 and finite": (["0.0", "-1.0"], ["5e-324", "1e308"]),
    "finite": ([], ["0", "-1", "1e308"]),
  ]

  static func range(of key: String, in sample: Sample) -> String {
    if key.hasPrefix("beta") { return "at least 0 and below 1" }
    guard sample.testDescription.hasPrefix("kozistr") else { return "at least 0 and finite" }
    return key == "epsilon" ? "above 0 and finite" : "finite"
  }

  @Test(arguments: [torchAdam, torchAdamW, torchRAdam])
  func betas(_ sample: Sample) {
    let words = "at least 0 and below 1"
    let wrong = [
      ("0.9", "0.9"), ("[0.9]", "[0.9]"), ("[0.1, 0.2, 0.3]", "[0.1, 0.2, 0.3]"), ("[]", "[]"),
      (#"["a", 1]"#, "an array, or a number that Double cannot hold"),
    ]
    for (json, found) in wrong {
      #expect(sample.refusal("betas", json) == "hyperparameter betas is \(found); allowed: an array of two numbers, each \(words)")
    }
    #expect(sample.refusal("betas", "[1, 0.9]") == "hyperparameter betas[0] is 1.0; allowed: \(words)")
    #expect(sample.refusal("betas", "[0.9, -0.5]") == "hyperparameter betas[1] is -0.5; allowed: \(words)")
    #expect(sample.refusal("betas", "[0, 0]") == nil)
  }

  @Test(arguments: [torchAdam, torchAdamW, torchRAdam, kozistr])
  func flags(_ sample: Sample) {
    for (key, value) in sample.values where ["true", "false"].contains(value) {
      #expect(sample.refusal(key, "1") == "hyperparameter \(key) is 1.0; allowed: true or false")
      #expect(sample.refusal(key, "null") == "hyperparameter \(key) is null; allowed: true or false")
    }
  }

  /// What raises there is refused here.
  @Test func whatKozistrRaisesAt() {
    let kozistr = Self.kozistr
    #expect(kozistr.refusal("amsgrad", "true") == "hyperparameter amsgrad is true; allowed: false: kozistr.RAdamOptimizer raises with it")
    #expect(kozistr.refusal("exclude_from_weight_decay", #"["bias"]"#) == nil, "without a decay it is never read")
    let both = #"{"learning_rate": 1, "beta1": 0, "beta2": 0, "epsilon": 1, "decay": 0, "warmup_proportion": 0, "weight_decay": 0.1, "#
    #expect(
      kozistr.refusal(json: both + #""amsgrad": false, "exclude_from_weight_decay": ["bias"]}"#)
        == "hyperparameter exclude_from_weight_decay is set together with weight_decay; allowed: absent: kozistr.RAdamOptimizer raises "
        + "with both")
  }

  /// Each value arrives where it belongs.
  @Test func valuesAreReadIntoTheirPlaces() throws {
    let adam = try Adam(json: #"{"alpha": 0.5, "beta1": 0.25, "beta2": 0.125, "epsilon": 2}"#)
    #expect([adam.α, adam.β1, adam.β2, adam.ε] == [0.5, 0.25, 0.125, 2])
    let other = try AdamReformulated(json: #"{"alpha": 0.5, "beta1": 0.25, "beta2": 0.125, "epsilon": 2}"#)
    #expect([other.α, other.β1, other.β2, other.ε̂] == [0.5, 0.25, 0.125, 2])
    let torch = try Torch.Adam(
      adamW: #"{"lr": 0.5, "betas": [0.25, 0.125], "eps": 2, "weight_decay": 3, "amsgrad": true, "maximize": false}"#)
    #expect([torch.lr, torch.β1, torch.β2, torch.ε, torch.λ] == [0.5, 0.25, 0.125, 2, 3])
    #expect(torch.amsgrad && !torch.maximize && torch.decoupled)
    let rAdam = try Torch.RAdam(
      json: #"{"lr": 0.5, "betas": [0.25, 0.125], "eps": 2, "weight_decay": 3, "decoupled_weight_decay": true, "maximize": false}"#)
    #expect([rAdam.lr, rAdam.β1, rAdam.β2, rAdam.ε, rAdam.λ] == [0.5, 0.25, 0.125, 2, 3])
    #expect(rAdam.decoupled && !rAdam.maximize)
  }
}
