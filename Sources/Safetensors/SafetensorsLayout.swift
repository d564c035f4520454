/// What the header of a file says: its metadata, and of each tensor the type and the shape. All of it is checked against the size of the file.
public struct SafetensorsLayout: Sendable, Hashable {
  /// A tensor without its values.
  public struct Tensor: Sendable, Hashable {
    /// The type of its numbers.
    public let elementType: ElementType
    /// Its extents, outermost first; empty for a single number.
    public let shape: [Int]

    /// Makes the description of a tensor. A negative extent, or a shape of more bytes than an `Int` counts, stops the program.
    public init(elementType: ElementType, shape: [Int]) {
      _ = checkedByteCount(shape: shape, elementType: elementType)
      self.elementType = elementType
      self.shape = shape
    }

    /// How many bytes its elements take together.
    public var byteCount: Int {
      checkedByteCount(shape: shape, elementType: elementType)
    }
  }

  /// What the header's `__metadata__` holds; empty where it has none.
  public let metadata: [String: String]
  /// The names of the tensors, in the order of their data.
  public let names: [String]
  /// The tensors by name.
  public let tensors: [String: Tensor]

  init(_ header: Header) {
    metadata = header.metadata
    names = header.entries.map(\.name)
    tensors = Dictionary(
      header.entries.map { ($0.name, Tensor(elementType: $0.elementType, shape: $0.shape)) }, uniquingKeysWith: { first, _ in first })
  }
}
