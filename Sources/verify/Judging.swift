import CommandLine
import Foundation
import KernelVerification
import Registry

/// A report in the making, with progress on a terminal.
struct Judging {
  private(set) var report = Report()
  private let reader = RecordingReader(Registry.verifier)
  private let filter: String?
  private var status = StatusLine()
  private var judged = 0

  init(filter: String? = nil) { self.filter = filter }

  /// Judges a generated case, if the filter lets it through.
  mutating func judge(_ testCase: Case) {
    guard filter.map({ testCase.name.contains($0) }) ?? true else { return }
    judge(testCase, path: testCase.name, kernel: true)
  }

  /// Judges every replay line of a folder whose case the filter lets through. What cannot be read is reported.
  mutating func judge(regressionsIn folder: String) {
    let regressions = Regressions(folder: folder)
    for input in regressions.unreadable { report.add(input) }
    for testCase in regressions.cases { judge(testCase) }
  }

  /// Judges the implementation's kernel for bias, if it has one and the filter lets it through.
  mutating func judgeBias(of implementation: Implementation) {
    let name = "bias/\(implementation.name)"
    // A kernel whose hyperparameters cannot be drawn is the audit's to report.
    guard implementation.kernel != nil, implementation.dialect != nil, filter.map({ name.contains($0) }) ?? true else { return }
    guard goesOn(name) else { return }
    do {
      report.add(try Registry.verifier.bias(of: implementation.name))
    } catch {
      report.add(UnreadableInput(path: name, reason: "\(error)"))
    }
  }

  /// Judges every recording that `path` names. What cannot be read is reported, and the rest still judged.
  ///
  /// - Parameter asTraces: they are strangers' Float trajectories: our kernel has no part in it.
  mutating func judge(recordingsIn path: String, asTraces: Bool = false) {
    let input = InputFiles(path)
    for error in input.refused { report.add(UnreadableInput(path: error.path, reason: error.reason)) }
    if input.files.isEmpty && input.refused.isEmpty { report.addShortfall("\(path) holds no file whose name ends in .safetensors") }
    for file in input.files where filter.map({ file.contains($0) }) ?? true { judge(file, asTrace: asTraces) }
  }

  /// Says that the rest will not be judged.
  mutating func interrupt() { report.interrupt() }

  /// Ends the judging: the progress is cleared, and a filter that let nothing through is a shortfall.
  mutating func finish() -> Report {
    status.clear()
    if let filter, !report.isInterrupted, report.results.isEmpty && report.bias.isEmpty && report.unreadable.isEmpty {
      report.addShortfall("no case has \(filter) in its name")
    }
    return report
  }

  /// Shows the progress, unless the user asked to stop.
  private mutating func goesOn(_ name: String) -> Bool {
    guard !Interruption.isRequested else {
      interrupt()
      return false
    }
    judged += 1
    status.show("\(judged) \(name.suffix(60))")
    return true
  }

  private mutating func judge(_ file: String, asTrace: Bool) {
    guard !Interruption.isRequested else { return interrupt() }
    do throws(RecordingError) {
      let testCase = try reader.read(file)
      if asTrace && testCase.recorded != .float32 {
        throw RecordingError(path: file, reason: "metadata precision is \"float64\"; allowed for a trace: \"float32\"")
      }
      judge(
        asTrace ? testCase.again(testCase.rerun.replacing("verify --vectors", with: "verify trace", maxReplacements: 1)) : testCase,
        path: file, kernel: !asTrace)
    } catch {
      report.add(UnreadableInput(path: error.path, reason: error.reason))
    }
  }

  private mutating func judge(_ testCase: Case, path: String, kernel: Bool) {
    guard goesOn(testCase.name) else { return }
    do {
      report.add(try Registry.verifier.judge(testCase, kernel: kernel))
    } catch {
      report.add(UnreadableInput(path: path, reason: "\(error)"))
    }
  }
}
