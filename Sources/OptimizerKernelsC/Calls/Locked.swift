internal import Foundation

/// A value that one thread at a time uses. The lock is Foundation's: ThreadSanitizer does not see that of Synchronization, and reports what it guards.
final class Locked<Value>: @unchecked Sendable {
  // Touched between `lock` and `unlock` alone.
  private var value: Value
  private let lock = NSLock()

  init(_ value: sending Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
