import Foundation
import Synchronization

/// Ctrl-C, or SIGTERM: the first asks a run to stop and to report what it has done, the second ends the program at once.
package enum Interruption {
  /// Set by the signal handler, which does nothing else.
  private static let flag = Atomic(false)

  /// Whether the user asked to stop.
  package static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Begins to watch for both signals. A signal that the program was started to ignore stays ignored.
  package static func watch() {
    // Initialized here: the handler only stores.
    flag.store(false, ordering: .relaxed)
    var signals = sigset_t()
    // The calls change and read the variable, and keep no pointer.
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] {
      watch(signal)
      unsafe sigaddset(&signals, signal)
    }
    // A parent may have started the program on a thread that blocks them, and what is blocked then stays so.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func watch(_ signal: Int32) {
    var (action, old) = (sigaction(), sigaction())
    // The calls fill and read the variables, and keep no pointer.
    guard unsafe sigaction(signal, nil, &old) == 0, !isIgnored(old) else { return }
    // A handler may be interrupted anywhere, and interrupts anything: one atomic store is safe.
    let handler: @convention(c) (Int32) -> Void = { _ in Interruption.flag.store(true, ordering: .relaxed) }
    #if canImport(Darwin)
      unsafe action.__sigaction_u.__sa_handler = handler
    #else
      unsafe action.__sigaction_handler.sa_handler = handler
    #endif
    // The second signal meets the system's own action. Calls that wait go on after the first.
    action.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: SA_RESTART) | UInt32(truncatingIfNeeded: SA_RESETHAND))
    _ = unsafe sigaction(signal, &action, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    // SIG_IGN is the address 1, which is no function's.
    #if canImport(Darwin)
      let handler = unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
    #else
      let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    #endif
    return handler == 1
  }
}
