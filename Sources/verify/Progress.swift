import Foundation

/// One line on a terminal, written over again; nothing in a pipe.
struct Progress {
  private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
  private var count = 0
  /// Of how many one is shown.
  private let every: Int

  init(every: Int = 16) { self.every = every }

  mutating func show(_ name: String) {
    count += 1
    guard isTerminal, (count - 1) % every == 0 else { return }
    write("\u{1b}[2K\r\(count) \(name.suffix(60))")
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

  func clear() {
    guard isTerminal else { return }
    write("\u{1b}[2K\r")
  }
}
