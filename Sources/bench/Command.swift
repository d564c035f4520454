import Benchmarking
import Foundation
import KernelVerification

/// What the arguments ask for.
struct Command {
  private var bench = Bench()
  private let wantsHelp: Bool
  private let json: String?
  /// A report, or a program, to compare with.
  private let old: String?
  /// How many processes of either program.
  private var pairs = 10

  init(_ arguments: ArraySlice<String>) throws(UsageError) {
    let given = try Arguments(arguments)
    wantsHelp = given.wantsHelp
    (json, old) = (given["--json"]?.first, given["--compare"]?.first)
    if wantsHelp { return }
    var parts: Set<Bench.Part> = []
    for word in given.words {
      guard let part = Bench.Part(rawValue: word) else {
        throw UsageError(
          "unknown part \"\(word)\"; allowed: \(Bench.Part.allCases.map(\.rawValue).joined(separator: ", ")), or none for all")
      }
      parts.insert(part)
    }
    if !parts.isEmpty { bench.parts = parts }
    if let names = given["--optimizer"] { bench.optimizers = try Self.optimizers(names) }
    if let counts = try given.numbers("--count", in: 1...1 << 32) { bench.counts = counts }
    pairs = try given.numbers("--pairs", in: PairedComparison.fewestPairs...PairedComparison.mostPairs)?.first ?? pairs
    if let threads = try given.numbers("--threads", in: 1...1024) { bench.threads = threads }
    guard let text = given["--seconds"]?.first else { return }
    guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
      throw UsageError("--seconds is \(text); allowed: above 0, up to 3600")
    }
    bench.seconds = seconds
  }

  private static func optimizers(_ names: [String]) throws(UsageError) -> [String] {
    let all = Bench.allOptimizers
    if names == ["all"] { return all }
    for name in names where !all.contains(name) {
      throw UsageError("unknown optimizer \"\(name)\"; allowed: all, \(all.sorted().joined(separator: ", "))")
    }
    return names
  }

  /// Runs the command and says how the program ends.
  func run() -> ExitCode {
    if wantsHelp {
      printOutput(helpText)
      return .success
    }
    if let old, Self.isProgram(old) { return compare(with: old) }
    do {
      // Before anything is measured: a file that is none is said at once.
      let earlier = try old.map { try read($0) }
      printOutput("\(Machine.here.title)\n")
      var heading: String?
      let report = try bench.run { result in
        if let next = result.heading, next != heading {
          printOutput("\n\(next)\n")
          heading = next
        }
        printOutput(result.line + "\n")
      }
      if let earlier { printOutput("\nagainst \(old ?? ""), what changed:\n" + BenchComparison(earlier, report).text()) }
      return write { try report.json() }
    } catch let error as UnreadableReport {
      printError("bench: \(error.sentence)")
      return .unreadableInput
    } catch {
      printError("bench: \(error)")
      return .programFault
    }
  }

  /// Whether a path names a program and not a report.
  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    // The call fills the variable and keeps no pointer.
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }

  /// Measures with another program and this one in turn, each in processes of its own.
  private func compare(with old: String) -> ExitCode {
    guard let this = Bundle.main.executableURL else {
      printError("bench: this program does not know where it lies")
      return .programFault
    }
    do {
      printOutput("\(Machine.here.title)\n\nthis program against \(old), in \(pairs) pairs of processes\n\n")
      let comparison = try ProgramPairs(old: URL(filePath: old), new: this, bench: bench, pairs: pairs).run()
      printOutput(comparison.text())
      return write { try comparison.json() }
    } catch {
      printError("bench: --compare \(error)")
      return .unreadableInput
    }
  }

  private struct UnreadableReport: Error { let sentence: String }

  private func read(_ path: String) throws -> BenchReport {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UnreadableReport(sentence: "--compare \(path) cannot be read")
    }
    do throws(BenchReportError) {
      return try BenchReport.read(data)
    } catch {
      throw UnreadableReport(sentence: "--compare \(path) is no report: \(error)")
    }
  }

  private func write(_ data: () throws -> Data) -> ExitCode {
    guard let json else { return .success }
    do {
      try data().write(to: URL(fileURLWithPath: json))
      return .success
    } catch {
      printError("bench: --json \(json) cannot be written: \(error.localizedDescription)")
      return .usage
    }
  }
}

extension Machine {
  /// The machine in a line.
  var title: String { "\(processor), \(cores) core\(cores == 1 ? "" : "s"), kernels for \(instructionSet)" }
}
