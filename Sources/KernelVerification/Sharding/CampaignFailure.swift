/// A case on which a kernel failed in a campaign.
public struct CampaignFailure: Codable, Equatable, Sendable {
  /// What went wrong.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// A value beyond its bound.
    case mismatch
    /// A property that holds to the bit did not.
    case property
    /// The candidate threw, or wrote where it must not.
    case broken
    /// Two answers to one question.
    case unsteady
    /// Nothing could be compared.
    case vacuous
  }

  public let place: CampaignPlace
  public let implementation: String
  public let kind: Kind
  /// Why, in a sentence.
  public let reason: String
  /// |error| / bound; infinite where a class differs; nil where it is no matter of a bound.
  public let ratio: Double?
  /// The case as one line, as it failed or shrunken; nil where it has none.
  public let line: String?

  public init(_ kind: Kind, at place: CampaignPlace, implementation: String, reason: String, ratio: Double? = nil, line: String? = nil) {
    self.place = place
    self.implementation = implementation
    self.kind = kind
    self.reason = reason
    self.ratio = ratio
    self.line = line
  }

  enum CodingKeys: CodingKey { case name, place, implementation, kind, verdict, reason, worstRatio, isInfinite, line }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    place = try container.decode(CampaignPlace.self, forKey: .place)
    implementation = try container.decode(String.self, forKey: .implementation)
    kind = try container.decode(Kind.self, forKey: .kind)
    reason = try container.decode(String.self, forKey: .reason)
    let isInfinite = try container.decodeIfPresent(Bool.self, forKey: .isInfinite) ?? false
    ratio = isInfinite ? .infinity : try container.decodeIfPresent(Double.self, forKey: .worstRatio)
    line = try container.decodeIfPresent(String.self, forKey: .line)
  }

  /// `name`, `verdict` and `worstRatio` are there as in any report of this package; a ratio that is null and infinite says so.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(place.name, forKey: .name)
    try container.encode(place, forKey: .place)
    try container.encode(implementation, forKey: .implementation)
    try container.encode(kind, forKey: .kind)
    try container.encode((kind == .vacuous ? Verdict.vacuous : .fail).rawValue, forKey: .verdict)
    try container.encode(reason, forKey: .reason)
    try container.encode(ratio.flatMap { $0.isFinite ? $0 : nil }, forKey: .worstRatio)
    if ratio == .infinity { try container.encode(true, forKey: .isInfinite) }
    try container.encodeIfPresent(line, forKey: .line)
  }
}
