/// Some edges.
public struct EdgeSet: Sendable, Equatable {
  private var bits: UInt128 = 0

  /// None.
  public init() {}

  /// These.
  public init(_ edges: [Edge]) {
    for edge in edges { insert(edge) }
  }

  /// Whether the edge is among them.
  public func contains(_ edge: Edge) -> Bool { bits >> UInt128(edge.index) & 1 == 1 }

  mutating func insert(_ edge: Edge) { bits |= 1 << UInt128(edge.index) }

  /// Adds the edge if it was seen.
  mutating func insert(_ edge: Edge, if isSeen: Bool) {
    if isSeen { insert(edge) }
  }

  mutating func formUnion(_ other: EdgeSet) { bits |= other.bits }

  /// Where they stand in `Edge.allCases`.
  func forEachIndex(_ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

extension Edge {
  /// Its place in `Edge.allCases`. By a hash of its words it would take longer than all that notices it.
  var index: Int {
    // An enumeration without payloads, of no more than 256 cases, is one byte: its place. A test holds the two against each other.
    Int(unsafe unsafeBitCast(self, to: UInt8.self))
  }
}
