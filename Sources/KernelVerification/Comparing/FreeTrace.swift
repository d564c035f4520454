import OptimizerReference

/// The parameter after each step of a reference that goes its own way, with its bounds.
struct FreeTrace: Sendable {
  let parameters: [[Bounded<Double>]]

  /// Follows `reference` over all steps of a separator. Where rounding leaves a branch open, it takes the first.
  init(_ reference: ErasedReference, on separator: Separator, _ arithmetic: Arithmetic) {
    let testCase = Case(
      checked: separator.words, implementation: "", hyperparameters: "", steps: Separator.steps, tensors: [separator.trajectory], rerun: ""
    ).started(by: reference, isDouble: arithmetic.isDouble)
    let inputs = TensorInputs.all(of: testCase, reference, arithmetic)[0]
    let start = inputs.trajectory
    var before = start.initial.indices.map { i in
      var x = EnclosedElement(θ: Bounded(value: start.initial[i], bound: 0), g: 0)
      for slot in reference.slots { x[slot] = Bounded(value: start.initialSlots[slot]?[i] ?? 0, bound: 0) }
      return x
    }
    var after = before
    var parameters: [[Bounded<Double>]] = []
    for k in 0..<Separator.steps {
      inputs.give(k, to: &before)
      reference.steps(k + 1, .asWritten, arithmetic).first?.advance(before, &after)
      parameters.append(after.map(\.θ))
      swap(&before, &after)
    }
    self.parameters = parameters
  }
}

/// Where two traces part: the first step at which two parameters are farther apart than both bounds together, so that no rounding
/// explains it; of several elements the one that is farthest.
struct Divergence: Sendable {
  /// From 1.
  let step: Int
  let element: Int
  let values: [Double]
  /// Both bounds together.
  let bound: Double
  /// The distance of the values, in bounds.
  let ratio: Double

  init?(_ a: FreeTrace, _ b: FreeTrace) {
    for (k, (first, second)) in zip(a.parameters, b.parameters).enumerated() {
      let ratios = zip(first, second).map { errorRatio($1.value, $0.value, $0.bound + $1.bound) }
      guard let worst = ratios.indices.max(by: { ratios[$0] < ratios[$1] }), ratios[worst] > 1 else { continue }
      (step, element, ratio) = (k + 1, worst, ratios[worst])
      values = [first[worst].value, second[worst].value]
      bound = first[worst].bound + second[worst].bound
      return
    }
    return nil
  }
}
