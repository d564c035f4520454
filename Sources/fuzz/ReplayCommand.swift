import CommandLine
import Fuzzing
import KernelVerification
import Registry

/// One case again, on our kernel.
struct ReplayCommand: Command {
  private let line: String
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    guard arguments.words.count == 1 else { throw UsageError("replay needs one LINE and was given \(arguments.words.count)") }
    (line, self.arguments) = (arguments.words[0], arguments)
  }

  func run() throws(UsageError) -> ExitCode {
    let json = try OutputFile.open(arguments)
    do throws(ReplayLineError) {
      return judge(try ReplayLine.parse(line), json)
    } catch {
      complain("\(error)")
      return .unreadableInput
    }
  }
}

/// One generated case, by its number.
struct OneCaseCommand: Command {
  private let generator: CaseGenerator
  private let index: Int
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    if !arguments.words.isEmpty { throw UsageError("--only takes no words and was given \(arguments.words.count)") }
    try arguments.refuse(except: [.only, .seed, .optimizer, .json], with: "--only")
    index = try arguments.number(.only, in: 0...Campaign.mostCases - 1) ?? 0
    let (seed, implementations) = (try arguments.seed(), try arguments.implementations())
    do throws(CampaignError) {
      generator = try CaseGenerator(seed: seed, implementations: implementations)
    } catch {
      throw UsageError("\(error)")
    }
    self.arguments = arguments
  }

  func run() throws(UsageError) -> ExitCode {
    let json = try OutputFile.open(arguments)
    let testCase = generator.testCase(index)
    return judge(testCase.again("fuzz replay '\(ReplayLine(testCase))'"), json)
  }
}

/// Judges a case on our kernel, and presents the report.
private func judge(_ testCase: Case, _ json: OutputFile?) -> ExitCode {
  var report = Report()
  do {
    report.add(try Registry.verifier.judgeWithProperties(testCase))
  } catch {
    report.add(UnreadableInput(path: testCase.name, reason: "\(error)"))
  }
  return present(report.text(), { try report.json() }, to: json, report.exitCode)
}
