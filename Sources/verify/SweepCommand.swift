import Foundation
import KernelVerification
import Registry
import Safetensors

/// Every Float as the first gradient of optimizers.
struct SweepCommand {
  private let implementations: [Implementation]
  private let shard: Shard
  private let every: Int
  private let jobs: Int
  /// Where the state is kept, a file or a folder; nil where it is not.
  private let resume: String?
  private let json: String?

  init(_ given: Arguments, environment: [String: String]) throws(UsageError) {
    try given.allow(["--optimizer", "--shard", "--shards", "--every", "--resume", "--jobs", "--json"], with: "sweep")
    guard given.words.count == 1 else { throw UsageError("sweep takes no arguments and was given \(given.words.count - 1)") }
    let all = Sweep.eligible(Registry.implementations)
    if let name = given["--optimizer"] {
      guard let one = all.first(where: { $0.name == name }) else {
        throw UsageError("unknown optimizer \"\(name)\"; allowed: \(all.map(\.name).sorted().joined(separator: ", "))")
      }
      implementations = [one]
    } else {
      implementations = all
    }
    do throws(ShardError) {
      shard = try Shard.chosen(option: given["--shard"], shards: given["--shards"], environment: environment)
    } catch {
      throw UsageError("\(error)")
    }
    every = try given.number("--every", in: SweepPlan.strides) ?? 1
    jobs = try given.number("--jobs", in: 1...1024) ?? 1
    (resume, json) = (given["--resume"], given["--json"])
  }

  func run() -> ExitCode {
    do {
      let sweep = try Sweep(implementations, every: every)
      var run = SweepRun(sweep, shard: shard)
      let state = resume.map { StateFile($0, run.fileName) }
      if let state, let data = try state.read() { run = try run.resumed(from: data, path: state.path) }
      var progress = Progress(every: 1)
      try run.finish(sweep, jobs: jobs, show: { progress.show($0.progress) }, save: { try state?.write($0.state()) })
      progress.clear()
      return present(run.report.text(), json: json, { try run.report.json() }, run.report.exitCode)
    } catch let error as MergeError {
      printError("verify: \(error)")
      return error.exitCode
    } catch let error as StateFile.Failure {
      printError("verify: --resume \(error.sentence)")
      return .usage
    } catch {
      printError("verify: \(error)")
      return .programFault
    }
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
