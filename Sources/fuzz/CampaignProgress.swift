import CommandLine
import Fuzzing
import KernelVerification

/// How far a campaign has come, in a line.
struct CampaignProgress {
  private var line = StatusLine()

  mutating func show(_ sums: CampaignSums) {
    let seconds = line.seconds
    line.show(Self.text(sums, seconds))
  }

  /// Leaves the last state of things.
  func finish(_ sums: CampaignSums) { line.finish(Self.text(sums, line.seconds)) }

  /// The seconds since it was made.
  var seconds: Double { line.seconds }

  static func text(_ sums: CampaignSums, _ seconds: Double) -> String {
    let rate = seconds > 0 ? Double(sums.elementSteps) / seconds / 1e6 : 0
    let reached = sums.edges.count { $0.count >= CampaignReport.edgeRule.least }
    let parts = [
      "\(fixed(seconds, decimals: 1)) s", formatCount(sums.cases, "case"), "\(fixed(rate, decimals: 1)) M element-steps/s",
      "worst \(sums.worst.map { formatRatio($0.ratio) } ?? "–")", "edges \(reached)/\(sums.edges.count)",
      "\(formatCount(sums.failed)) failed",
    ]
    return parts.joined(separator: "  ")
  }
}
