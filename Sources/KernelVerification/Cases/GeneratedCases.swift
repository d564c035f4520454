import OptimizerReference

/// The cases that are made and not recorded: every sample of an implementation's hyperparameters in every regime.
public enum GeneratedCases {
  /// Steps of a case: past the first rectified step of every β2 in the samples.
  static let steps = 24
  /// Elements of a case: four vectors and three more.
  static let count = 67

  /// The cases of `implementation`, named `generated/NAME/SAMPLE-REGIME`; in later rounds `generated/NAME/SAMPLE-REGIME/ROUND`.
  ///
  /// - Parameters:
  ///   - implementation: whose hyperparameters are drawn.
  ///   - round: from 1; less counts as 1. Each later one has other gradients and hyperparameters, and special values in one element of eight.
  public static func cases(of implementation: Implementation, round: Int = 1) -> [Case] {
    cases(of: implementation, hyperparameters: hyperparameters(of: implementation, round: round), round: round)
  }

  /// The samples; in later rounds as many that are drawn, where the implementation takes what was drawn.
  private static func hyperparameters(of implementation: Implementation, round: Int) -> [String] {
    guard round > 1, let dialect = implementation.dialect else { return implementation.samples }
    let random = CounterGenerator(seed: UInt64(round), stream: .max)
    return implementation.samples.enumerated().map { sample, json in
      var common = DrawnHyperparameters.draw(random, sample)
      let averagesResidual = (try? implementation.reference(json))?.slots.contains(.s) ?? false
      // A residual g − m may vanish: without an ε nothing is left to divide by.
      if averagesResidual && common.epsilon == 0 { common.epsilon = 1e-8 }
      let drawn = dialect.write(common)
      return (try? implementation.reference(drawn)) == nil ? json : drawn
    }
  }

  /// The parameters beside the first. What is done to all gradients together shows only where there are two, and what is done to each by
  /// its axes only in a matrix and in a kernel of a convolution.
  private static func further(_ regime: Regime) -> [(name: String, shape: [Int])] {
    regime == .rows ? [("x", [1, 5])] : [("x", [2, 3]), ("y", [2, 1, 3, 1])]
  }

  /// The cases of `implementation` with hyperparameters of your own, JSON objects in its own names.
  public static func cases(of implementation: Implementation, hyperparameters: [String], round: Int = 1) -> [Case] {
    let round = max(1, round)
    // Hyperparameters of somebody's own may keep a step on one side for long.
    let isSample = round == 1 && hyperparameters == implementation.samples
    // Without an option that does something to all gradients it shows that nothing is done.
    let hasFurther = (implementation.samples + hyperparameters).contains { (try? implementation.reference($0))?.preparesGradients == true }
    return hyperparameters.enumerated().flatMap { sample, hyperparameters in
      let reference = try? implementation.reference(hyperparameters)
      let slots = reference?.slots ?? []
      return Regime.all(takesRows: reference?.takesRows ?? false).map { regime in
        let stream = regime.stream(sample)
        let random = CounterGenerator(seed: UInt64(round), stream: 2 * stream)
        let start = CounterGenerator(seed: UInt64(round), stream: 2 * stream + 1)
        let name = "generated/\(implementation.name)/\(sample)-\(regime.rawValue)" + (round == 1 ? "" : "/\(round)")
        func trajectory(_ name: String, _ shape: [Int], _ random: CounterGenerator, _ start: CounterGenerator) -> Trajectory {
          let count = shape.reduce(1, *)
          let states = slots.compactMap { slot in regime.initialSlot(slot, start, count: count).map { (slot, $0) } }
          let rows = regime.rows(random, steps: steps, rows: shape[0])
          // One NaN in a norm is NaN in every gradient, and nothing is left to compare.
          let prepares = reference?.preparesGradients == true
          let kind = regime == .special && prepares ? .normal : regime
          var gradients = kind.gradients(random, steps: steps, count: count)
          if let rows {
            for i in gradients.indices where !rows[i / 5] { gradients[i] = 0 }
          }
          let w = Trajectory(
            name: name, shape: shape, initial: regime.initial(start, count: count), initialSlots: Dictionary(uniqueKeysWithValues: states),
            gradients: gradients, rows: rows)
          if round == 1 { return w }
          return SpecialValues.planted(
            in: w, CounterGenerator(seed: UInt64(round), stream: .max - 1 - stream), sparingGradients: prepares)
        }
        var tensors = [trajectory("w", regime == .rows ? [13, 5] : [count], random, start)]
        if hasFurther {
          for (i, more) in further(regime).enumerated() {
            let seed = UInt64(round) + UInt64(i + 1) << 32
            tensors.append(
              trajectory(
                more.name, more.shape, CounterGenerator(seed: seed, stream: 2 * stream),
                CounterGenerator(seed: seed, stream: 2 * stream + 1)))
          }
        }
        return Case(
          checked: name, implementation: implementation.name, hyperparameters: hyperparameters, steps: steps,
          stepsBefore: regime.stepsBefore(sample),
          tensors: tensors,
          // Not of a sample that leaves out what branches.
          requiredBranches: isSample && regime == .normal && reference?.hasBranches != false ? implementation.branches : [],
          rerun: "swift run -c release verify --case \(name)" + (round == 1 ? "" : " --rounds \(round)"))
      }
    }
  }
}
