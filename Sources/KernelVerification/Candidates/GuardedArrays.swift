import OptimizerReference

/// The arrays of a step as a kernel in C takes them. They hold for the time of the call.
@unsafe public struct KernelPointers {
  /// The elements of each array.
  public let count: Int
  /// The gradient. To be left as it is.
  public let gradients: UnsafePointer<Float>
  /// The parameter, before the step and after it.
  public let parameters: UnsafeMutablePointer<Float>
  /// The first moment; nil where none is kept, as of the others.
  public let m: UnsafeMutablePointer<Float>?
  /// The second raw moment.
  public let v: UnsafeMutablePointer<Float>?
  /// AMSGrad's maximum.
  public let vmax: UnsafeMutablePointer<Float>?
  /// AdaBelief's variance.
  public let s: UnsafeMutablePointer<Float>?
  /// The averaged rate of AdaMod and AdaBalance.
  public let stepSize: UnsafeMutablePointer<Float>?
  /// The velocity of SGD with momentum.
  public let momentum: UnsafeMutablePointer<Float>?
  /// AdaGrad's sum.
  public let sum: UnsafeMutablePointer<Float>?
  /// Adamax' maximum of |g|.
  public let u: UnsafeMutablePointer<Float>?
  /// Lookahead's slow weights.
  public let slow: UnsafeMutablePointer<Float>?
}

/// What a kernel did to memory that is not its own.
public struct GuardViolation: Error, Hashable, Sendable, CustomStringConvertible {
  /// The whole sentence.
  public let description: String
}

extension CandidateStep {
  /// Takes the step by a kernel that takes pointers.
  ///
  /// ```swift
  /// ClosureCandidate { x in
  ///   let t = Int32(x.t)
  ///   try unsafe x.withPointers { p in unsafe my_adam(t, p.count, p.parameters, p.gradients, p.m, p.v) }
  /// }
  /// ```
  ///
  /// Each array lies between 64 elements that nobody may write, in front and behind: what a kernel writes farther off is not noticed.
  ///
  /// - Throws: ``GuardViolation`` for a write outside an array or to the gradient, and what `body` throws.
  @unsafe public mutating func withPointers(_ body: (KernelPointers) throws -> Void) throws {
    let slots = Slot.allCases
    let names = ["the parameter"] + slots.map(\.rawValue) + ["the gradient"]
    let arrays = [parameters] + slots.map { self[$0] } + [gradients]
    let last = arrays.count - 1
    let zone = GuardZone.length
    var memory = arrays.flatMap { GuardZone.elements + $0 + GuardZone.elements }
    let starts = arrays.indices.map { i in arrays[..<i].reduce(zone * (2 * i + 1)) { $0 + $1.count } }
    let count = count
    try unsafe memory.withUnsafeMutableBufferPointer { buffer in
      // Never nil: the zones are there even where the arrays are empty.
      guard let base = buffer.baseAddress else { return }
      // In bounds: an array's start and its count lie within the buffer, which lives as long as the call.
      func array(_ slot: Slot) -> UnsafeMutablePointer<Float>? {
        unsafe slots.firstIndex(of: slot).flatMap { unsafe arrays[$0 + 1].isEmpty ? nil : base + starts[$0 + 1] }
      }
      try unsafe body(
        KernelPointers(
          count: count, gradients: UnsafePointer(base + starts[last]), parameters: base + starts[0], m: array(.m), v: array(.v),
          vmax: array(.vmax), s: array(.s), stepSize: array(.stepSize), momentum: array(.momentum), sum: array(.sum), u: array(.u),
          slow: array(.slow)))
    }
    for i in arrays.indices {
      let end = starts[i] + arrays[i].count
      if let distance = GuardZone.firstChange(in: memory[(starts[i] - zone)..<starts[i]].reversed()) {
        throw GuardViolation(description: "it wrote \(distance) before the start of \(names[i])")
      }
      if let distance = GuardZone.firstChange(in: memory[end..<end + zone]) {
        throw GuardViolation(description: "it wrote \(distance) after the end of \(names[i])")
      }
    }
    guard zip(memory[starts[last]...], gradients).allSatisfy({ $0.bitPattern == $1.bitPattern }) else {
      throw GuardViolation(description: "it wrote to the gradient")
    }
    let after = arrays.indices.map { Array(memory[starts[$0]..<starts[$0] + arrays[$0].count]) }
    parameters = after[0]
    for (slot, values) in zip(slots, after.dropFirst()) { self[slot] = values }
  }

  private var count: Int { gradients.count }
}

/// Elements that nobody may write.
private enum GuardZone {
  static let length = 64
  /// A NaN that no arithmetic gives.
  static let pattern: UInt32 = 0x7fab_cdef
  static let elements = [Float](repeating: Float(bitPattern: pattern), count: length)

  /// How far the first change is from the array that the zone guards, as text; nil where there is none.
  static func firstChange(in zone: some Sequence<Float>) -> String? {
    zone.enumerated().first { $0.element.bitPattern != pattern }.map { formatCount($0.offset + 1, "element") }
  }
}
