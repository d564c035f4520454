import Fuzzing
import KernelVerification
import Registry

/// One case again, on our kernel.
struct ReplayCommand {
  let line: String
  /// Where the JSON report goes.
  let json: String?

  func run() -> ExitCode {
    do throws(ReplayLineError) {
      return present(report(of: try ReplayLine.parse(line)), json: json)
    } catch {
      printError("fuzz: \(error)")
      return .unreadableInput
    }
  }
}

/// One generated case, by its number.
struct OneCaseCommand {
  private let generator: CaseGenerator
  private let index: Int
  private let json: String?

  init(_ arguments: Arguments) throws(UsageError) {
    index = try arguments.number("--only", 0...Campaign.mostCases - 1) ?? 0
    generator = CaseGenerator(seed: try arguments.seed(), implementations: try arguments.implementations())
    json = arguments["--json"]
  }

  func run() -> ExitCode {
    let testCase = generator.testCase(index)
    return present(report(of: testCase.again("fuzz replay '\(ReplayLine(testCase))'")), json: json)
  }
}

/// The verifier's report of a case on our kernel.
private func report(of testCase: Case) -> Report {
  var report = Report()
  do {
    report.add(try Registry.verifier.judgeWithProperties(testCase))
  } catch {
    report.add(UnreadableInput(path: testCase.name, reason: "\(error)"))
  }
  return report
}

private func present(_ report: Report, json: String?) -> ExitCode {
  present(report.text(), json: json, { try report.json() }, report.exitCode)
}
