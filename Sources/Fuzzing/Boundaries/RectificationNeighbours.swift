import OptimizerReference

/// The β2 around the one at which ρt meets a threshold, ±16 ulp of a format, by the side of the threshold that they take ρt to.
public struct RectificationNeighbours: Sendable, Equatable {
  /// How many neighbours there are on each side.
  public static let reach = 16

  /// How many of the 2 · 16 + 1 are below the threshold, undecidable in Double, and above. ρt rises with β2, so these are the first, those in
  /// the middle and the last.
  public let below, undecidable, above: Int

  /// The neighbours of `root` among the numbers of `Format`.
  ///
  /// - Parameter near: what was found for another root, with which the search starts.
  init<Format: BoundaryFormat>(of root: Double, in format: Format.Type, threshold: Double, t: Int, near: RectificationNeighbours? = nil) {
    let reach = Self.reach
    let center = Format(root)
    func side(_ index: Int) -> Decision {
      RectificationBoundary.isAbove(threshold, β2: center.neighbour(index), t: t)
    }
    // The exact sides turn at the root, in the middle.
    let (guessBelow, guessAbove) = (near?.below ?? reach, near.map { $0.below + $0.undecidable } ?? reach + 1)
    let notBelow = firstIndex(in: -reach...reach, near: guessBelow - reach) { side($0) != .no } ?? reach + 1
    let above = firstIndex(in: -reach...reach, near: guessAbove - reach) { side($0) == .yes } ?? reach + 1
    self.init(below: notBelow + reach, undecidable: above - notBelow, above: reach + 1 - above)
  }

  init(below: Int, undecidable: Int, above: Int) {
    (self.below, self.undecidable, self.above) = (below, undecidable, above)
  }
}

/// A format that a β2 may be given in.
protocol BoundaryFormat {
  init(_ value: Double)
  /// The number so many ulp on, as a Double. Positive numbers only.
  func neighbour(_ ulps: Int) -> Double
}

extension Float: BoundaryFormat {
  func neighbour(_ ulps: Int) -> Double { Double(Float(bitPattern: UInt32(Int(bitPattern) + ulps))) }
}

extension Double: BoundaryFormat {
  func neighbour(_ ulps: Int) -> Double { Double(bitPattern: UInt64(Int(bitPattern) + ulps)) }
}
