import Foundation
import Fuzzing
import KernelVerification
import Registry

/// Generated cases until their number or the time is up.
struct CampaignCommand {
  private let campaign: Campaign
  private let seconds: Double?
  private let jobs: Int
  private let shard: Shard
  private let json: String?
  /// Where the lines of failures are kept.
  private let regressions: String

  init(_ arguments: Arguments, environment: [String: String]) throws(UsageError) {
    try arguments.refuse(
      except: ["--cases", "--seconds", "--seed", "--jobs", "--shard", "--shards", "--optimizer", "--json", "--regressions"],
      with: "a campaign")
    let cases: Int? = try arguments.number("--cases", 1...Campaign.mostCases)
    let seconds: Int? = try arguments.number("--seconds", 1...1_000_000_000)
    if cases != nil && seconds != nil { throw UsageError("--cases and --seconds are both given; allowed: one of them") }
    do throws(ShardError) {
      shard = try Shard.chosen(option: arguments["--shard"], shards: arguments["--shards"], environment: environment)
    } catch {
      throw UsageError(error.description)
    }
    if !shard.isWhole && cases == nil { throw UsageError("a shard is of a number of cases; --cases N is needed") }
    // Ten seconds where nothing is said: long enough to find most bugs.
    self.seconds = cases == nil ? Double(seconds ?? 10) : nil
    jobs = try arguments.number("--jobs", 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount
    json = arguments["--json"]
    regressions = arguments["--regressions"] ?? Regressions.ownFolder
    campaign = Campaign(
      seed: try arguments.seed(), cases: cases, implementations: try arguments.implementations(), verifier: Registry.verifier)
  }

  func run() -> ExitCode {
    let earlier = judgeRegressions()
    if earlier.exitCode != .success && !earlier.results.isEmpty || !earlier.unreadable.isEmpty {
      printOutput(earlier.text())
      return earlier.exitCode
    }
    let start = ContinuousClock.now
    func elapsed() -> Double { (ContinuousClock.now - start) / .seconds(1) }
    var progress = CampaignProgress(jobs: jobs)
    let report = campaign.run(shard: shard, jobs: jobs) { now in
      progress.show(now, elapsed())
      return seconds.map { elapsed() < $0 } ?? true
    }
    progress.finish(report.sums, elapsed())
    let code = present(report.text(), json: json, { try report.json() }, report.exitCode)
    guard report.sums.failed > 0, code != .usage else { return code }
    return FailureKeeping(folder: regressions).keep(report.sums.failures) ?? code
  }

  /// What failed once, first of all; nothing where no such folder is.
  private func judgeRegressions() -> Report {
    var report = Report()
    guard FileManager.default.fileExists(atPath: regressions) else { return report }
    let kept = Regressions(folder: regressions)
    for input in kept.unreadable { report.add(input) }
    for testCase in kept.cases where campaign.plan.implementations.contains(testCase.implementation) {
      do {
        report.add(try Registry.verifier.judge(testCase))
      } catch {
        report.add(UnreadableInput(path: testCase.name, reason: "\(error)"))
      }
    }
    return report
  }
}
