/// The cases that are made and not recorded: every sample of an implementation's hyperparameters in every regime.
public enum GeneratedCases {
  /// Steps of a case: past the first rectified step of every β2 in the samples.
  static let steps = 24
  /// Elements of a case: four vectors and three more.
  static let count = 67
  /// Changing it changes every case.
  static let seed: UInt64 = 1

  /// The cases of `implementation`, named `generated/NAME/SAMPLE-REGIME`.
  public static func cases(of implementation: Implementation) -> [Case] {
    cases(of: implementation, hyperparameters: implementation.samples)
  }

  /// The cases of `implementation` with hyperparameters of your own, JSON objects in its own names.
  public static func cases(of implementation: Implementation, hyperparameters: [String]) -> [Case] {
    hyperparameters.enumerated().flatMap { sample, hyperparameters in
      Regime.allCases.enumerated().map { r, regime in
        let stream = UInt64(sample * Regime.allCases.count + r)
        let random = CounterGenerator(seed: seed, stream: 2 * stream)
        let start = CounterGenerator(seed: seed, stream: 2 * stream + 1)
        let name = "generated/\(implementation.name)/\(sample)-\(regime.rawValue)"
        return Case(
          name: name, implementation: implementation.name, hyperparameters: hyperparameters, steps: steps,
          tensors: [
            Trajectory(
              name: "w", initial: regime.initial(start, count: count),
              gradients: regime.gradients(random, steps: steps, count: count))
          ], rerun: "swift run -c release verify --case \(name)")
      }
    }
  }
}
