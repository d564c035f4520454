/// Hyperparameters by their meaning, as far as the optimizers of one family share them.
public struct CommonHyperparameters: Sendable, Hashable {
  public var learningRate: Double
  public var beta1: Double
  public var beta2: Double
  /// 0 where there is none.
  public var epsilon: Double
  public var weightDecay: Double
  /// Whether the decay stays out of the gradient.
  public var isDecoupled: Bool
  public var amsgrad: Bool
  public var maximize: Bool
  /// The learning rate's decay with the inverse of time.
  public var inverseTimeDecay: Double

  public init(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double = 0, isDecoupled: Bool = true,
    amsgrad: Bool = false, maximize: Bool = false, inverseTimeDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.isDecoupled = isDecoupled
    self.amsgrad = amsgrad
    self.maximize = maximize
    self.inverseTimeDecay = inverseTimeDecay
  }

  /// These, and then each with one choice taken the other way: the mistakes that are made with options.
  var neighbours: [CommonHyperparameters] {
    var all = [self]
    func add(_ change: (inout CommonHyperparameters) -> Void) {
      var other = self
      change(&other)
      if other != self { all.append(other) }
    }
    if weightDecay != 0 {
      add { $0.isDecoupled.toggle() }
      add { $0.weightDecay = 0 }
    }
    add { $0.amsgrad.toggle() }
    add { $0.maximize.toggle() }
    add { $0.inverseTimeDecay = 0 }
    return all
  }
}

/// How an implementation writes the common hyperparameters. What it has no word for, it leaves out.
public struct Dialect: Sendable {
  /// Reads its JSON; nil where that is not its JSON.
  public let read: @Sendable (_ json: String) -> CommonHyperparameters?
  /// Writes its JSON.
  public let write: @Sendable (CommonHyperparameters) -> String

  public init(
    read: @escaping @Sendable (_ json: String) -> CommonHyperparameters?, write: @escaping @Sendable (CommonHyperparameters) -> String
  ) {
    self.read = read
    self.write = write
  }
}
