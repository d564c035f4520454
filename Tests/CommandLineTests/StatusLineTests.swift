import CommandLine
import Testing

/// The line of progress.
@Suite struct StatusLineTests {
  @Test func fitsATerminalOfAHundredColumns() {
    #expect(StatusLine.cut(String(repeating: "é", count: 1000)).count == 99)
    #expect(StatusLine.cut("short") == "short")
  }
}
