/// What a fuzz campaign runs: all on which its result depends. Shards of equal plans can be joined.
public struct CampaignPlan: Codable, Equatable, Sendable {
  /// The program that ran it.
  public let program: String
  /// The version of the generator.
  public let version: Int
  /// The seed of the generator.
  public let seed: UInt64
  /// How many cases were asked for; nil of a run that ended with its time, which no other can continue.
  public let cases: Int?
  /// The names of the implementations, in the order of the registry.
  public let implementations: [String]
  /// Whatever else the result depends on, by name.
  public let settings: [String: String]
  /// The names of the edges that are counted, in order.
  public let edges: [String]
  /// The names of the properties that are checked, in order.
  public let properties: [String]

  public init(
    program: String = "fuzz", version: Int, seed: UInt64, cases: Int?, implementations: [String], settings: [String: String] = [:],
    edges: [String], properties: [String]
  ) {
    self.program = program
    self.version = version
    self.seed = seed
    self.cases = cases
    self.implementations = implementations
    self.settings = settings
    self.edges = edges
    self.properties = properties
  }

  /// What ``settings`` says of a campaign on kernels that are not this package's.
  package static let ownKernel = ["kernel": "your own"]

  /// Whether the kernels are not this package's: no command of it runs them again.
  var isOfOwnKernel: Bool { settings["kernel"] == Self.ownKernel["kernel"] }

  enum CodingKeys: CodingKey { case program, version, seed, cases, implementations, settings, edges, properties }

  /// `cases` is always there, as null where there is no number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(program, forKey: .program)
    try container.encode(version, forKey: .version)
    try container.encode(seed, forKey: .seed)
    try container.encode(cases, forKey: .cases)
    try container.encode(implementations, forKey: .implementations)
    try container.encode(settings, forKey: .settings)
    try container.encode(edges, forKey: .edges)
    try container.encode(properties, forKey: .properties)
  }
}

/// Where in a campaign something was seen: a case, or a mutation made of it. Places have an order, and the first of equals is kept.
public struct CampaignPlace: Codable, Hashable, Comparable, Sendable {
  /// The index of the case; of a mutation, that of a case of its batch.
  public let index: Int
  /// Which mutation of the batch, from 0; nil of the case itself.
  public let mutation: Int?

  public init(case index: Int, mutation: Int? = nil) { (self.index, self.mutation) = (index, mutation) }

  public static func < (a: CampaignPlace, b: CampaignPlace) -> Bool { (a.index, a.mutation ?? -1) < (b.index, b.mutation ?? -1) }

  /// `case 12`, `case 12, mutation 3`.
  public var name: String { "case \(index)" + (mutation.map { ", mutation \($0)" } ?? "") }

  enum CodingKeys: String, CodingKey {
    case index = "case"
    case mutation
  }
}

/// A largest ratio, and the first place that has it.
public struct WorstPlace: Codable, Equatable, Sendable {
  /// |error| / bound, infinite where a class differs.
  public private(set) var ratio: Double
  public private(set) var place: CampaignPlace

  public init(ratio: Double, place: CampaignPlace) { (self.ratio, self.place) = (ratio, place) }

  /// The worse of two; of equals the first.
  mutating func add(_ other: WorstPlace) {
    if other.ratio > ratio || (other.ratio == ratio && other.place < place) { self = other }
  }

  enum CodingKeys: CodingKey { case ratio, place }

  /// No ratio, or null, is an infinite one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    ratio = try container.decodeIfPresent(Double.self, forKey: .ratio) ?? .infinity
    place = try container.decode(CampaignPlace.self, forKey: .place)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ratio.isFinite ? ratio : nil, forKey: .ratio)
    try container.encode(place, forKey: .place)
  }
}

extension WorstPlace? {
  mutating func add(_ other: WorstPlace?) {
    guard let other else { return }
    if self == nil { self = other } else { self?.add(other) }
  }
}
