internal import OptimizerKernels

/// The version of the library.
@c(optk_version) public func optkVersion() -> UnsafePointer<CChar> { unsafe ErrorMessage.constant("0.1.0") }

/// The message of the last call that failed on this thread, good until the next that fails; empty where none has.
@c(optk_error_message) public func optkErrorMessage() -> UnsafePointer<CChar> { unsafe ErrorMessage.current }

/// The same, copied: as much as there is room for. Returns its length in bytes.
@c(optk_copy_error_message) public func optkCopyErrorMessage(_ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int64) -> Int64 {
  let message = unsafe String(cString: ErrorMessage.current)
  unsafe copy(message, buffer, capacity)
  return Int64(message.utf8.count)
}

/// The name of a rule that ``optkCreate(_:_:_:_:)`` takes; null behind the last.
@c(optk_rule_name) public func optkRuleName(_ index: Int64) -> UnsafePointer<CChar>? {
  guard let index = Int(exactly: index), Rules.names.indices.contains(index) else { return nil }
  return unsafe ErrorMessage.constant(Rules.names[index])
}

/// Writes as much of a text as there is room for, and a 0 byte behind it; nothing where there is no room, or no buffer.
func copy(_ text: String, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int64) {
  guard let buffer = unsafe buffer, capacity > 0 else { return }
  var end = 0
  // `end` stays below the capacity, for the 0 byte.
  for byte in text.utf8 where end < capacity - 1 {
    unsafe buffer[end] = CChar(bitPattern: byte)
    end += 1
  }
  unsafe buffer[end] = 0
}
