internal import Foundation

/// The message of the last call that failed, one for each thread.
enum ErrorMessage {
  /// nil where the process has no key left: there are no messages then.
  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    // The thread's message is the allocation that `keep` made, which nothing else frees once the thread has ended.
    return unsafe pthread_key_create(&key, { text in unsafe free(text) }) == 0 ? key : nil
  }()

  static func keep(_ message: String) {
    guard let key else { return }
    let old = unsafe pthread_getspecific(key)
    // Up to the first 0 byte, which a parameter's name cannot hold.
    if let copy = unsafe strdup(message), unsafe pthread_setspecific(key, copy) == 0 { unsafe free(old) }
  }

  /// Good until the next call that fails on this thread; empty where none has.
  static var current: UnsafePointer<CChar> {
    guard let key, let text = unsafe pthread_getspecific(key) else { return unsafe constant("") }
    return unsafe UnsafePointer(text.assumingMemoryBound(to: CChar.self))
  }

  /// A text that lives as long as the process.
  static func constant(_ text: StaticString) -> UnsafePointer<CChar> {
    // A StaticString from a literal ends with a 0 byte.
    unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
