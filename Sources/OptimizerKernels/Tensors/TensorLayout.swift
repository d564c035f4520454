/// Which tensors there are, in which order, and where each begins. Never changed while shared: who holds one may compare identities.
final class TensorLayout: @unchecked Sendable {
  private(set) var names: [String] = []
  private(set) var shapes: [[Int]] = []
  /// How many elements each has.
  private(set) var counts: [Int] = []
  /// Where each begins, in bytes.
  private(set) var offsets: [Int] = []
  private(set) var byteCount = 0
  private var positions: [String: Int] = [:]

  init() {}

  init(_ other: TensorLayout) {
    names = other.names
    shapes = other.shapes
    counts = other.counts
    offsets = other.offsets
    byteCount = other.byteCount
    positions = other.positions
  }

  func position(of name: String) -> Int? { positions[name] }

  /// - Precondition: the name is new, and `count` elements fit into the address space.
  func append(_ name: String, shape: [Int], count: Int, elementSize: Int) {
    positions[name] = names.count
    names.append(name)
    shapes.append(shape)
    counts.append(count)
    offsets.append(byteCount)
    byteCount += AlignedBuffer.aligned(count * elementSize)
  }

  func isEqual(to other: TensorLayout) -> Bool { self === other || (names == other.names && shapes == other.shapes) }
}
