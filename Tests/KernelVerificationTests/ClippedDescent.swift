import KernelVerification
import OptimizerReference

/// Plain descent for these tests: the gradients of a step clipped by their common norm, rows that may be absent, and a sum that starts at
/// a quarter of θ.
struct ClippedDescent: Reference {
  var limit: Double? = 1
  let slots: [Slot] = [.sum]
  let takesRows = true
  var preparesGradients: Bool { limit != nil }

  func start(_ slot: Slot, θ: Double) -> Double { θ / 4 }

  func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) {
    guard let limit else { return }
    let limitInFormat = S(constant: limit, bound: 0)
    let norm = √S.sum(gradients.flatMap { $0.values.map { $0 * $0 } })
    let scale = limitInFormat / .max(norm, limitInFormat)
    for i in gradients.indices { gradients[i].values = gradients[i].values.map { $0 * scale } }
  }

  func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    [
      Variant { x in
        x.sum = x.sum + x.g
        if x.isTouched { x.θ = x.θ - x.g }
      }
    ]
  }

  /// The verifier that knows it as `descent`.
  static func verifier(limit: Double? = 1) -> Verifier {
    Verifier([
      Implementation(
        name: "descent", evidence: .knownAnswers,
        reference: { _ throws(InvalidHyperparameter) in ErasedReference(ClippedDescent(limit: limit)) }, kernel: nil, samples: ["{}"])
    ])
  }

  /// Two parameters over three steps; the second has no gradient at the second step.
  static func testCase(rows: [Bool]? = nil) -> Case {
    let gradients: [Double] = [3, 0, 0, 0, -1, 2, 0.25, 0, 0.5, 0, 0, 8]
    let a = Trajectory(name: "a", shape: [2, 2], initial: [1, 2, -3, 4], gradients: gradients, rows: rows)
    let b = Trajectory(name: "b", initial: [8], gradients: [4, 9, 6], present: [true, false, true])
    return Case(checked: "descent", implementation: "descent", hyperparameters: "{}", steps: 3, tensors: [a, b], rerun: "")
  }

  /// The step in Float, right as it is; `sees` says whose gradients enter the norm.
  static func step(
    _ x: inout CandidateStep, limit: Float? = 1, sees: (CandidateStep.Neighbour) -> Bool = { _ in true }, movesAll: Bool = false
  ) {
    let all = x.gradients + x.neighbours.filter(sees).flatMap(\.gradients)
    let norm = all.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scale = limit.map { $0 / max(norm, $0) } ?? 1
    let length = x.gradients.count / (x.shape.first ?? 1)
    for (i, g) in x.gradients.enumerated() {
      x.sum[i] += g * scale
      if movesAll || x.rows?[i / length] ?? true { x.parameters[i] -= g * scale }
    }
  }
}
