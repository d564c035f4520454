import Foundation
import OptimizerKernels
import Testing

@Suite struct KerasWritingTests {
  /// Whether two objects have the same keys and values, numbers as Floats: what is read of a number has been rounded.
  private func same(_ a: Any, _ b: Any) -> Bool {
    switch (a, b) {
    case (let a as [String: Any], let b as [String: Any]):
      a.count == b.count && a.allSatisfy { key, value in b[key].map { same(value, $0) } ?? false }
    case (let a as [Any], let b as [Any]): a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    case (let a as NSNumber, let b as NSNumber): a.floatValue == b.floatValue
    case (let a as String, let b as String): a == b
    default: a is NSNull && b is NSNull
    }
  }

  @Test func `what is written is what the libraries write`() throws {
    let recorded = try ConfigurationFiles.recorded()
    // Another name, a threshold that nothing is held against, and a limit on the inner optimizer, which has no effect, are not kept.
    let others = ["adam-renamed", "adabelief-plain", "lookahead-schedule"]
    for keras in try KerasCase.all() {
      let serialized = try #require(recorded[keras.name]?["serialized"])
      let written = try ConfigurationFiles.object(KerasConfiguration(keras.rule, clipping: keras.clipping).json())
      #expect(same(written, serialized) != others.contains(keras.name), "\(keras.name)")
    }
  }

  @Test func `the libraries read what is written`() throws {
    let (written, readBack) = (try ConfigurationFiles.lines("written.jsonl"), try ConfigurationFiles.lines("read-back.jsonl"))
    // What stands in the file is what is written now; record_configurations.py had the libraries read it and serialise it again.
    let now = try KerasCase.all().map { try KerasConfiguration($0.rule, clipping: $0.clipping).json() }
    try #require(written == now)
    try #require(readBack.count == written.count)
    let recorded = try ConfigurationFiles.recorded()
    var unread: [String] = []
    for ((ours, theirs), keras) in zip(zip(written, readBack), try KerasCase.all()) {
      let entry = try ConfigurationFiles.object(theirs)
      let again = try #require(entry["serialized"] as? NSDictionary)
      #expect(try ConfigurationFiles.object(ours) == again)
      #expect(try KerasConfiguration(json: ours) == KerasConfiguration(json: ConfigurationFiles.text(again)))
      let isRead = try #require(entry["is-read"] as? Bool)
      // What it makes of ours it makes of its own.
      #expect(isRead == recorded[keras.name]?["is-read"] as? Bool)
      if !isRead { unread.append(keras.name) }
    }
    #expect(unread == ["piecewise"])
    #expect(try ConfigurationFiles.object(written[0]) != ConfigurationFiles.object(written[1]))
  }

  private func message(_ rule: some TrainingRule) -> String {
    do {
      return try KerasConfiguration(rule.configuration).json()
    } catch {
      return error.description
    }
  }

  @Test func `a rule that the libraries do not have is refused by what differs`() throws {
    #expect(try message(AdaMod.paper()) == "rule is AdaMod; allowed: AMSGrad, AdaBelief, AdaGrad, Adam, RAdam, SGD")
    #expect(
      try message(Adam.paper()) == "formula.beta1 is the number 0.9; allowed: the number 0.8999999761581421, as Adam has it")
    #expect(
      try message(SGD.torch(lr: 0.5))
        == #"formula.absentRows is the string "step"; allowed: the string "stay", as SGD has it"#)
    #expect(
      try message(Lookahead.torchOptimizer(SGD.keras()))
        == #"lookahead.meeting is the string "ofShares"; allowed: the string "fromSlow", as SGD has it"#)
    #expect(
      try message(Adam.keras(schedule: .inverseRoot))
        == "formula.learningRate is the number 0.001; allowed: the number 0.0010000000474974513, as Adam has it")
    #expect(try KerasConfiguration(AMSGrad.keras().configuration).json().contains(#""amsgrad": true"#))
  }
}
