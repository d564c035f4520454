internal import OptimizerKernels

/// The arrays of a step, each checked by itself and against the others. Those that were checked in the step before are not checked again.
struct CheckedArrays: Sendable {
  private var addresses: [UInt] = []
  private var types: (gradients: CInt, copies: CInt) = (0, 0)

  /// Forgets what was checked.
  mutating func forget() { addresses = [] }

  /// Checks what a call gives for each parameter.
  mutating func check(_ given: GivenArrays, gradientType: OptkElement, copyType: OptkElement, _ optimizer: Optimizer) throws {
    if unsafe types == (gradientType.rawValue, copyType.rawValue) && given.isEqual(to: addresses) { return }
    let arrays = unsafe given.addresses
    var spans = try unsafe given.spans()
    for i in 0..<optimizer.parameterCount where arrays[3 * i + 1] != 0 {
      let (name, count) = (optimizer.parameterName(i), optimizer.elementCount(i))
      guard count > 0 else { continue }
      guard arrays[3 * i] != 0 else {
        throw CallError.argument(
          "parameters[\(i)]", "null", allowed: "the address of the \(count) elements of \(name), which has a gradient")
      }
      spans.append(try ArraySpan(arrays[3 * i], count, .float32, "parameters[\(i)] (\(name))", isWritten: true))
      spans.append(try ArraySpan(arrays[3 * i + 1], count, gradientType, "gradients[\(i)] (\(name))", isWritten: false))
      guard arrays[3 * i + 2] != 0 else { continue }
      spans.append(try ArraySpan(arrays[3 * i + 2], count, copyType, "copies[\(i)] (\(name))", isWritten: true))
    }
    try ArraySpan.checkOverlaps(spans)
    addresses = arrays
    types = (gradientType.rawValue, copyType.rawValue)
  }
}

/// The arrays of a step as C gives them: for each parameter the addresses of its elements, gradients and copy.
///
/// Each pointer is to `count` addresses, of which any may be null; so may `copies`.
@unsafe struct GivenArrays {
  let parameters: UnsafePointer<UnsafeMutablePointer<Float>?>
  let gradients: UnsafePointer<UnsafeRawPointer?>
  let copies: UnsafePointer<UnsafeMutableRawPointer?>?
  let skipped: UnsafeMutablePointer<CInt>?
  let count: Int

  private func address(_ i: Int) -> (UInt, UInt, UInt) {
    // In bounds: i < count.
    let copy = unsafe copies.flatMap { unsafe $0[i] }
    return unsafe (UInt(bitPattern: parameters[i]), UInt(bitPattern: gradients[i]), UInt(bitPattern: copy))
  }

  /// Of the lists themselves, and of what is written beside arrays.
  private var lists: (UInt, UInt, UInt, UInt) {
    unsafe (UInt(bitPattern: parameters), UInt(bitPattern: gradients), UInt(bitPattern: copies), UInt(bitPattern: skipped))
  }

  /// Where the lists lie, and `skipped`.
  func spans() throws -> [ArraySpan] {
    let (parameters, gradients, copies, skipped) = unsafe lists
    let size = unsafe count * MemoryLayout<UnsafeRawPointer>.stride
    var spans = [
      try ArraySpan(parameters, byteCount: size, "parameters", isWritten: false),
      try ArraySpan(gradients, byteCount: size, "gradients", isWritten: false),
    ]
    if copies != 0 { spans.append(try ArraySpan(copies, byteCount: size, "copies", isWritten: false)) }
    if skipped != 0 { spans.append(try ArraySpan(skipped, byteCount: MemoryLayout<CInt>.size, "skipped", isWritten: true)) }
    return spans
  }

  /// One after the other, 0 for null; those of the lists come last.
  var addresses: [UInt] {
    var addresses: [UInt] = []
    unsafe addresses.reserveCapacity(3 * count + 4)
    for i in unsafe 0..<count {
      let (parameter, gradient, copy) = unsafe address(i)
      addresses += [parameter, gradient, copy]
    }
    let lists = unsafe lists
    return addresses + [lists.0, lists.1, lists.2, lists.3]
  }

  /// Whether the addresses are these; they are where a step follows another, and no array is made to see it.
  func isEqual(to addresses: [UInt]) -> Bool {
    let end = unsafe 3 * count
    guard addresses.count == end + 4 else { return false }
    guard unsafe lists == (addresses[end], addresses[end + 1], addresses[end + 2], addresses[end + 3]) else { return false }
    for i in unsafe 0..<count {
      guard unsafe address(i) == (addresses[3 * i], addresses[3 * i + 1], addresses[3 * i + 2]) else { return false }
    }
    return true
  }
}

/// Where an array lies.
struct ArraySpan {
  let start: UInt
  let end: UInt
  let name: String
  let isWritten: Bool

  /// - Throws: where it is not aligned, or ends where no address is.
  init(_ start: UInt, _ count: Int, _ element: OptkElement, _ name: String, isWritten: Bool) throws {
    let size = TensorElementType(element).byteCount
    try Arguments.aligned(start, name, size)
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow, !start.addingReportingOverflow(UInt(byteCount)).overflow else {
      throw CallError(.invalidArgument, "\(name) has \(count) elements, and would end behind the last address")
    }
    try self.init(start, byteCount: byteCount, name, isWritten: isWritten)
  }

  /// - Throws: where it ends where no address is.
  init(_ start: UInt, byteCount: Int, _ name: String, isWritten: Bool) throws {
    let (end, isBeyond) = start.addingReportingOverflow(UInt(byteCount))
    guard !isBeyond else { throw CallError(.invalidArgument, "\(name) has \(byteCount) bytes, and would end behind the last address") }
    self.start = start
    self.end = end
    self.name = name
    self.isWritten = isWritten
  }

  /// What a call writes to an address; nil where that is null.
  static func written<T>(_ pointer: UnsafeMutablePointer<T>?, _ name: String) throws -> ArraySpan? {
    guard let pointer = unsafe pointer else { return nil }
    return try ArraySpan(UInt(bitPattern: pointer), byteCount: MemoryLayout<T>.size, name, isWritten: true)
  }

  /// A text that a call reads, with its 0 byte; nil where it is null.
  static func read(_ text: UnsafePointer<CChar>?, _ length: Int?, _ name: String) throws -> ArraySpan? {
    guard let text = unsafe text, let length else { return nil }
    return try ArraySpan(UInt(bitPattern: text), byteCount: length + 1, name, isWritten: false)
  }

  /// - Throws: where one that is written shares a byte with another. Those that are only read may.
  static func checkOverlaps(_ spans: [ArraySpan]) throws {
    let sorted = spans.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var (last, lastWritten): (ArraySpan?, ArraySpan?) = (nil, nil)
    for span in sorted {
      if let other = span.isWritten ? last : lastWritten, span.start < other.end {
        let names = [span.name, other.name].sorted()
        throw CallError(.invalidArgument, "\(names[0]) overlaps \(names[1]); allowed: an array that is written shares no byte with another")
      }
      if span.end > last?.end ?? 0 { last = span }
      if span.isWritten && span.end > lastWritten?.end ?? 0 { lastWritten = span }
    }
  }
}
