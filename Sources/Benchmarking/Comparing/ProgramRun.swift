import Foundation

/// One process of a `bench` program that is compared.
struct ProgramRun {
  private let program: URL
  private let process = Process()
  private let file = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).json")

  /// How long a turn is: many rounds of a small step, and less than what disturbs a machine lasts.
  private static let turn: useconds_t = 20_000

  /// Starts the program.
  init(_ program: URL, _ arguments: [String]) throws {
    self.program = program
    process.executableURL = program
    process.arguments = arguments + ["--json", file.path()]
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch {
      throw ProgramPairsError(program, "cannot be run: \(error.localizedDescription)")
    }
  }

  /// Lets one run at a time, in turn, to the end of all. What slows the machine for a second then slows all alike. The round that is
  /// measured when a turn ends is long, which no median sees.
  ///
  /// - Returns: false where `goesOn` was false once, and all were ended.
  static func alternate(_ runs: [ProgramRun], while goesOn: () -> Bool) -> Bool {
    for run in runs.dropFirst() { run.send(SIGSTOP) }
    var turn = 0
    while true {
      let running = runs.filter { $0.process.isRunning }
      guard !running.isEmpty else { return true }
      guard goesOn() else {
        for run in running {
          run.process.terminate()
          run.send(SIGCONT)
          run.process.waitUntilExit()
        }
        for run in runs { try? FileManager.default.removeItem(at: run.file) }
        return false
      }
      let current = running[turn % running.count]
      for run in running where run.process !== current.process { run.send(SIGSTOP) }
      current.send(SIGCONT)
      usleep(Self.turn)
      turn += 1
    }
  }

  /// What the program wrote, once it has ended.
  ///
  /// - Throws: ``ProgramPairsError`` where it ended with another code than 0, or wrote no report.
  func report() throws -> BenchReport {
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: file) }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw ProgramPairsError(
        program, "ended with \(process.terminationStatus) for \((process.arguments ?? []).dropLast(2).joined(separator: " "))")
    }
    guard let data = try? Data(contentsOf: file) else { throw ProgramPairsError(program, "wrote no report") }
    do throws(BenchReportError) {
      return try BenchReport.read(data)
    } catch {
      throw ProgramPairsError(program, "wrote no report: \(error)")
    }
  }

  /// A process that has ended is not sent anything: its number may be another's.
  private func send(_ signal: Int32) {
    if process.isRunning { kill(process.processIdentifier, signal) }
  }
}
