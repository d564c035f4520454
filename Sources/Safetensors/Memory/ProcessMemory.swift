internal import Foundation

/// How much memory this process may use, and whether it can get some.
package enum ProcessMemory {
  /// The most bytes that it may ever have: those of the machine, of its control groups and of its own limits, whichever are the fewest.
  package static var limit: Int { min(machine, addressSpace) }

  /// What does not change while a process runs, or hardly: files are read for it.
  private static let machine = min(Int(clamping: ProcessInfo.processInfo.physicalMemory), ControlGroups.limit() ?? Int.max)

  /// What a process may set for itself.
  private static var addressSpace: Int {
    #if canImport(Glibc)
      let resources = [Int32(RLIMIT_AS.rawValue), Int32(RLIMIT_DATA.rawValue)]
    #else
      let resources = [RLIMIT_AS, RLIMIT_DATA]
    #endif
    return resources.map { resource in
      var found = rlimit()
      // The call fills the variable and keeps no pointer. No limit is the largest number.
      return unsafe getrlimit(resource, &found) == 0 ? Int(clamping: found.rlim_cur) : Int.max
    }.min() ?? Int.max
  }

  /// Refuses what cannot be had, before an array is made of it: an array that does not fit ends the process.
  ///
  /// - Throws: ``OutOfMemory``.
  package static func require(_ byteCount: Int) throws(OutOfMemory) {
    // Below this there is no difference to what any sentence or list takes.
    guard byteCount > 1 << 16 else { return }
    guard byteCount <= limit - overhead else { throw OutOfMemory(byteCount: byteCount) }
    // Asked for and given back, and not read or written between.
    guard let memory = unsafe malloc(byteCount + overhead) else { throw OutOfMemory(byteCount: byteCount) }
    unsafe free(memory)
  }

  /// What an array and an allocator put around so many bytes, rounded up to pages.
  private static let overhead = 1 << 16
}

/// That so many bytes are more than this process may use, or than the system gives it.
package struct OutOfMemory: Error, Hashable, CustomStringConvertible {
  package let byteCount: Int

  package init(byteCount: Int) { self.byteCount = byteCount }

  package var description: String { Self.sentence(byteCount) }

  package static func sentence(_ byteCount: Int) -> String {
    "\(byteCount) bytes of memory are needed, more than this process can get; allowed: at most \(ProcessMemory.limit), and what is free"
  }
}
