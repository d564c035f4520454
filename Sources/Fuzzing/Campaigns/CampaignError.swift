/// Why there is no such campaign.
public enum CampaignError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no implementation to make cases of.
  case noImplementations
  /// A number of cases that no plan has.
  case cases(Int)

  public var description: String {
    switch self {
    case .noImplementations: "implementations is empty; allowed: one or more"
    case .cases(let count): "cases is \(count); allowed: 1 to \(Campaign.mostCases), or none given"
    }
  }
}
