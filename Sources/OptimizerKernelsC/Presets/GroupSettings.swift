internal import OptimizerKernels

/// What a group has beside its rule, as JSON with the names of ``ParameterGroup``. Every key may be left out.
struct GroupSettings: Decodable {
  private(set) var name: String?
  private(set) var schedule: LearningRateSchedule?
  private(set) var weightDecaySchedule: LearningRateSchedule?
  private(set) var withoutDecay: [String]?
  private(set) var centralization: Centralization?
  private(set) var lookahead: LookaheadConfiguration?

  private static let keys = ["name", "schedule", "weightDecaySchedule", "withoutDecay", "centralization", "lookahead"]

  private init() {}

  /// - Parameter json: nil for none.
  static func read(_ json: String?) throws -> GroupSettings {
    guard let json else { return GroupSettings() }
    let keys = try JSON.keys(json, "group")
    if let stranger = keys.filter({ !Self.keys.contains($0) }).min() {
      throw CallError(.invalidConfiguration, "group: there is no key \(stranger); allowed: \(Self.keys.joined(separator: ", "))")
    }
    return try JSON.decode(GroupSettings.self, json, "group")
  }

  /// The group of a preset.
  func group(_ preset: Preset) throws -> ParameterGroup {
    var settings = self
    settings.centralization = centralization ?? preset.centralization
    settings.withoutDecay = withoutDecay ?? preset.withoutDecay
    return try settings.group(preset.rule.configuration)
  }

  /// The group of a rule.
  func group(_ configuration: RuleConfiguration) throws -> ParameterGroup {
    do {
      return try ParameterGroup(
        name: name ?? configuration.title,
        configuration: configuration.with(schedule: schedule, weightDecaySchedule: weightDecaySchedule, lookahead: lookahead),
        withoutDecay: withoutDecay ?? [], centralization: centralization ?? .none)
    } catch {
      throw CallError(.invalidConfiguration, "group: \(error.description)")
    }
  }
}
