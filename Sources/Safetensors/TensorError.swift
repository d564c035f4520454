/// Why there is no such tensor.
public enum TensorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An extent is below 0.
  case negativeExtent(shape: [Int])
  /// The shape holds more elements than an `Int` counts, or more bytes.
  case shapeTooLarge(shape: [Int])
  /// There is another number of bytes than the shape and the type need.
  case unequalBytes(Int, shape: [Int], elementType: ElementType, needed: Int)
  /// There is another number of elements than the shape holds.
  case unequalCounts(Int, shape: [Int], needed: Int)
  /// The bytes take more memory than this process can get.
  case outOfMemory(byteCount: Int)

  /// The whole sentence.
  public var description: String {
    switch self {
    case .negativeExtent(let shape): "The shape \(shortList(shape)) has a negative extent; every extent must be 0 or more."
    case .shapeTooLarge(let shape): "The shape \(shortList(shape)) holds more elements than an Int counts."
    case .unequalBytes(let count, let shape, let type, let needed):
      "\(count) bytes were given for the shape \(shortList(shape)) of \(type.rawValue), which needs \(needed)."
    case .unequalCounts(let count, let shape, let needed):
      "\(count) elements were given for the shape \(shortList(shape)), which holds \(needed)."
    case .outOfMemory(let byteCount): "\(OutOfMemory.sentence(byteCount))."
    }
  }
}
