/// After a failure: which other convention the candidate follows. "matches torch.optim.RAdam" is worth more than any number.
struct ConventionSearch {
  /// The implementations to try, in order.
  let implementations: [Implementation]

  /// The first implementation and hyperparameters that fit, as a person says it; nil where none does.
  ///
  /// - Parameters:
  ///   - probe: a small part of the case that also failed; nil for none. Only a convention that explains it is tried on the whole.
  ///   - passes: whether a case passes by a reference.
  func firstFit(
    for testCase: Case, of implementation: Implementation, probe: Case? = nil, passes: (ErasedReference, Case) -> Bool
  ) -> String? {
    // What is done to whole tensors does not show in one element.
    let isWhole = (try? implementation.reference(testCase.hyperparameters))?.preparesGradients ?? false
    let probe = isWhole ? nil : probe
    guard let given = implementation.dialect?.read(testCase.hyperparameters) else { return nil }
    var tried: Set<String> = []
    for hyperparameters in given.neighbours {
      for other in implementations {
        guard let json = other.dialect?.write(hyperparameters), tried.insert(other.name + json).inserted else { continue }
        guard let reference = try? other.reference(json) else { continue }
        guard probe.map({ passes(reference, $0) }) ?? true, passes(reference, testCase) else { continue }
        return "\(other.name) \(json)"
      }
    }
    return nil
  }
}

extension Case {
  /// The same case with one element only.
  func only(_ element: Int, of tensor: String) -> Case {
    with(tensors: tensors.filter { $0.name == tensor }.map { $0.only(element) })
  }
}

extension Trajectory {
  /// The same trajectory of one element only.
  fileprivate func only(_ element: Int) -> Trajectory {
    func steps(_ values: [Double]) -> [Double] { stride(from: element, to: values.count, by: count).map { values[$0] } }
    return Trajectory(
      name: name, initial: [initial[element]], initialSlots: initialSlots.mapValues { [$0[element]] }, gradients: steps(gradients),
      present: present,
      rows: rows.map { rows in stride(from: element / (count / rowCount), to: rows.count, by: rowCount).map { rows[$0] } },
      parameters: parameters.map(steps), slots: slots.mapValues(steps))
  }
}
