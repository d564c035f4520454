import OptimizerKernels
import Testing

/// θ after each step.
func trace(_ rule: some OptimizerRule, _ gradients: [Float], from start: Float = 1) throws -> [Float] {
  var state = try rule.makeState(count: 1)
  var θ = [start]
  return try gradients.map { g in
    try rule.update(&θ, gradients: [g], state: &state)
    return θ[0]
  }
}

/// Expects θ after some of the first steps, given by their number.
///
/// A step rounds θ once, by half an ulp; what the update is off by is far less, for it is a small part of θ in these traces. Hence an ulp a step,
/// beside half a unit of the last digit that is given.
func expect(
  _ rule: some OptimizerRule, _ gradients: [Float], from start: Float = 1, gives values: [Int: Double], digits: Int = 12,
  _ location: SourceLocation = #_sourceLocation
) {
  let got: [Float]
  do {
    got = try trace(rule, gradients, from: start)
  } catch {
    Issue.record("\(error)", sourceLocation: location)
    return
  }
  for (t, want) in values.sorted(by: { $0.key < $1.key }) {
    let half = 0.5 * (0..<digits).reduce(1.0) { x, _ in x / 10 }
    let bound = Double(t) * Double(max(Float(want).magnitude, start.magnitude).ulp) + half
    #expect(abs(Double(got[t - 1]) - want) <= bound, "θ\(t) is \(got[t - 1]), not \(want)", sourceLocation: location)
  }
}

/// The same for every step from the first.
func expect(
  _ rule: some OptimizerRule, _ gradients: [Float], from start: Float = 1, gives values: [Double], digits: Int = 12,
  _ location: SourceLocation = #_sourceLocation
) {
  let numbered = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.offset + 1, $0.element) })
  expect(rule, gradients, from: start, gives: numbered, digits: digits, location)
}
