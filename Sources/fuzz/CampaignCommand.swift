import CommandLine
import Foundation
import Fuzzing
import KernelVerification
import Registry

/// Generated cases until their number or the time is up.
struct CampaignCommand: Command {
  private let campaign: Campaign
  private let seconds: Double?
  private let jobs: Int
  private let shard: Shard
  /// Where the lines of failures are kept.
  private let regressions: String
  private let arguments: Arguments

  init(_ arguments: Arguments, environment: [String: String]) throws(UsageError) {
    if let word = arguments.words.first { throw UsageError("fuzz without a command takes no words and was given \(shown(word))") }
    let cases: Int? = try arguments.number(.cases, in: 1...Campaign.mostCases)
    let seconds = try arguments.seconds(.seconds, most: 1e9)
    if cases != nil && seconds != nil { throw UsageError("--cases and --seconds are both given; allowed: one of them") }
    shard = try arguments.shard(environment: environment)
    if !shard.isWhole && cases == nil { throw UsageError("a shard is of a number of cases; --cases N is needed") }
    // Ten seconds where nothing is said: long enough to find most bugs.
    self.seconds = cases == nil ? seconds ?? 10 : nil
    jobs = try arguments.jobs()
    regressions = arguments[.regressions] ?? Regressions.ownFolder
    self.arguments = arguments
    let (seed, implementations) = (try arguments.seed(), try arguments.implementations())
    do throws(CampaignError) {
      campaign = try Campaign(seed: seed, cases: cases, implementations: implementations, verifier: Registry.verifier)
    } catch {
      throw UsageError("\(error)")
    }
  }

  func run() throws(UsageError) -> ExitCode {
    Interruption.watch()
    let json = try OutputFile.open(arguments)
    let earlier = judgeRegressions()
    if earlier.exitCode != .success && !earlier.results.isEmpty || !earlier.unreadable.isEmpty {
      return present(earlier.text(), { try earlier.json() }, to: json, earlier.exitCode)
    }
    var progress = CampaignProgress()
    let report = campaign.run(shard: shard, jobs: jobs) { now in
      progress.show(now.sums)
      if Interruption.isRequested { return .interrupt }
      return seconds.map { progress.seconds < $0 } ?? true ? .goOn : .end
    }
    progress.finish(report.sums)
    let code = present(report.text(), { try report.json() }, to: json, report.exitCode)
    guard report.sums.failed > 0 else { return code }
    let kept = FailureKeeping(folder: regressions).keep(report.sums.failures)
    return code == .usage ? code : kept ?? code
  }

  /// What failed once, first of all; nothing where no such folder is.
  private func judgeRegressions() -> Report {
    var report = Report()
    guard FileManager.default.fileExists(atPath: regressions) else { return report }
    let kept = Regressions(folder: regressions)
    for input in kept.unreadable { report.add(input) }
    for testCase in kept.cases where campaign.plan.implementations.contains(testCase.implementation) && !Interruption.isRequested {
      do {
        report.add(try Registry.verifier.judge(testCase))
      } catch {
        report.add(UnreadableInput(path: testCase.name, reason: "\(error)"))
      }
    }
    return report
  }
}
