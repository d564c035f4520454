import CommandLine
import KernelVerification
import Registry

/// Every Float as the first gradient of optimizers.
struct SweepCommand: Command {
  private let implementations: [Implementation]
  private let shard: Shard
  private let every: Int
  private let jobs: Int
  private let arguments: Arguments

  init(_ arguments: Arguments, environment: [String: String]) throws(UsageError) {
    try arguments.refuseWords("sweep")
    let all = Sweep.eligible(Registry.implementations)
    let chosen = try arguments.optimizers(
      among: all.map(\.name), of: Registry.verifier.names, requirement: "one that has a kernel and steps each gradient alone")
    implementations = chosen.map { names in all.filter { names.contains($0.name) } } ?? all
    shard = try arguments.shard(environment: environment)
    every = try arguments.number(.every, in: SweepPlan.strides) ?? 1
    jobs = try arguments.jobs()
    self.arguments = arguments
  }

  func run() throws(UsageError) -> ExitCode {
    Interruption.watch()
    do {
      let sweep = try Sweep(implementations, every: every)
      var run = SweepRun(sweep, shard: shard)
      let state = arguments[.resume].map { StateFile($0, run.fileName) }
      let json = try OutputFile.open(arguments, inputs: state.map { [$0.path] } ?? [])
      if let state, let data = try state.read() { run = try run.resumed(from: data, path: state.path) }
      var saving = StateSaving(state)
      // Before the work: a path that cannot be written costs none of it.
      try saving.save(run)
      var status = StatusLine()
      try run.finish(sweep, jobs: jobs) { run in
        status.show(run.progress)
        try saving.saveIfDue(run)
        return !Interruption.isRequested
      }
      try saving.save(run)
      status.clear()
      return present(run.report.text(), { try run.report.json() }, to: json, run.report.exitCode)
    } catch let error as UsageError {
      throw error
    } catch let error as MergeError {
      complain("\(error)")
      return error.exitCode
    } catch let error as StateFile.Failure {
      complain("--resume \(error.sentence)")
      return .usage
    } catch {
      complain("\(error)")
      return .programFault
    }
  }
}
