/// The optimizers that callers have, by number: one that was freed is not there, and its number is never given again.
enum Handles {
  private struct Live {
    /// Numbers that no count or index of a caller's is by accident: from "optk" on.
    var next: Int64 = 0x6F70_746B_0000_0001
    var sessions: [Int64: Session] = [:]
  }

  private static let live = Locked(Live())

  static func add(_ session: Session) -> Int64 {
    live.withLock { live in
      let handle = live.next
      live.next += 1
      live.sessions[handle] = session
      return handle
    }
  }

  /// What another thread is doing with it goes on to its end.
  static func remove(_ handle: Int64) throws {
    guard live.withLock({ $0.sessions.removeValue(forKey: handle) }) != nil else { throw unknown(handle) }
  }

  private static func session(_ handle: Int64) throws -> Session {
    guard let session = live.withLock({ $0.sessions[handle] }) else { throw unknown(handle) }
    return session
  }

  private static func unknown(_ handle: Int64) -> CallError {
    CallError(
      .invalidOptimizer, "optimizer is \(handle); allowed: a number that optk_create gave, and that optk_free has not freed")
  }

  /// Does something with an optimizer that nobody else uses meanwhile.
  static func with(_ handle: Int64, _ body: (inout SessionContent) throws -> Void) throws {
    try session(handle).content.withLock { content in try body(&content) }
  }
}
