import Foundation

/// One process of a `bench` program that is compared, and takes ``Turns``.
final class ProgramRun {
  /// How a turn ended.
  enum Turn {
    case over
    /// The process ended, with this report.
    case done(BenchReport)
    /// The comparison is to stop.
    case interrupted
  }

  /// The most bytes of a report: a program that prints without end is no `bench`.
  private static let longestReport = 1 << 24

  private let program: URL
  private let process = Process()
  private let (input, output) = (Pipe(), Pipe())
  /// What it printed, except the ends of its turns.
  private var printed = Data()

  /// Starts the program, which waits for its first turn.
  init(_ program: URL, _ arguments: [String]) throws {
    self.program = program
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging([Turns.variable: "1"]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    do { try process.run() } catch {
      throw ProgramPairsError(program, "cannot be run: \(error.localizedDescription)")
    }
    // The child has its own ends: only when the last is closed is there an end to read.
    try? input.fileHandleForReading.close()
    try? output.fileHandleForWriting.close()
  }

  /// Gives the process one turn, and waits for its end.
  ///
  /// - Parameter goesOn: asked all the time; false ends the wait.
  /// - Throws: ``ProgramPairsError`` where the process fails.
  func takeTurn(while goesOn: () -> Bool) throws -> Turn {
    // It may have ended already, which the read below tells.
    withoutBrokenPipe { try? input.fileHandleForWriting.write(contentsOf: Data([0])) }
    while goesOn() {
      guard isReadable() else { continue }
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else {
        return try finish(while: goesOn)
      }
      printed += data
      guard printed.count <= Self.longestReport else { throw ProgramPairsError(program, "wrote no report") }
      if printed.suffix(Turns.over.count) == Turns.over {
        printed.removeLast(Turns.over.count)
        return .over
      }
    }
    return .interrupted
  }

  /// Ends the process where it still runs, at once: it has nothing to save, and may have inherited that SIGTERM waits.
  func end() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? input.fileHandleForWriting.close()
    try? output.fileHandleForReading.close()
    process.waitUntilExit()
  }

  /// Waits for the end of the process, which has closed its output, and reads the report.
  private func finish(while goesOn: () -> Bool) throws -> Turn {
    try? input.fileHandleForWriting.close()
    while process.isRunning {
      guard goesOn() else { return .interrupted }
      usleep(10_000)
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw ProgramPairsError(
        program, "ended with \(process.terminationStatus) for \((process.arguments ?? []).joined(separator: " "))")
    }
    do throws(BenchReportError) {
      return .done(try BenchReport.read(printed))
    } catch {
      throw ProgramPairsError(program, printed.isEmpty ? "wrote no report" : "wrote no report: \(error)")
    }
  }

  /// Whether there is something to read, or the end; waits a tenth of a second for it.
  private func isReadable() -> Bool {
    var file = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    // The call changes the variable and keeps no pointer.
    return unsafe poll(&file, 1, 100) > 0
  }
}

/// Calls `body`, whose writes to a pipe that no process reads fail and raise no SIGPIPE. Other threads are as before.
private func withoutBrokenPipe(_ body: () -> Void) {
  var (brokenPipe, old, pending) = (sigset_t(), sigset_t(), sigset_t())
  var signal: Int32 = 0
  // The calls read and change the variables, and keep no pointer.
  unsafe sigemptyset(&brokenPipe)
  unsafe sigaddset(&brokenPipe, SIGPIPE)
  unsafe pthread_sigmask(SIG_BLOCK, &brokenPipe, &old)
  body()
  // The signal of a failed write waits for this thread, and is taken back here.
  if unsafe sigpending(&pending) == 0, unsafe sigismember(&pending, SIGPIPE) == 1 {
    unsafe sigwait(&brokenPipe, &signal)
  }
  unsafe pthread_sigmask(SIG_SETMASK, &old, nil)
}
