import CommandLine
import Foundation
import KernelVerification
import Registry
import Safetensors

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

/// When the state of a sweep is saved: every few seconds, and never for more than a tenth of the time.
private struct StateSaving {
  /// Nil where the state is not kept.
  private let file: StateFile?
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant

  init(_ file: StateFile?) {
    self.file = file
    due = clock.now
  }

  mutating func saveIfDue(_ run: SweepRun) throws { if clock.now >= due { try save(run) } }

  mutating func save(_ run: SweepRun) throws {
    guard let file else { return }
    let start = clock.now
    try file.write(run.state())
    let end = clock.now
    due = end + max(.seconds(3), (end - start) * 9)
  }
}

/// Where a sweep keeps its state.
struct StateFile {
  /// What could not be read or written.
  struct Failure: Error { let sentence: String }

  let path: String

  /// - Parameter path: a file, which need not be there yet, or a folder, in which it is called `name`.
  init(_ path: String, _ name: String) {
    var isFolder: ObjCBool = false
    // The call fills the variable and keeps no pointer.
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    self.path = exists && isFolder.boolValue ? URL(fileURLWithPath: path).appending(path: name).path : path
  }

  /// What is there; nil where nothing is.
  func read() throws -> Data? {
    do throws(SafetensorsError) {
      return Data(try RegularFile.contents(of: path))
    } catch {
      if error.reason == .missing { return nil }
      throw Failure(sentence: "\(error)")
    }
  }

  /// Puts a new file in the place of the old one: whenever the program ends, one of the two is there.
  func write(_ data: Data) throws {
    do {
      try NewFile.replace(path, with: Array(data))
    } catch {
      throw Failure(sentence: "\(error)")
    }
  }
}
