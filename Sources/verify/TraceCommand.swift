import KernelVerification

/// Somebody's Float trajectories.
struct TraceCommand {
  /// Files and folders.
  let paths: [String]
  /// Where the JSON report goes.
  let json: String?

  func run() -> ExitCode {
    var judging = Judging()
    for path in paths { judging.judge(recordingsIn: path, asTraces: true) }
    return present(judging.finish(), json: json)
  }
}
