/// What the header of a file says: its metadata, and of each tensor the type and the shape. All of it is checked against the size of the file.
public struct SafetensorsLayout: Sendable, Hashable {
  /// A tensor without its values.
  public struct Tensor: Sendable, Hashable {
    /// The type of its numbers.
    public let elementType: ElementType
    /// Its extents, outermost first; empty for a single number.
    public let shape: [Int]

    /// How many bytes its elements take together.
    public let byteCount: Int

    /// Makes the description of a tensor.
    ///
    /// - Throws: ``TensorError`` for a negative extent, and for a shape of more bytes than an `Int` counts.
    public init(elementType: ElementType, shape: [Int]) throws(TensorError) {
      byteCount = try checkedByteCount(shape: shape, elementType: elementType)
      self.elementType = elementType
      self.shape = shape
    }

    /// Of a header that was checked.
    fileprivate init(_ entry: TensorEntry) {
      elementType = entry.elementType
      shape = entry.shape
      byteCount = entry.byteCount
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
      header.entries.map { ($0.name, Tensor($0)) }, uniquingKeysWith: { first, _ in first })
  }
}
