/// After a failure: which other convention the candidate follows. "matches torch.optim.RAdam" is worth more than any number.
struct ConventionSearch {
  /// The implementations to try, in order.
  let implementations: [Implementation]

  /// The first implementation and hyperparameters that `passes` accepts, as a person says it; nil where none does.
  func firstFit(for testCase: Case, of implementation: Implementation, passes: (ErasedReference) -> Bool) -> String? {
    guard let given = implementation.dialect?.read(testCase.hyperparameters) else { return nil }
    var tried: Set<String> = []
    for hyperparameters in given.neighbours {
      for other in implementations {
        guard let json = other.dialect?.write(hyperparameters), tried.insert(other.name + json).inserted else { continue }
        guard let reference = try? other.reference(json), passes(reference) else { continue }
        return "\(other.name) \(json)"
      }
    }
    return nil
  }
}
