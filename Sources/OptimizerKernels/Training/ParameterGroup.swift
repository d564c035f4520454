/// Parameters that step by one rule, with one learning rate and one weight decay.
///
/// ```swift
/// ParameterGroup(try AdamW.torch(lr: 1e-2, weightDecay: 0.1), schedule: .warmup(steps: 100), withoutDecay: ["*bias", "*norm*"])
/// ```
public struct ParameterGroup: Codable, Hashable, Sendable {
  /// What messages call the group.
  public let name: String
  /// The rule, with the group's learning rate, decay and schedules.
  public internal(set) var configuration: RuleConfiguration
  /// The names of its parameters; nil for all that no other group names.
  public let parameters: [String]?
  /// Globs: a parameter whose whole name one of them matches does not decay. `*` stands for any characters, also none, `?` for one.
  public let withoutDecay: [String]
  /// Which gradients are centralised, after they are clipped.
  public let centralization: Centralization
  /// What a file of another library had of the group that is nothing of its rule, such as the keys of a scheduler: a JSON object, as text; nil for
  /// nothing. No step reads it. Checkpoints keep it, and ``Optimizer/exportTorch(to:survivingPowerLoss:)`` writes it back.
  public internal(set) var setAside: String?

  /// - Parameters:
  ///   - name: what messages call it; the rule's name where nil.
  ///   - rule: what its parameters step by.
  ///   - parameters: their names; nil for all that no other group names.
  ///   - learningRate: takes the place of the rule's.
  ///   - weightDecay: takes the place of the rule's, in the form that the rule has for it.
  ///   - schedule: what the learning rate goes through, after the rule's own schedules.
  ///   - weightDecaySchedule: the same for the weight decay.
  ///   - maximize: takes the place of the rule's choice to ascend.
  ///   - withoutDecay: globs, which must match the whole name of a parameter: `*bias*` is "bias" anywhere. At most 512 characters in all.
  ///   - centralization: ``Centralization/matrices`` is Ranger's.
  /// - Throws: ``HyperparameterError`` for numbers out of range and for an empty pattern, and for patterns that are too long.
  public init(
    _ rule: some TrainingRule, name: String? = nil, parameters: [String]? = nil, learningRate: Double? = nil, weightDecay: Double? = nil,
    schedule: LearningRateSchedule? = nil, weightDecaySchedule: LearningRateSchedule? = nil, maximize: Bool? = nil,
    withoutDecay: [String] = [], centralization: Centralization = .none
  ) throws(HyperparameterError) {
    var configuration = rule.configuration
    if let learningRate {
      configuration.formula.learningRate = learningRate
      configuration.formula.firstLearningRate = nil
    }
    if let weightDecay { configuration.formula.weightDecay = weightDecay }
    if let schedule { configuration.formula.schedule.append(schedule) }
    if let weightDecaySchedule { configuration.formula.weightDecaySchedule.append(weightDecaySchedule) }
    if let maximize { configuration.formula.maximize = maximize }
    try self.init(
      name: name ?? configuration.title, configuration: configuration, parameters: parameters, withoutDecay: withoutDecay,
      centralization: centralization)
  }

  /// A group of a configuration, as JSON and checkpoints hold it.
  ///
  /// - Throws: ``HyperparameterError`` for numbers out of range and for an empty pattern, and for patterns that are too long.
  public init(
    name: String, configuration: RuleConfiguration, parameters: [String]? = nil, withoutDecay: [String] = [],
    centralization: Centralization = .none
  ) throws(HyperparameterError) {
    _ = try configuration.formula.validated()
    _ = try NamePatterns(withoutDecay, key: "withoutDecay")
    self.name = name
    self.configuration = configuration
    self.parameters = parameters
    self.withoutDecay = withoutDecay
    self.centralization = centralization
  }

  private enum CodingKeys: String, CodingKey {
    case name, configuration, parameters, withoutDecay, centralization, setAside
  }

  /// What regular expressions stand under.
  private enum EarlierKeys: String, CodingKey {
    case excludedFromDecay
  }

  /// Decodes and validates. Every key is required, except `parameters` and `setAside`.
  ///
  /// Where there is `excludedFromDecay` in the place of `withoutDecay`, its regular expressions become globs if they are words.
  ///
  /// - Throws: ``HyperparameterError``, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let earlier = try decoder.container(keyedBy: EarlierKeys.self)
    let withoutDecay =
      if !values.contains(.withoutDecay), earlier.contains(.excludedFromDecay) {
        try NamePatterns.globs(ofExpressions: earlier.decode([String].self, forKey: .excludedFromDecay))
      } else {
        try values.decode([String].self, forKey: .withoutDecay)
      }
    try self.init(
      name: values.decode(String.self, forKey: .name),
      configuration: values.decode(RuleConfiguration.self, forKey: .configuration),
      parameters: values.decodeIfPresent([String].self, forKey: .parameters),
      withoutDecay: withoutDecay,
      centralization: values.decode(Centralization.self, forKey: .centralization))
    setAside = try values.decodeIfPresent(String.self, forKey: .setAside)
    _ = try foreignMembers
  }
}

/// Which gradients have the mean of each row of their first axis taken from them; see ``GradientCentralization``.
public enum Centralization: String, Codable, CaseIterable, Hashable, Sendable {
  /// None.
  case none
  /// Those of tensors with more than one axis.
  case matrices
  /// Those of tensors with more than three axes.
  case convolutions

  func applies(to shape: [Int]) -> Bool {
    switch self {
    case .none: false
    case .matrices: shape.count > 1
    case .convolutions: shape.count > 3
    }
  }
}
