extension Report {
  /// Adds what a full run must have shown and did not: a case for each implementation, recordings where the registry says that
  /// they are the evidence, each declared finding, each kernel judged for bias.
  public mutating func audit(_ implementations: [Implementation]) {
    for implementation in implementations {
      let own = results.filter { $0.implementation == implementation.name }
      if own.isEmpty { addShortfall("\(implementation.name) has no case") }
      if implementation.evidence == .recordings && !own.contains(where: \.isRecorded) {
        addShortfall("\(implementation.name) is known by recordings, and none was found")
      }
      if implementation.kernel != nil && implementation.dialect == nil {
        addShortfall("\(implementation.name) has a kernel and no dialect to draw hyperparameters with: its bias cannot be judged")
      } else if implementation.kernel != nil && !bias.contains(where: { $0.implementation == implementation.name }) {
        addShortfall("the kernel of \(implementation.name) was not judged for bias")
      }
      for finding in implementation.findings where !own.contains(where: { $0.verdict == .finding && $0.reason == finding.reason }) {
        addShortfall("no recording shows the declared finding of \(implementation.name): \(finding.reason)")
      }
    }
  }
}
