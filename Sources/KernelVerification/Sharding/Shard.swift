/// One part of n of a plan that all parts compute alike: of its units, counted from 0, those whose index leaves k when divided by n.
public struct Shard: Sendable, Hashable {
  /// How many shards a plan may be split into.
  public static let counts = 1...1_000_000

  /// Which shard it is: k, from 0.
  public let index: Int
  /// Of how many: n, at least 1.
  public let count: Int

  /// The whole plan.
  public static let whole = Shard(unchecked: 0, of: 1)

  /// Shard k of n.
  ///
  /// - Throws: ``ShardError`` where n is not in ``counts`` or k not in 0..<n.
  public init(_ index: Int, of count: Int) throws(ShardError) {
    guard Self.counts.contains(count), 0..<count ~= index else {
      throw ShardError("shard \(index)/\(count) is not one; \(Self.allowed)")
    }
    self.init(unchecked: index, of: count)
  }

  /// The shard written `k/n`, as `--shard` takes it.
  ///
  /// - Throws: ``ShardError``, with what was found and what is allowed.
  public init(_ text: String) throws(ShardError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(Self.number)
    guard parts.count == 2, let index = parts[0], let count = parts[1], Self.counts.contains(count), index < count else {
      throw ShardError("\"\(printable(text))\" is no shard; \(Self.allowed)")
    }
    self.init(unchecked: index, of: count)
  }

  private init(unchecked index: Int, of count: Int) { (self.index, self.count) = (index, count) }

  /// Whether it takes this unit of the plan.
  public func takes(_ unit: Int) -> Bool { unit % count == index }

  /// The units that it takes of a plan of `units`, in order.
  public func units(of units: Int) -> StrideTo<Int> { stride(from: index, to: units, by: count) }

  /// Whether there is no other.
  public var isWhole: Bool { count == 1 }

  static let allowed = "allowed: k/n with n from 1 to \(counts.upperBound) and k from 0 to n - 1"

  /// Digits only: a sign or a space is a slip in somebody's script.
  static func number(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}

extension Shard: CustomStringConvertible {
  /// As ``init(_:)`` takes it: `3/16`.
  public var description: String { "\(index)/\(count)" }
}

extension Shard: Codable {
  public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What names no shard: a usage error.
public struct ShardError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The whole sentence: the parameter, what was found, what is allowed.
  public let description: String

  init(_ description: String) { self.description = description }
}
