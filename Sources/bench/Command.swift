import Benchmarking
import CommandLine
import Foundation
import KernelVerification
import Registry

/// What the arguments ask for.
struct Command {
  private var bench = Bench()
  private let arguments: Arguments
  /// How many processes of either program.
  private var pairs = PairedComparison.mostPairs

  /// - Parameter name: the first part that is named; empty for all.
  init(_ name: String, _ arguments: Arguments) throws(UsageError) {
    self.arguments = arguments
    var parts: Set<Bench.Part> = []
    for word in (name.isEmpty ? [] : [name]) + arguments.words {
      guard let part = Bench.Part(rawValue: word) else {
        let names = Bench.Part.allCases.map(\.rawValue)
        throw UsageError("unknown command", unknown: word, among: names, allowed: "\(names.joined(separator: ", ")), or none")
      }
      parts.insert(part)
    }
    if !parts.isEmpty { bench.parts = parts }
    let names = try arguments.optimizers(
      among: Bench.allOptimizers, of: Registry.verifier.names, requirement: "one whose kernel is a rule to train with")
    if let names { bench.optimizers = names }
    if let counts = try arguments.numbers(.count, in: 1...1 << 32) { bench.counts = counts }
    pairs = try arguments.number(.pairs, in: PairedComparison.fewestPairs...PairedComparison.mostPairs) ?? pairs
    if let threads = try arguments.numbers(.threads, in: 1...1024) { bench.threads = threads }
    if let seconds = try arguments.seconds(.seconds, most: 3600) { bench.seconds = seconds }
  }

  /// Runs the command and says how the program ends.
  func run() throws(UsageError) -> ExitCode {
    Interruption.watch()
    let old = arguments[.compare]
    let json = try OutputFile.open(arguments, inputs: old.map { [$0] } ?? [])
    if let old, Self.isProgram(old) { return compare(with: old, json) }
    if Turns.areTaken { return measureInTurns() }
    do {
      // Before anything is measured: a file that is none is said at once.
      let earlier = try old.map { try read($0) }
      printOutput("\(Machine.here.title)\n")
      var heading: String?
      let report = try bench.run(goesOn: { !Interruption.isRequested }) { result in
        if let next = result.heading, next != heading {
          printOutput("\n\(next)\n")
          heading = next
        }
        printOutput(result.line + "\n")
      }
      var text = earlier.map { "\nagainst \(old ?? ""), what changed:\n" + BenchComparison($0, report).text() } ?? ""
      if report.isInterrupted { text += "\ninterrupted: what follows was not measured\n" }
      return present(text, { try report.json() }, to: json, report.isInterrupted ? .interrupted : .success)
    } catch let error as UnreadableReport {
      complain(error.sentence)
      return .unreadableInput
    } catch {
      complain("\(error)")
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

  /// Measures as one process of a comparison, and prints the report.
  private func measureInTurns() -> ExitCode {
    Turns.wait()
    do {
      let report = try bench.run(goesOn: { !Interruption.isRequested }) { _ in }
      printOutput(String(decoding: try report.json(), as: UTF8.self))
      return report.isInterrupted ? .interrupted : .success
    } catch {
      complain("\(error)")
      return .programFault
    }
  }

  /// Measures with another program and this one in turn, each in processes of its own.
  private func compare(with old: String, _ json: OutputFile?) -> ExitCode {
    guard let this = Bundle.main.executableURL else {
      complain("this program does not know where it lies")
      return .programFault
    }
    do {
      printOutput("\(Machine.here.title)\n\nthis program against \(old), in \(pairs) pairs of processes\n\n")
      let programs = ProgramPairs(old: URL(filePath: old), new: this, bench: bench, pairs: pairs)
      let comparison = try programs.run(goesOn: { !Interruption.isRequested })
      return present(comparison.text(), { try comparison.json() }, to: json, comparison.missingPairs > 0 ? .interrupted : .success)
    } catch {
      complain("--compare \(error)")
      return .unreadableInput
    }
  }

  private struct UnreadableReport: Error { let sentence: String }

  private func read(_ path: String) throws -> BenchReport {
    guard let data = contents(ofFile: path) else {
      throw UnreadableReport(sentence: "--compare \(path) cannot be read")
    }
    do throws(BenchReportError) {
      return try BenchReport.read(data)
    } catch {
      throw UnreadableReport(sentence: "--compare \(path) is no report: \(error)")
    }
  }
}

extension Machine {
  /// The machine in a line.
  var title: String { "\(processor), \(cores) core\(cores == 1 ? "" : "s"), kernels for \(instructionSet)" }
}
