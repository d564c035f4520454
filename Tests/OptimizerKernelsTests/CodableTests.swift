import Foundation
import OptimizerKernels
import Testing

@Suite struct CodableTests {
  private func roundTrip<T: Codable & Equatable>(_ value: T) throws {
    #expect(try JSONDecoder().decode(T.self, from: JSONEncoder().encode(value)) == value)
  }

  /// What decoding `rule` says after `key` has been given another value.
  private func message<Rule: OptimizerRule>(_ rule: Rule, _ key: String, _ value: Any) throws -> String {
    let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(rule))
    var object = try #require(encoded as? [String: Any])
    try #require(object[key] != nil, "the encoding has no \(key)")
    object[key] = value
    do {
      _ = try JSONDecoder().decode(Rule.self, from: JSONSerialization.data(withJSONObject: object))
      return "accepted"
    } catch let error as HyperparameterError {
      return error.description
    }
  }

  @Test func `every preset survives JSON`() throws {
    try roundTrip(Adam.paper(learningRate: 0.1, beta1: 0.5, beta2: 1 - 1e-9, epsilon: 0))
    try roundTrip(Adam.reformulated(learningRate: 0.3))
    try roundTrip(
      Adam.torch(lr: 0.3, betas: (0.1, 0.2), eps: 1e-5, weightDecay: 0.7, amsgrad: true, maximize: true, decoupledWeightDecay: true))
    try roundTrip(AdamW.torch(lr: 0.3, betas: (0.1, 0.2), eps: 1e-5, weightDecay: 0.7, amsgrad: true, maximize: true))
    try roundTrip(AMSGrad.paper(epsilon: 1e-3))
    try roundTrip(AMSGrad.torch(weightDecay: 0.1, maximize: true, decoupledWeightDecay: true))
    try roundTrip(RAdam.paper(learningRate: 0.2))
    try roundTrip(RAdam.torch(weightDecay: 0.1, decoupledWeightDecay: true, maximize: true))
    try roundTrip(RAdam.kozistr(epsilon: 1e-3, decay: 0.25, weightDecay: 0.1))
  }

  @Test func `JSON is validated as the presets are`() throws {
    func refused(_ rule: some OptimizerRule, _ keys: [String]) throws {
      for key in keys {
        let beta = key.hasPrefix("beta")
        let range = beta ? "0 ≤ \(key) < 1" : "0 or 1.1754944e-38 ≤ \(key) ≤ 3.4028235e+38, a normal Float"
        #expect(try message(rule, key, 1e39) == "\(key) is 1e+39; allowed: \(range)")
        #expect(try message(rule, key, -0.5) == "\(key) is -0.5; allowed: \(range)")
      }
    }
    let all = ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"]
    try refused(Adam.paper(), all)
    try refused(Adam.reformulated(), all)
    try refused(Adam.torch(), all)
    try refused(AdamW.torch(), all)
    try refused(AMSGrad.paper(), all)
    try refused(AMSGrad.torch(), all)
    try refused(RAdam.paper(), all)
    try refused(RAdam.torch(), all)
    try refused(RAdam.kozistr(), all + ["rootEpsilon", "momentEpsilon"])
    #expect(try message(RAdam.kozistr(), "beta3", 1) == "beta3 is 1.0; allowed: 0 ≤ beta3 < 1")
  }

  @Test func `a schedule in JSON is validated as in the presets`() throws {
    let schedule: [[String: Any]] = [["inverseTime": ["rate": -1, "first": 0]]]
    #expect(try message(RAdam.kozistr(decay: 0.5), "schedule", schedule) == "decay is -1.0; allowed: 0 ≤ decay, finite")
  }

  @Test func `a missing key is an error, not a default`() throws {
    let data = Data(#"{"learningRate":0.1}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(AdamW.self, from: data) }
  }
}
