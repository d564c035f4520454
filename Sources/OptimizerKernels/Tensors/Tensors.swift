internal import Safetensors

/// Named tensors, in order, each from a cache line on in one allocation: the parameters of a model, or their gradients.
///
/// ```swift
/// var parameters: Tensors<Float> = ["weight": [1, 2, 3], "bias": [0]]
/// ```
///
/// A value: a copy is independent, and costs nothing until one of both is changed. Elements are in row-major order.
public struct Tensors<Element: TensorElement>: Sendable {
  var layout = TensorLayout()
  var storage = AlignedBuffer()

  /// No tensors.
  public init() {}

  /// Tensors of zeros with the names and shapes of others, of any element type.
  ///
  /// - Throws: ``TensorsError/outOfMemory(name:byteCount:)``.
  public init(zerosLike other: Tensors<some TensorElement>) throws(TensorsError) {
    let layout = TensorLayout()
    for i in other.layout.names.indices {
      layout.append(
        other.layout.names[i], shape: other.layout.shapes[i], count: other.layout.counts[i], elementSize: MemoryLayout<Element>.stride)
    }
    self.layout = layout
    do {
      storage = try AlignedBuffer(byteCount: layout.byteCount)
    } catch {
      throw .outOfMemory(name: layout.names.last ?? "", byteCount: error.byteCount)
    }
  }

  /// The names, in order.
  public var names: [String] { layout.names }

  /// How many elements all tensors have together.
  public var elementCount: Int { layout.counts.reduce(0, +) }

  /// The extent of each axis, slowest first; nil where there is no such tensor.
  public func shape(of name: String) -> [Int]? { layout.position(of: name).map { layout.shapes[$0] } }

  /// How many elements a tensor has; nil where there is none of that name.
  public func count(of name: String) -> Int? { layout.position(of: name).map { layout.counts[$0] } }

  /// Adds a tensor after the others.
  ///
  /// - Parameters:
  ///   - name: at least one character, and no other tensor's.
  ///   - shape: its extents, with as many elements as `values`; nil for one axis. Empty for a single number.
  ///   - values: the elements, in row-major order.
  /// - Throws: ``TensorsError``; nothing is added then.
  public mutating func append(_ name: String, shape: [Int]? = nil, _ values: [Element]) throws(TensorsError) {
    let shape = shape ?? [values.count]
    guard try Self.elementCount(shape, of: name) == values.count else {
      throw .unequalCounts(name: name, shape: shape, values: values.count)
    }
    try append(zeros: name, shape: shape)
    withMutableSpan(of: name) { span in
      for i in values.indices { span[i] = values[i] }
    }
  }

  /// Adds a tensor of zeros after the others.
  ///
  /// - Throws: ``TensorsError``; nothing is added then.
  public mutating func append(zeros name: String, shape: [Int]) throws(TensorsError) {
    guard !name.isEmpty else { throw .emptyName }
    guard layout.position(of: name) == nil else { throw .duplicateName(name) }
    let count = try Self.elementCount(shape, of: name)
    let byteCount = layout.byteCount + AlignedBuffer.aligned(count * MemoryLayout<Element>.stride)
    if storage.byteCount < byteCount || !isKnownUniquelyReferenced(&storage) {
      do { try grow(to: byteCount) } catch { throw .outOfMemory(name: name, byteCount: error.byteCount) }
    }
    if !isKnownUniquelyReferenced(&layout) { layout = TensorLayout(layout) }
    layout.append(name, shape: shape, count: count, elementSize: MemoryLayout<Element>.stride)
  }

  /// Makes room for so many bytes, in storage that is this value's own.
  private mutating func grow(to byteCount: Int) throws(OutOfMemory) {
    // As Array grows: many tensors cost no more than twice their bytes to move. Where there is no room for twice as much, once is enough.
    if storage.byteCount > 0 && storage.byteCount < byteCount, 2 * storage.byteCount > byteCount,
      let larger = try? storage.resized(to: 2 * storage.byteCount)
    {
      storage = larger
    } else {
      storage = try storage.resized(to: max(byteCount, storage.byteCount))
    }
  }

  private static func elementCount(_ shape: [Int], of name: String) throws(TensorsError) -> Int {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow, product < 1 << 60 else { throw .invalidShape(name: name, shape: shape) }
      count = product
    }
    return count
  }
}

extension Tensors {
  /// The elements of a tensor; nil where there is none of that name. A copy.
  public subscript(name: String) -> [Element]? {
    withSpan(of: name) { span in span.indices.map { span[$0] } }
  }

  /// Reads the elements of a tensor in place; nil where there is none of that name.
  public func withSpan<Result>(of name: String, _ body: (Span<Element>) throws -> Result) rethrows -> Result? {
    guard let position = layout.position(of: name) else { return nil }
    // The pointer is to `counts[position]` elements, which `storage` keeps alive past the call.
    let pointer = unsafe UnsafeBufferPointer(start: pointer(at: position), count: layout.counts[position])
    defer { withExtendedLifetime(storage) {} }
    return try unsafe body(pointer.span)
  }

  /// Changes the elements of a tensor in place; nil where there is none of that name.
  ///
  /// - Precondition: where a copy of this value is still there, the memory for another one.
  @discardableResult
  public mutating func withMutableSpan<Result>(
    of name: String, _ body: (inout MutableSpan<Element>) throws -> Result
  ) rethrows -> Result? {
    guard let position = layout.position(of: name) else { return nil }
    do { try makeUnique() } catch { fatalError("the tensors cannot be copied: \(error)") }
    // The only reference to the storage is this value's, which is held exclusively.
    let pointer = unsafe UnsafeMutableBufferPointer(start: pointer(at: position), count: layout.counts[position])
    var span = unsafe pointer.mutableSpan
    return try body(&span)
  }

  /// Makes the storage this value's own.
  mutating func makeUnique() throws(OutOfMemory) {
    if !isKnownUniquelyReferenced(&storage) { storage = try storage.resized(to: storage.byteCount) }
  }

  /// Where a tensor begins: `counts[position]` elements, at a multiple of 64 bytes; nil where there are none.
  func pointer(at position: Int) -> UnsafeMutablePointer<Element>? {
    // Offsets lie in the storage, are aligned, and the bytes were made for elements of this trivial type.
    guard layout.counts[position] > 0 else { return nil }
    return unsafe storage.base.map { unsafe ($0 + layout.offsets[position]).assumingMemoryBound(to: Element.self) }
  }
}

extension Tensors: Equatable {
  /// Whether names, their order, shapes and elements are equal. As with `==` of elements, −0 equals 0 and NaN nothing.
  public static func == (left: Tensors, right: Tensors) -> Bool {
    left.layout.isEqual(to: right.layout) && left.names.allSatisfy { left[$0] == right[$0] }
  }
}

extension Tensors: ExpressibleByDictionaryLiteral {
  /// Tensors of one axis each, in the order written.
  ///
  /// - Precondition: no name is empty or given twice.
  public init(dictionaryLiteral elements: (String, [Element])...) {
    self.init()
    for (name, values) in elements {
      do { try append(name, values) } catch { fatalError("\(error)") }
    }
  }
}
