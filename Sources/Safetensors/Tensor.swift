/// An array of numbers with a shape, in row-major order.
///
/// Two tensors are equal when type, shape and every bit are: a NaN equals the same NaN, and `0` is not `-0`.
public struct Tensor: Sendable, Hashable {
  /// What the elements are.
  public let elementType: ElementType
  /// The extent of each dimension, slowest first. Empty for a single number; any extent may be 0.
  public let shape: [Int]
  /// The elements as the file holds them: little-endian, without gaps.
  public let bytes: [UInt8]

  /// Makes a tensor of the bytes that the file shall hold: little-endian elements in row-major order.
  ///
  /// - Parameters:
  ///   - elementType: what the elements are.
  ///   - shape: the extents, none negative. Empty for one number.
  ///   - bytes: exactly as many as the shape and the type need.
  /// - Throws: ``TensorError``.
  public init(elementType: ElementType, shape: [Int], bytes: [UInt8]) throws(TensorError) {
    let needed = try checkedByteCount(shape: shape, elementType: elementType)
    guard bytes.count == needed else { throw .unequalBytes(bytes.count, shape: shape, elementType: elementType, needed: needed) }
    self.init(elementType: elementType, shape: shape, checked: bytes)
  }

  /// - Precondition: there are exactly as many bytes as the shape and the type need.
  init(elementType: ElementType, shape: [Int], checked bytes: [UInt8]) {
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
  }

  /// Makes a tensor of single-precision numbers, every bit kept.
  ///
  /// - Parameters:
  ///   - shape: the extents, none negative. Empty for one number.
  ///   - float32: the elements in row-major order, exactly as many as the shape holds.
  /// - Throws: ``TensorError``.
  public init(shape: [Int], float32: [Float]) throws(TensorError) {
    try checkCount(float32.count, shape: shape, elementType: .f32)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(float32.count * 4)
    for element in float32 {
      let bits = element.bitPattern
      for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    self.init(elementType: .f32, shape: shape, checked: bytes)
  }

  /// Makes a tensor of double-precision numbers, every bit kept.
  ///
  /// - Parameters:
  ///   - shape: the extents, none negative. Empty for one number.
  ///   - float64: the elements in row-major order, exactly as many as the shape holds.
  /// - Throws: ``TensorError``.
  public init(shape: [Int], float64: [Double]) throws(TensorError) {
    try checkCount(float64.count, shape: shape, elementType: .f64)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(float64.count * 8)
    for element in float64 {
      let bits = element.bitPattern
      for shift: UInt64 in [0, 8, 16, 24, 32, 40, 48, 56] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    self.init(elementType: .f64, shape: shape, checked: bytes)
  }

  /// How many elements there are: the product of the shape, 1 for an empty shape.
  public var count: Int {
    bytes.count / elementType.byteCount
  }

  /// The elements in row-major order, every bit as stored; nil unless the type is `f32`.
  public var float32: [Float]? {
    guard elementType == .f32 else { return nil }
    return (0..<count).map(single)
  }

  /// The elements in row-major order: every bit as stored for `f64`, widened exactly for `f32`; nil for every other type.
  ///
  /// Widening makes a signalling NaN quiet, as the processor does; every number and infinity keeps its value and sign.
  public var float64: [Double]? {
    switch elementType {
    case .f32: (0..<count).map { Double(single($0)) }
    case .f64: (0..<count).map(double)
    default: nil
    }
  }

  private func single(_ index: Int) -> Float {
    Float(bitPattern: word(at: index * 4))
  }

  private func double(_ index: Int) -> Double {
    let low = UInt64(word(at: index * 8))
    let high = UInt64(word(at: index * 8 + 4))
    return Double(bitPattern: high << 32 | low)
  }

  private func word(at offset: Int) -> UInt32 {
    let low = UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
    let high = UInt32(bytes[offset + 2]) | UInt32(bytes[offset + 3]) << 8
    return high << 16 | low
  }
}

/// How many bytes a tensor takes, or nil where that or the element count is more than an `Int` holds.
///
/// The extents other than 0 must have a product even where one is 0, so that the answer is the same in every order.
func tensorByteCount(shape: [Int], elementType: ElementType) -> Int? {
  var product = elementType.byteCount
  for extent in shape where extent != 0 {
    let (next, overflow) = product.multipliedReportingOverflow(by: extent)
    if overflow { return nil }
    product = next
  }
  return shape.contains(0) ? 0 : product
}

/// How many bytes a tensor takes that the program describes.
func checkedByteCount(shape: [Int], elementType: ElementType) throws(TensorError) -> Int {
  guard shape.allSatisfy({ $0 >= 0 }) else { throw .negativeExtent(shape: shape) }
  guard let needed = tensorByteCount(shape: shape, elementType: elementType) else { throw .shapeTooLarge(shape: shape) }
  return needed
}

/// That the shape holds so many elements, and that there is memory for their bytes.
private func checkCount(_ count: Int, shape: [Int], elementType: ElementType) throws(TensorError) {
  let needed = try checkedByteCount(shape: shape, elementType: elementType)
  guard count == needed / elementType.byteCount else {
    throw .unequalCounts(count, shape: shape, needed: needed / elementType.byteCount)
  }
  do { try ProcessMemory.require(needed) } catch { throw .outOfMemory(byteCount: needed) }
}
