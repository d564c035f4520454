import OptimizerReference

/// The cases that are made and not recorded: every sample of an implementation's hyperparameters in every regime.
public enum GeneratedCases {
  /// Steps of a case: past the first rectified step of every β2 in the samples.
  static let steps = 24
  /// Elements of a case: four vectors and three more.
  static let count = 67

  /// The cases of `implementation`, named `generated/NAME/SAMPLE-REGIME`; in later rounds `generated/NAME/SAMPLE-REGIME/ROUND`.
  ///
  /// - Parameter round: from 1. Each later one has other gradients and hyperparameters, and special values in one element of eight.
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
      // With β1 = 0 the residual g − m is 0: without an ε nothing is left to divide by.
      if averagesResidual && common.beta1 == 0 && common.epsilon == 0 { common.epsilon = 1e-8 }
      let drawn = dialect.write(common)
      return (try? implementation.reference(drawn)) == nil ? json : drawn
    }
  }

  /// The cases of `implementation` with hyperparameters of your own, JSON objects in its own names.
  public static func cases(of implementation: Implementation, hyperparameters: [String], round: Int = 1) -> [Case] {
    // Hyperparameters of somebody's own may keep a step on one side for long.
    let isSample = round == 1 && hyperparameters == implementation.samples
    return hyperparameters.enumerated().flatMap { sample, hyperparameters in
      let reference = try? implementation.reference(hyperparameters)
      let slots = reference?.slots ?? []
      return Regime.all(takesRows: reference?.takesRows ?? false).map { regime in
        let stream = regime.stream(sample)
        let random = CounterGenerator(seed: UInt64(round), stream: 2 * stream)
        let start = CounterGenerator(seed: UInt64(round), stream: 2 * stream + 1)
        let name = "generated/\(implementation.name)/\(sample)-\(regime.rawValue)" + (round == 1 ? "" : "/\(round)")
        func trajectory(
          _ name: String, _ count: Int, _ random: CounterGenerator, _ start: CounterGenerator, axes: [Int]? = nil
        ) -> Trajectory {
          let shape = axes ?? (regime == .rows ? [count / 5, 5] : [count])
          let states = slots.compactMap { slot in regime.initialSlot(slot, start, count: count).map { (slot, $0) } }
          let rows = regime.rows(random, steps: steps, rows: shape[0])
          // One NaN in a norm is NaN in every gradient, and nothing is left to compare.
          let kind = regime == .special && reference?.preparesGradients == true ? .normal : regime
          var gradients = kind.gradients(random, steps: steps, count: count)
          if let rows {
            for i in gradients.indices where !rows[i / 5] { gradients[i] = 0 }
          }
          let w = Trajectory(
            name: name, shape: shape, initial: regime.initial(start, count: count), initialSlots: Dictionary(uniqueKeysWithValues: states),
            gradients: gradients, rows: rows)
          return round == 1 ? w : SpecialValues.planted(in: w, CounterGenerator(seed: UInt64(round), stream: .max - 1 - stream))
        }
        var tensors = [trajectory("w", regime == .rows ? 65 : count, random, start)]
        // What is done to all gradients together shows only where there are more, and what is done along an axis where there are two, or four.
        if reference?.preparesGradients == true {
          for (i, axes) in [[1, 5], [1, 5, 1, 1]].enumerated() {
            let seed = UInt64(round) + UInt64(i + 1) << 32
            tensors.append(
              trajectory(
                ["x", "y"][i], 5, CounterGenerator(seed: seed, stream: 2 * stream), CounterGenerator(seed: seed, stream: 2 * stream + 1),
                axes: axes))
          }
        }
        return Case(
          name: name, implementation: implementation.name, hyperparameters: hyperparameters, steps: steps,
          stepsBefore: regime.stepsBefore(sample),
          tensors: tensors,
          // Not of a sample that leaves out what branches.
          requiredBranches: isSample && regime == .normal && reference?.hasBranches != false ? implementation.branches : [],
          rerun: "swift run -c release verify --case \(name)" + (round == 1 ? "" : " --rounds \(round)"))
      }
    }
  }
}
