internal import Safetensors

/// Why there is no such tensor.
public enum TensorsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A tensor of this name is there already.
  case duplicateName(String)
  /// The name is empty.
  case emptyName
  /// The extents are negative, or their product is more than memory has addresses for.
  case invalidShape(name: String, shape: [Int])
  /// The shape has another number of elements than there are values.
  case unequalCounts(name: String, shape: [Int], values: Int)
  /// The tensors, with the one of this name, take more memory than the process can get: of the machine, of its container, of its own limits.
  case outOfMemory(name: String, byteCount: Int)

  /// The whole sentence.
  public var description: String {
    switch self {
    case .duplicateName(let name): "there is a tensor \(name) already; allowed: one tensor a name"
    case .emptyName: "a tensor has no name; allowed: at least one character"
    case .invalidShape(let name, let shape): "\(name) has the shape \(shape); allowed: extents of 0 or more, less than 2⁶⁰ elements in all"
    case .unequalCounts(let name, let shape, let values):
      "\(name) has the shape \(shape), and \(values) values; allowed: as many as the shape holds"
    case .outOfMemory(let name, let byteCount): "\(name) does not fit: \(OutOfMemory.sentence(byteCount))"
    }
  }
}
