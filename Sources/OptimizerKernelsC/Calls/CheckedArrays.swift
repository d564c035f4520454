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
    var spans: [ArraySpan] = []
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
  let count: Int

  private func address(_ i: Int) -> (UInt, UInt, UInt) {
    // In bounds: i < count.
    let copy = unsafe copies.flatMap { unsafe $0[i] }
    return unsafe (UInt(bitPattern: parameters[i]), UInt(bitPattern: gradients[i]), UInt(bitPattern: copy))
  }

  /// One after the other, 0 for null.
  var addresses: [UInt] {
    var addresses: [UInt] = []
    unsafe addresses.reserveCapacity(3 * count)
    for i in unsafe 0..<count {
      let (parameter, gradient, copy) = unsafe address(i)
      addresses += [parameter, gradient, copy]
    }
    return addresses
  }

  /// Whether the addresses are these; they are where a step follows another, and no array is made to see it.
  func isEqual(to addresses: [UInt]) -> Bool {
    guard unsafe addresses.count == 3 * count, !addresses.isEmpty else { return false }
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
    let (byteCount, overflow) = UInt(count).multipliedReportingOverflow(by: UInt(size))
    let (end, isBeyond) = start.addingReportingOverflow(byteCount)
    guard !overflow, !isBeyond else {
      throw CallError(.invalidArgument, "\(name) has \(count) elements, and would end behind the last address")
    }
    self.start = start
    self.end = end
    self.name = name
    self.isWritten = isWritten
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
