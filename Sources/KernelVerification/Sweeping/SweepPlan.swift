import OptimizerReference

/// What a sweep goes over: every Float as the gradient of the first step of each of some optimizers, from θ = 0 and the state in which the
/// optimizer starts.
///
/// Its unit is a chunk of gradients whose bits follow each other: an eighth of a binade, or a whole one where few of it are taken.
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

  /// The gradients that a chunk spans, as a power of two.
  private var chunkBits: Int { every < 64 ? 20 : 23 }

  /// The chunks of an optimizer.
  var chunks: Int { 1 << (32 - chunkBits) }

  /// The number of units: chunk after chunk, optimizer after optimizer.
  var units: Int { subjects.count * chunks }

  /// The optimizer and the chunk that a unit is.
  func unit(_ index: Int) -> (subject: Int, chunk: SweepChunk) {
    let (subject, chunk) = index.quotientAndRemainder(dividingBy: chunks)
    return (subject, SweepChunk(first: UInt32(chunk << chunkBits), span: 1 << chunkBits, every: UInt32(every)))
  }
}

/// The gradients of a chunk.
struct SweepChunk {
  /// Gradients that are stepped in one call. Their arrays stay in a cache, and no call has to clear pages.
  static let block = 1 << 14

  /// The bits of its first gradient.
  let first: UInt32
  let span: Int
  let every: UInt32

  /// The binade that it lies in: the sign and the exponent as one number.
  var binade: Int { Int(first >> 23) }

  /// The bits of the gradients, block after block.
  var blocks: [[UInt32]] {
    let offsets = every == 1 ? Array(0..<UInt32(span)) : fewOffsets
    return stride(from: 0, to: offsets.count, by: Self.block).map { start in
      offsets[start..<min(start + Self.block, offsets.count)].map { first + $0 }
    }
  }

  private var fewOffsets: [UInt32] {
    let start = (every - first % every) % every
    var offsets = Set(stride(from: start, to: UInt32(span), by: Int(every)))
    // A power of two opens a binade, and its lower neighbours end the one before.
    if first << 9 == 0 { offsets.formUnion([0, 1, 2]) }
    let end = UInt32(span)
    if (first + (end - 1)) << 9 == 0xffff_fe00 { offsets.formUnion([end - 2, end - 1]) }
    return offsets.sorted()
  }

  /// Where no more than these of a block are left by the passes over arrays, all are looked at closely: it takes no longer than the block.
  static let few = 32

  /// Whether a gradient of which the bound says nothing is looked at closely, which takes as long as five hundred others, where there are
  /// more than ``few``: of each 2²⁰ the first 64, the last two, and each 8192nd.
  static func looksClosely(at bits: UInt32) -> Bool {
    let offset = bits & 0xf_ffff
    return offset < 64 || offset >= 0xf_fffe || offset % 8192 == 0
  }
}
