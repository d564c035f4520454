import KernelVerification

/// Leaves out steps, parameters and elements.
struct FewerParts {
  /// The case from a step on, from the candidate's own state; nil where there is no candidate, or it breaks before.
  let restart: (_ testCase: Case, _ step: Int, _ tensor: String?) -> Case?

  /// To the step that fails, where that can be.
  func steps(_ attempts: inout Attempts) {
    shorten(&attempts)
    let steps = attempts.parts.steps
    guard steps > 1 else { return }
    // One step in lock step; a free run needs those before it that leave what it shows.
    for kept in Self.windows(below: steps) {
      let whole = attempts.parts
      if let later = restart(whole.testCase, steps - kept + 1, attempts.place?.tensor), attempts.take(CaseParts(later)) { break }
      // Without a candidate, or where its state hides what it is about: from where the case starts.
      let last = attempts.take { parts in
        for _ in 0..<parts.steps - kept { parts = parts.without(step: 0) }
      }
      if last { break }
    }
    var step = attempts.parts.steps - 2
    while step >= 0 && attempts.isOpen {
      _ = attempts.take(attempts.parts.without(step: step))
      step -= 1
    }
  }

  /// Leaves out what follows the step that fails.
  private func shorten(_ attempts: inout Attempts) {
    if let step = attempts.place?.step, step < attempts.parts.steps, attempts.take(attempts.parts.first(step)) { return }
    guard attempts.place == nil else { return }
    // A prefix of a prefix that passes passes too.
    var passes = 0
    while attempts.parts.steps - passes > 1 && attempts.isOpen {
      let middle = (passes + attempts.parts.steps) / 2
      if !attempts.take(attempts.parts.first(middle)) { passes = middle }
    }
  }

  /// How many of the last steps to keep: each number first, and then fewer of them.
  private static func windows(below steps: Int) -> [Int] { [1, 2, 3, 4, 6, 8, 12, 16, 32, 64, 256, 1024].filter { $0 < steps } }

  /// To the parameter that fails.
  func tensors(_ attempts: inout Attempts) {
    guard attempts.parts.tensors.count > 1 else { return }
    if let name = attempts.place?.tensor, let tensor = attempts.parts.tensors.firstIndex(where: { $0.name == name }),
      attempts.take(attempts.parts.only(tensor))
    {
      return
    }
    var tensor = attempts.parts.tensors.count - 1
    while tensor >= 0 && attempts.parts.tensors.count > 1 {
      _ = attempts.take { $0.tensors.remove(at: tensor) }
      tensor -= 1
    }
  }
}
