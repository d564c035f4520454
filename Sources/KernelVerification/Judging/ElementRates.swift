import Foundation
import OptimizerReference

extension Implementation {
  /// Its transcription for a case: where elements have learning rates of their own, with one for each rate.
  func reference(of testCase: Case) throws(InvalidHyperparameter) -> ErasedReference {
    var whole = try reference(testCase.hyperparameters)
    for rate in testCase.tensors.compactMap(\.learningRates).joined() where whole.byRate[rate] == nil {
      whole.byRate[rate] = try reference(testCase.hyperparameters, learningRate: rate)
    }
    return whole
  }

  /// Its transcription with another learning rate.
  ///
  /// - Throws: ``InvalidHyperparameter`` for a rate that it does not take, and where it takes none for each element.
  func reference(_ hyperparameters: String, learningRate: Double) throws(InvalidHyperparameter) -> ErasedReference {
    guard let rateKey, var members = ExactJSON.object(hyperparameters) else {
      throw InvalidHyperparameter(name: "learning_rate", found: "a number for each element", allowed: "one number: \(name) takes no tensor")
    }
    members[rateKey] = learningRate
    guard let data = try? JSONSerialization.data(withJSONObject: members, options: [.sortedKeys]) else {
      throw InvalidHyperparameter(name: rateKey, found: "\(learningRate)", allowed: "finite")
    }
    return try reference(String(decoding: data, as: UTF8.self))
  }
}

extension ErasedReference {
  /// The same for a tensor: where its elements have learning rates, each steps with its own, unless the reference was made without.
  func forElements(of trajectory: Trajectory) -> ErasedReference {
    guard let rates = trajectory.learningRates, rates.allSatisfy({ byRate[$0] != nil }) else { return self }
    var (positions, parts): ([Double: Int], [(reference: ErasedReference, elements: [Int])]) = ([:], [])
    for (i, rate) in rates.enumerated() {
      if let position = positions[rate] {
        parts[position].elements.append(i)
      } else if let reference = byRate[rate] {
        positions[rate] = parts.count
        parts.append((flushesSubnormals ? reference.flushingSubnormals() : reference, [i]))
      }
    }
    var copy = self
    copy.parts = parts
    return copy
  }
}

extension ErasedReference.Step {
  /// The same step of several references, each of elements of its own.
  init(_ parts: [(step: ErasedReference.Step, elements: [Int])]) {
    var owners: [Int: Int] = [:]
    for (position, part) in parts.enumerated() { for i in part.elements { owners[i] = position } }
    self.init(branch: parts.first?.step.branch) { before, after in
      for part in parts {
        let own = part.elements.map { before[$0] }
        var stepped = own
        part.step.advance(own, &stepped)
        for (i, x) in zip(part.elements, stepped) { after[i] = x }
      }
    }
    ownCloseStep = { i in owners[i].flatMap { parts[$0].step.closely } }
  }

  /// The step of one element, to be looked at more closely; nil where no optimizer takes it.
  func closely(at i: Int) -> CloseStep? { ownCloseStep.map { $0(i) } ?? closely }

  /// What each observable of an element may be; nil where no optimizer takes the step.
  func admitted(slots: [Slot]) -> ((_ element: Int, _ before: EnclosedElement) -> [[Bounded<Double>]])? {
    if let ownCloseStep { return { i, before in ownCloseStep(i)?.admitted(slots: slots)(before) ?? [] } }
    guard let admitted = closely?.admitted(slots: slots) else { return nil }
    return { _, before in admitted(before) }
  }
}
