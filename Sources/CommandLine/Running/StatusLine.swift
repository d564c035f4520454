import Foundation

/// One line on a terminal that is written over again; nothing in a pipe.
package struct StatusLine: Sendable {
  /// The most columns of a line: one less than a terminal of 100 has, in whose last column some begin a new line.
  package static let width = 99

  package let isTerminal: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant?

  package init() {
    isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    start = clock.now
  }

  /// The seconds since the line was made.
  package var seconds: Double { (clock.now - start) / .seconds(1) }

  /// Shows a text, at most five times a second.
  package mutating func show(_ text: @autoclosure () -> String) {
    guard isTerminal, shown.map({ clock.now - $0 > .milliseconds(200) }) ?? true else { return }
    shown = clock.now
    write("\u{1b}[2K\r\(Self.cut(text()))")
  }

  /// Clears the line.
  package func clear() { if isTerminal { write("\u{1b}[2K\r") } }

  /// Shows a text that stays.
  package func finish(_ text: String) { if isTerminal { write("\u{1b}[2K\r\(Self.cut(text))\n") } }

  /// A text that fits on the line.
  package static func cut(_ text: String) -> String { String(text.prefix(width)) }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
