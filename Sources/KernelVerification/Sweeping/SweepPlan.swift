import OptimizerReference

/// What a sweep goes over: every Float as the gradient of the first step of each of some optimizers, from θ = 0 and the state in which the
/// optimizer starts.
///
/// Its unit is a chunk of 2²⁰ gradients whose bits follow each other, an eighth of a binade.
public struct SweepPlan: Codable, Equatable, Sendable {
  /// An optimizer, and how it is held against its kernel.
  public struct Subject: Codable, Equatable, Sendable {
    /// The implementation's name.
    public let name: String
    /// The hyperparameters: the first of its samples.
    public let hyperparameters: String
    /// Which of the reference's arrangements the kernel keeps to.
    let arrangement: Int
    /// Which of the steps admissible there it takes.
    let step: Int
    /// Both, as a report says it.
    public let variant: String
  }

  /// The chunks of an optimizer.
  static let chunks = 4096
  /// What is asked of N in "each N-th".
  public static let strides = 1...(1 << 20)

  public let program: String
  /// The version of what is compared, and of which gradients are looked at closely.
  public let version: Int
  /// Only gradients whose bits are a multiple of it, and the two on either side of each power of two; 1 for all.
  public let every: Int
  public let subjects: [Subject]

  init(every: Int, subjects: [Subject]) {
    (program, version) = ("verify sweep", 1)
    (self.every, self.subjects) = (every, subjects)
  }

  /// The number of units: chunk after chunk, optimizer after optimizer.
  var units: Int { subjects.count * Self.chunks }
}

/// The gradients of a chunk.
struct SweepChunk {
  static let size = 1 << 20
  /// Gradients that are stepped in one call. Their arrays stay in a cache, and no call has to clear pages.
  static let block = 1 << 14

  /// The bits of its first gradient.
  private let first: UInt32

  init(_ index: Int) { first = UInt32(index * Self.size) }

  /// The binade that it lies in: the sign and the exponent as one number.
  var binade: Int { Int(first >> 23) }

  /// The bits of the gradients, block after block.
  func blocks(every: Int) -> [[UInt32]] {
    let offsets = every == 1 ? Array(0..<UInt32(Self.size)) : Self.offsets(first, every: UInt32(every))
    return stride(from: 0, to: offsets.count, by: Self.block).map { start in
      offsets[start..<min(start + Self.block, offsets.count)].map { first + $0 }
    }
  }

  private static func offsets(_ first: UInt32, every: UInt32) -> [UInt32] {
    let start = (every - first % every) % every
    var offsets = Set(stride(from: start, to: UInt32(size), by: Int(every)))
    // A power of two opens a binade, and its lower neighbours end the one before.
    let eighth = first >> 20 & 7
    if eighth == 0 { offsets.formUnion([0, 1, 2]) }
    if eighth == 7 { offsets.formUnion([UInt32(size) - 2, UInt32(size) - 1]) }
    return offsets.sorted()
  }

  /// Whether a gradient of which the bound says nothing is looked at closely, which takes as long as five hundred others: the first 64 of
  /// a chunk, its last two, and each 8192nd.
  static func looksClosely(at bits: UInt32) -> Bool {
    let offset = Int(bits) % size
    return offset < 64 || offset >= size - 2 || offset % 8192 == 0
  }
}
