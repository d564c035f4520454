import OptimizerKernelsC
import Testing

/// What the tests here call the C interface with. Every pointer is good for the time of its closure.

/// The message of the last call that failed on this thread.
func message() -> String { unsafe String(cString: optkErrorMessage()) }

/// Expects a call to fail with this status, and exactly this message.
func refused(_ status: OptkStatus, _ text: String, _ location: SourceLocation = #_sourceLocation, _ call: () -> CInt) {
  let got = call()
  #expect(got == status.rawValue, sourceLocation: location)
  #expect(message() == text, sourceLocation: location)
}

/// Expects a call to succeed.
func done(_ location: SourceLocation = #_sourceLocation, _ call: () -> CInt) {
  let got = call()
  if got != 0 { Issue.record("status \(got): \(message())", sourceLocation: location) }
}

func create(_ rule: String, _ options: String? = nil, group: String? = nil) -> (status: CInt, optimizer: Int64) {
  var optimizer: Int64 = 0
  let status = unsafe withText(options) { options in unsafe withText(group) { group in unsafe optkCreate(rule, options, group, &optimizer) }
  }
  return (status, optimizer)
}

/// An optimizer that is freed after the closure, with parameters of these counts, called p0, p1, …
func withOptimizer(_ rule: String, _ options: String? = nil, group: String? = nil, counts: [Int] = [], _ body: (Int64) throws -> Void)
  rethrows
{
  let (status, optimizer) = create(rule, options, group: group)
  #expect(status == 0, "\(message())")
  for (i, count) in counts.enumerated() { done { add(optimizer, "p\(i)", [Int64(count)]) } }
  defer { done { optkFree(optimizer) } }
  try body(optimizer)
}

func add(_ optimizer: Int64, _ name: String, _ shape: [Int64], group: Int64 = 0) -> CInt {
  unsafe optkAddParameter(optimizer, name, shape, Int64(shape.count), group, nil)
}

/// null for nil.
func withText(_ text: String?, _ body: (UnsafePointer<CChar>?) -> CInt) -> CInt {
  guard let text else { return body(nil) }
  return unsafe text.withCString(body)
}

/// Arrays of the caller's, as C has them: allocated once, freed at the end.
@safe final class Arrays<Element: BitwiseCopyable> {
  let buffers: [UnsafeMutableBufferPointer<Element>]

  init(_ values: [[Element]]) {
    // Each buffer holds as many elements as its array, and one more, so that it has an address where there are none.
    unsafe buffers = values.map { values in
      let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count + 1)
      _ = unsafe buffer.update(fromContentsOf: values)
      return unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<values.count])
    }
  }

  deinit { unsafe buffers.forEach { unsafe $0.baseAddress?.deallocate() } }

  var values: [[Element]] { unsafe buffers.map { unsafe Array($0) } }
  var addresses: [UnsafeMutablePointer<Element>?] { unsafe buffers.map { $0.baseAddress } }
}

/// One step. Gradients that are nil are none.
func step<Gradient: BitwiseCopyable>(
  _ optimizer: Int64, _ parameters: Arrays<Float>, _ gradients: Arrays<Gradient>, _ type: OptkElement = .float32,
  absent: Set<Int> = [], copies: Arrays<UInt16>? = nil, _ copyType: OptkElement = .float32, lossScale: Float = 1
) -> CInt {
  var skipped: CInt = -1
  let g = unsafe gradients.addresses.enumerated().map { i, address in absent.contains(i) ? nil : UnsafeRawPointer(address) }
  let count = unsafe Int64(parameters.buffers.count)
  if let copies {
    let c = unsafe copies.addresses.map { UnsafeMutableRawPointer($0) }
    return unsafe optkStep(optimizer, count, parameters.addresses, g, type.rawValue, c, copyType.rawValue, lossScale, &skipped)
  }
  return unsafe optkStep(optimizer, count, parameters.addresses, g, type.rawValue, nil, 0, lossScale, &skipped)
}

/// Numbers from a seed: SplitMix64.
struct Draws {
  var state: UInt64

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(bits() >> 40) * 0x1p-23 - 1 } }

  mutating func one<T>(of values: [T]) -> T { values[Int(bits() % UInt64(values.count))] }
}
