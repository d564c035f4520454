import OptimizerReference
import Testing

/// θ after each step of `reference` over Double, from a fresh state. There is one variant only.
func trajectory(
  _ reference: some Reference, from θ: Double = 1, _ gradients: [Double], arrangement: Arrangement? = nil, isTouched: Bool = true
) throws -> [Double] {
  var x = Element<Double>(θ: θ, g: 0)
  for slot in reference.slots { x[slot] = reference.start(slot, θ: θ) }
  x.isTouched = isTouched
  var result: [Double] = []
  for (k, g) in gradients.enumerated() {
    x.g = g
    let variants: [Variant<Double>] = reference.step(
      t: k + 1, arrangement: arrangement ?? reference.arrangements[0], schedule: Double.self)
    try #require(variants.count == 1)
    variants[0].step(&x)
    result.append(x.θ)
  }
  return result
}

/// Whether the numbers agree to half a unit of the twelfth decimal, the last that is printed.
func expectAnswers(_ got: [Double], _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(got.count == expected.count, sourceLocation: sourceLocation)
  for (t, (x, y)) in zip(got, expected).enumerated() {
    #expect(abs(x - y) <= 0.5e-12, "step \(t + 1): \(x), and not \(y)", sourceLocation: sourceLocation)
  }
}

/// A constant gradient.
let constant = [Double](repeating: 0.1, count: 7)
/// Large and then calm: a running maximum shows.
let spike = [1, 0.1, 0.1, 0.1, 0, 0, 0]
/// A constant gradient beside which a decay shows.
let steady = [Double](repeating: 0.5, count: 6)
/// The sign turns at each step.
let alternating = [1.0, -1, 1, -1, 1, -1]
