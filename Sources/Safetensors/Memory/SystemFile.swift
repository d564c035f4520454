internal import Foundation

/// The first bytes of a file of the system, which has no size before it is read; nil where it cannot be read or is no text.
func firstBytes(of path: String, most: Int) -> String? {
  // The string outlives the call.
  let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard number >= 0 else { return nil }
  let descriptor = Descriptor(number: number)
  var bytes = [UInt8](repeating: 0, count: most)
  var count = 0
  while count < most {
    // The call writes at most the length of the rest of the array, and keeps no pointer.
    let got = unsafe bytes.withUnsafeMutableBytes { buffer in
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      return unsafe read(descriptor.number, rest.baseAddress, rest.count)
    }
    if got < 0 && errno == EINTR { continue }
    if got < 0 { return nil }
    if got == 0 { break }
    count += got
  }
  return String(validating: bytes.prefix(count), as: UTF8.self)
}
