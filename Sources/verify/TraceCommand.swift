import CommandLine
import KernelVerification

/// Somebody's Float trajectories.
struct TraceCommand: Command {
  /// Its words are files and folders.
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    if arguments.words.isEmpty { throw UsageError("trace needs at least one FILE or folder") }
    self.arguments = arguments
  }

  func run() throws(UsageError) -> ExitCode {
    Interruption.watch()
    let json = try OutputFile.open(arguments, inputs: arguments.words)
    var judging = Judging()
    for path in arguments.words { judging.judge(recordingsIn: path, asTraces: true) }
    let report = judging.finish()
    return present(report.text(), { try report.json() }, to: json, report.exitCode)
  }
}
