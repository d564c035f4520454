import OptimizerReference

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
    // Nobody else takes a learning rate for each element.
    guard testCase.tensors.allSatisfy({ $0.learningRates == nil }) else { return nil }
    func fits(_ reference: ErasedReference) -> Bool { (probe.map { passes(reference, $0) } ?? true) && passes(reference, testCase) }

    let own = implementation.convention?(testCase.hyperparameters)
    var tried: Set<String> = []
    // Of many implementations that are one point of the common formula one is enough; what failed is not tried again.
    var points = Set([own?.simplified].compactMap { $0 })
    for hyperparameters in implementation.dialect?.read(testCase.hyperparameters)?.neighbours ?? [] {
      for other in implementations {
        guard let json = other.dialect?.write(hyperparameters), tried.insert(other.name + json).inserted else { continue }
        let convention = other.convention?(json)
        if let convention, !points.insert(convention.simplified).inserted { continue }
        guard let reference = try? other.reference(json), fits(reference) else { continue }
        let difference = Self.difference(of: own, from: convention, fits)
        return (["\(other.name) \(json)"] + difference).joined(separator: "; ")
      }
    }
    guard let own, let variation = own.variations.first(where: { fits($0.convention.reference) }) else { return nil }
    return "\(implementation.name) but for \(own.words(variation.axis, against: variation.convention))"
  }

  /// The choices on which a candidate is not what it should be, and is as `fit` is: one alone where that explains it.
  private static func difference(of own: Convention?, from fit: Convention?, _ fits: (ErasedReference) -> Bool) -> [String] {
    guard let own, let fit else { return [] }
    let axes = own.axes(differingFrom: fit)
    let single = axes.count == 1 ? nil : axes.first { fits(own.taking($0, of: fit).reference) }
    return (single.map { [$0] } ?? axes).map { own.words($0, against: fit) }
  }
}

extension Convention {
  /// The formula at this point, ready to be run.
  var reference: ErasedReference { ErasedReference(self) }

  /// What `other` does instead, in words: threshold: ρt > 4 instead of ρt > 5.
  fileprivate func words(_ axis: Axis, against other: Convention) -> String {
    let words = words(axis, beside: other)
    return "\(axis.rawValue): \(words[1]) instead of \(words[0])"
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
