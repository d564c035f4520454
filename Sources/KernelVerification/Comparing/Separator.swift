/// Gradients, a start and hyperparameters that tell some conventions apart.
struct Separator: Sendable {
  /// What it is, in a few words that say all.
  let words: String
  /// The hyperparameters to ask for; an implementation takes those that it has.
  let hyperparameters: CommonHyperparameters
  /// The one parameter: its start and its gradients.
  let trajectory: Trajectory

  /// The number of steps: past the first adaptive step of every β2 here.
  static let steps = 24

  /// All of them. Each shows what others hide.
  static let all: [Separator] = [
    Separator("constant gradients: g = 0.1 at every step", common(), [0.1]),
    Separator("a spike at first: g = 1, 0.1, 0.1, 0.1, 0, …; AMSGrad", common { $0.amsgrad = true }, [1, 0.1, 0.1, 0.1], then: 0),
    Separator(
      "a spike in the middle: g = 0.1 seven times, 1, 0.1, …; AMSGrad, β2 = 0.9",
      common {
        $0.amsgrad = true
        $0.beta2 = 0.9
      }, [Double](repeating: 0.1, count: 7) + [1], then: 0.1),
    Separator("tiny gradients: g = 1e-8 at every step, from θ = 0", common { $0.learningRate = 1 }, from: 0, [1e-8]),
    Separator(
      "alternating gradients: g = 1, −1, …, from θ = 0; ε = 1e-3",
      common {
        $0.learningRate = 1
        $0.epsilon = 1e-3
      }, from: 0, [1, -1]),
    Separator(
      "constant gradients with weight decay, coupled where it can be: g = 0.5, λ = 0.1",
      common {
        $0.learningRate = 0.01
        $0.weightDecay = 0.1
        $0.isDecoupled = false
      }, [0.5]),
    Separator(
      "constant gradients with weight decay, decoupled where it can be: g = 0.5, λ = 0.1",
      common {
        $0.learningRate = 0.01
        $0.weightDecay = 0.1
      }, [0.5]),
    Separator("gradients of both signs: g = 0.1, 0.2, −0.1, 0.05, again and again", common(), [0.1, 0.2, -0.1, 0.05]),
    Separator("ordinary gradients", common()),
    Separator("ordinary gradients, β2 = 0.7", common { $0.beta2 = 0.7 }),
    Separator(
      "ordinary gradients, the rate decaying by 0.5 a step",
      common {
        $0.learningRate = 0.1
        $0.inverseTimeDecay = 0.5
      }),
    Separator(
      "ordinary gradients with all options: AMSGrad, ε = 1e-3, λ = 0.1",
      common {
        $0.amsgrad = true
        $0.epsilon = 1e-3
        $0.weightDecay = 0.1
        $0.learningRate = 0.01
      }),
  ]

  /// The usual hyperparameters, and a change to them.
  private static func common(_ change: (inout CommonHyperparameters) -> Void = { _ in }) -> CommonHyperparameters {
    var common = CommonHyperparameters(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    change(&common)
    return common
  }

  /// One element, its gradients these, again and again or then `rest`.
  private init(
    _ words: String, _ hyperparameters: CommonHyperparameters, from θ: Double = 1, _ gradients: [Double], then rest: Double? = nil
  ) {
    let all = (0..<Self.steps).map { k in k < gradients.count ? gradients[k] : rest ?? gradients[k % gradients.count] }
    // As Float holds them: the trajectory is one that both formats can start from.
    self.init(words, hyperparameters, Trajectory(name: "w", initial: [θ], gradients: all.map { Double(Float($0)) }))
  }

  /// Two rows of three elements, of which the last has no gradient at every other step.
  private init(_ words: String, _ hyperparameters: CommonHyperparameters) {
    let random = CounterGenerator(seed: 1, stream: 0)
    let gradients = (0..<Self.steps * 6).map { $0 % 12 == 11 ? 0 : Double(Float(random.normal($0))) }
    self.init(words, hyperparameters, Trajectory(name: "w", shape: [2, 3], initial: [0, 1, -1, 0.5, 2, 1], gradients: gradients))
  }

  private init(_ words: String, _ hyperparameters: CommonHyperparameters, _ trajectory: Trajectory) {
    (self.words, self.hyperparameters, self.trajectory) = (words, hyperparameters, trajectory)
  }
}
