internal import Foundation
internal import Safetensors

/// Bytes that begin at a multiple of a cache line, and of a huge page where they are many.
///
/// Values hold it and copy it before they write where it is shared, as `Array` does; so it is never written while another value reads.
@safe final class AlignedBuffer: @unchecked Sendable {
  /// Where the bytes begin; nil for none. They live as long as the buffer, and every use of the pointer is inside a method of a value that holds it.
  let base: UnsafeMutableRawPointer?
  let byteCount: Int

  /// A cache line: where every tensor begins.
  static let alignment = 64
  private static let hugePage = 1 << 21

  /// No bytes.
  init() {
    byteCount = 0
    unsafe base = nil
  }

  /// Zeros.
  ///
  /// - Throws: `OutOfMemory`. A container's limit counts: zeros are written, and whoever writes more is killed.
  init(byteCount: Int) throws(OutOfMemory) {
    self.byteCount = byteCount
    guard byteCount > 0 else {
      unsafe base = nil
      return
    }
    let alignment = byteCount >= 2 * Self.hugePage ? Self.hugePage : Self.alignment
    var allocated: UnsafeMutableRawPointer?
    // `byteCount` bytes from the allocator, freed in deinit and nowhere else. The alignment is a power of 2, and a multiple of a pointer's.
    guard byteCount <= ProcessMemory.limit, unsafe posix_memalign(&allocated, alignment, byteCount) == 0, let memory = unsafe allocated
    else { throw OutOfMemory(byteCount: byteCount) }
    #if os(Linux)
      // A hint: where it is refused nothing but speed is lost.
      if alignment == Self.hugePage { _ = unsafe madvise(memory, byteCount, 14) }
    #endif
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    unsafe base = memory
  }

  deinit { unsafe free(base) }

  /// A buffer of `byteCount` bytes that begins with these, as far as both go; the rest is 0.
  func resized(to byteCount: Int) throws(OutOfMemory) -> AlignedBuffer {
    let copy = try AlignedBuffer(byteCount: byteCount)
    let shared = min(byteCount, self.byteCount)
    // Both hold `shared` bytes, and a new buffer overlaps nothing.
    if shared > 0, let to = unsafe copy.base, let from = unsafe base { unsafe to.copyMemory(from: from, byteCount: shared) }
    return copy
  }

  /// `count` rounded up to a multiple of the alignment.
  static func aligned(_ byteCount: Int) -> Int { (byteCount + alignment - 1) / alignment * alignment }
}
