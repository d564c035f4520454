import OptimizerKernels
import Testing

@Suite struct RuleJSONTests {
  private func rules() throws -> [RuleConfiguration] {
    let more: [any TrainingRule] = [
      try AMSGrad.paper(), try AMSGrad.torch(), try AdaBalance(formula: AdaBound.luolc().formula), try AdaBelief.optax(learningRate: 0.1),
      try AdaBelief.labml(), try AdaBound.paper(), try AdaBound.pytorchOptimizer(), try AdaGrad.torch(lrDecay: 0.1), try AdaMod.paper(),
      try AdaMod.lancopku(weightDecay: 0.1), try Adam.paper(), try Adam.mlx(learningRate: 0.1),
      try Adam.labml(schedule: .warmupThenCosine(warmup: 3, total: 9)), try AdamW.torch(maximize: true), try Adamax.torch(),
      try NAdam.torch(), try RAdam.torch(), try RAdam.paper(), try RAdam.kozistr(decay: 0.1), try RMSProp.lucid(momentum: 0.9),
      try SGD.torch(momentum: 0.9, nesterov: true), try SGD.optax(learningRate: 0.1, schedule: .noam(modelSize: 8, warmup: 4)),
      try Lookahead.ranger(), try Lookahead.pytorchOptimizer(SGD.torch(momentum: 0.9), pullbackMomentum: .pullback),
      try Lookahead.optax(Adamax.paper(), syncPeriod: 3, slowStepSize: 0.3, resetState: true),
    ]
    return more.map(\.configuration) + (try KerasCase.all().map(\.rule))
  }

  @Test func `every rule survives, and equal rules have equal texts`() throws {
    let rules = try rules()
    #expect(Set(rules.map(\.rule)) == Set(RuleConfiguration.rules))
    for rule in rules {
      let read = try RuleConfiguration(json: rule.json)
      #expect(read == rule && read.json == rule.json)
    }
    #expect(Set(rules.map(\.json)).count == Set(rules).count)
    #expect(rules[0].json.hasPrefix(#"{"formula":{"absentRows":"step","beta1":0.9,"beta2":0.999,"beta3":0,"#))
  }

  /// What reading says after one piece of the text was replaced.
  private func message(_ piece: String, _ other: String, in rule: some TrainingRule) throws -> String {
    let text = rule.configuration.json
    try #require(text.contains(piece))
    do {
      _ = try RuleConfiguration(json: text.replacing(piece, with: other))
      return "read"
    } catch {
      return error.description
    }
  }

  @Test func `what cannot be read is named, with what is allowed`() throws {
    let adam = try Adam.torch()
    #expect(try message(#""beta1":0.9"#, #""beta1":1.5"#, in: adam) == "beta1 is 1.5; allowed: 0 ≤ beta1 < 1")
    #expect(try message(#""beta1":0.9"#, #""beta1":"a""#, in: adam) == #"formula.beta1 is the string "a"; allowed: a number"#)
    #expect(try message(#""beta1":0.9"#, #""beta1":null"#, in: adam) == "formula.beta1 is null; allowed: a number")
    #expect(
      try message(#""beta1":0.9,"#, "", in: adam) == "formula.beta1 is missing; allowed: a value; every number and choice is given")
    #expect(try message(#""beta1":0.9"#, #""beta1":0.9,"x":1"#, in: adam).hasPrefix("formula.x is not known; allowed: absentRows, beta1, "))
    #expect(
      try message(#""beta1":0.9"#, #""beta1":0.9,"beta1":0.8"#, in: adam)
        == #"the configuration is not JSON: byte 44: the key "beta1" stands twice in one object"#)
    #expect(
      try message(#""numerator":"moment""#, #""numerator":"x""#, in: adam)
        == #"formula.numerator is the string "x"; allowed: moment, gradient, nesterov, nesterovOfCorrected, nesterovWithSchedule"#)
    #expect(try message(#""maximize":false"#, #""maximize":0"#, in: adam) == "formula.maximize is the number 0; allowed: true or false")
    #expect(
      try message(#""rule":"Adam""#, #""rule":"Adadelta""#, in: adam)
        == "rule is Adadelta; allowed: \(RuleConfiguration.rules.joined(separator: ", "))")
    let lookahead = try Lookahead.paper(SGD.torch())
    #expect(try message(#""syncPeriod":5"#, #""syncPeriod":0"#, in: lookahead) == "syncPeriod is 0; allowed: 1 ≤ syncPeriod")
    #expect(
      try message(#""syncPeriod":5"#, #""syncPeriod":5.5"#, in: lookahead)
        == "lookahead.syncPeriod is the number 5.5; allowed: a whole number")
    let scheduled = try Adam.keras(decay: 0.5)
    #expect(
      try message(#""inverseTime""#, #""sawtooth""#, in: scheduled)
        == "formula.schedule.0 is an object; allowed: an object with one key, the name of a schedule")
    #expect(
      try message(#"{"inverseTime""#, #"{"inverseTime": 3, "x""#, in: scheduled)
        == "formula.schedule.0.inverseTime is the number 3; allowed: an object")
    #expect(try message(#""rate":0.5"#, #""rate":-0.5"#, in: scheduled) == "decay is -0.5; allowed: 0 ≤ decay, finite")
    #expect(
      try message(#""rate":0.5"#, #""rate":1e999"#, in: scheduled)
        == "formula.schedule.0.inverseTime.rate is the number 1e999; allowed: a finite number")
  }
}
