import KernelVerification
import OptimizerReference

extension Trajectory {
  /// The same elements in another order, or some of them, as a vector.
  func taking(_ elements: [Int]) -> Trajectory {
    Trajectory(
      name: name, initial: elements.map { initial[$0] }, initialSlots: initialSlots.mapValues { values in elements.map { values[$0] } },
      gradients: stride(from: 0, to: gradients.count, by: max(count, 1)).flatMap { start in elements.map { gradients[start + $0] } },
      present: present)
  }

  /// The same with other numbers.
  func mapped(
    parameter: (Double) -> Double = { $0 }, gradient: (Double) -> Double = { $0 }, slot: (Slot, Double) -> Double = { $1 }
  ) -> Trajectory {
    var slots = initialSlots
    for (name, values) in initialSlots { slots[name] = values.map { slot(name, $0) } }
    return Trajectory(
      name: name, shape: shape, initial: initial.map(parameter), initialSlots: slots, gradients: gradients.map(gradient), present: present,
      rows: rows)
  }
}

extension Case {
  /// The steps from `first` to before `end`, from 0, of other tensors.
  ///
  /// - Parameter stepsBefore: what was counted until then.
  func steps(_ range: Range<Int>, stepsBefore: Int, _ tensors: [Trajectory]) -> Case {
    Case(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: range.count, stepsBefore: stepsBefore,
      tensors: tensors.map { $0.steps(range) }, rerun: rerun)
  }
}

extension Trajectory {
  fileprivate func steps(_ range: Range<Int>) -> Trajectory {
    func some<T>(_ values: [T], _ length: Int) -> [T] { Array(values[range.lowerBound * length..<range.upperBound * length]) }
    return Trajectory(
      name: name, shape: shape, initial: initial, initialSlots: initialSlots, gradients: some(gradients, count),
      present: present.map { some($0, 1) }, rows: rows.map { some($0, shape[0]) })
  }
}
