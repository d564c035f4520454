public import KernelVerification

/// How many cases reached each edge.
public struct EdgeCounts: Sendable, Equatable {
  /// Fewer cases than this, in a run of a million, is too few.
  public static let enough = 10

  /// The counts, in the order of `Edge.allCases`.
  public private(set) var counts: [Int]

  public init() { counts = Array(repeating: 0, count: Edge.allCases.count) }

  /// Counts a case that has these edges.
  public mutating func note(_ edges: EdgeSet) {
    edges.forEachIndex { counts[$0] += 1 }
  }

  /// Counts a case.
  public mutating func note(_ testCase: Case, _ noticer: EdgeNoticer) { note(noticer.edges(of: testCase)) }

  /// Adds what another part of the run counted.
  public mutating func add(_ other: EdgeCounts) {
    for i in counts.indices { counts[i] += other.counts[i] }
  }

  /// The cases that reached the edge.
  public subscript(edge: Edge) -> Int { counts[edge.index] }

  /// The edges that too few cases reached.
  public var unreached: [Edge] { Edge.allCases.filter { self[$0] < Self.enough } }
}
