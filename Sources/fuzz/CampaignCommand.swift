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

  /// Where a clone of this package keeps the lines of cases that failed.
  static let ownRegressions = "Vectors/Regressions"

  init(_ arguments: Arguments, environment: [String: String]) throws(UsageError) {
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
    regressions = arguments["--regressions"] ?? Self.ownRegressions
    campaign = Campaign(
      seed: try arguments.number("--seed", 0...UInt64.max) ?? 1, cases: cases, implementations: try Command.implementations(arguments),
      verifier: Registry.verifier)
  }

  func run() -> ExitCode {
    let start = ContinuousClock.now
    func elapsed() -> Double { (ContinuousClock.now - start) / .seconds(1) }
    var progress = CampaignProgress(jobs: jobs)
    let report = campaign.run(shard: shard, jobs: jobs) { now in
      progress.show(now, elapsed())
      return seconds.map { elapsed() < $0 } ?? true
    }
    progress.finish(report.sums, elapsed())
    let code = present(report.text(), json: json, { try report.json() }, report.exitCode)
    guard report.sums.failed > 0 else { return code }
    return code
  }
}
