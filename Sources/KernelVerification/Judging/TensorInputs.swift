import OptimizerReference

/// What the elements of one tensor are given at each step.
package struct TensorInputs {
  package let trajectory: Trajectory
  /// The gradients after what the reference does to them as wholes, with their bounds: step after step; nil where it does nothing.
  private let prepared: [[Bounded<Double>]]?
  /// Whether the reference leaves it out of weight decay.
  let isExcluded: Bool
  /// Whether the gradients are those of the case, of whole tensors: exact numbers.
  var arePlain: Bool { prepared == nil && trajectory.rows == nil }

  /// The inputs of all tensors of a case, in order.
  package static func all(of testCase: Case, _ reference: ErasedReference, _ arithmetic: Arithmetic) -> [TensorInputs] {
    func inputs(_ trajectory: Trajectory, _ prepared: [[Bounded<Double>]]?) -> TensorInputs {
      TensorInputs(trajectory: trajectory, prepared: prepared, isExcluded: reference.excludes(trajectory.name))
    }
    guard reference.preparesGradients else { return testCase.tensors.map { inputs($0, nil) } }
    var prepared: [[[Bounded<Double>]]] = testCase.tensors.map { _ in [] }
    for k in 0..<testCase.steps {
      let present = testCase.tensors.indices.filter { testCase.tensors[$0].isPresent(k) }
      var gradients = present.map { i in
        Gradient(
          shape: testCase.tensors[i].shape, values: testCase.tensors[i].gradient(k).map { Bounded<Double>(value: $0, bound: 0) })
      }
      reference.prepare(&gradients, arithmetic)
      for i in prepared.indices { prepared[i].append([]) }
      for (i, gradient) in zip(present, gradients) { prepared[i][k] = gradient.values }
    }
    return zip(testCase.tensors, prepared).map(inputs)
  }

  /// Sets the gradients of step k, from 0, and what else an element is told.
  package func give(_ k: Int, to elements: inout [EnclosedElement]) {
    if let prepared, trajectory.isPresent(k) {
      for i in elements.indices { elements[i].g = prepared[k][i] }
    } else {
      for (i, g) in trajectory.gradient(k).enumerated() { elements[i].g = Bounded(value: g, bound: 0) }
    }
    if isExcluded {
      for i in elements.indices { elements[i].isExcluded = true }
    }
    guard let rows = trajectory.rows(k) else { return }
    let length = trajectory.count / trajectory.rowCount
    for (row, isTouched) in rows.enumerated() {
      for i in row * length..<(row + 1) * length { elements[i].isTouched = isTouched }
    }
  }
}
