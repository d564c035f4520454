import Foundation
import Fuzzing
import KernelVerification

/// One line on a terminal, written over again, and the rate when all is done; nothing in a pipe.
struct CampaignProgress {
  private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
  private let jobs: Int
  private var shown = -1.0

  init(jobs: Int) { self.jobs = jobs }

  mutating func show(_ progress: Campaign.Progress, _ seconds: Double) {
    guard isTerminal, seconds - shown > 0.2 else { return }
    shown = seconds
    write("\u{1b}[2K\r" + line(progress.sums, seconds))
  }

  func finish(_ sums: CampaignSums, _ seconds: Double) {
    if isTerminal { write("\u{1b}[2K\r" + line(sums, seconds) + "\n") }
  }

  private func line(_ sums: CampaignSums, _ seconds: Double) -> String {
    let rate = seconds > 0 ? Double(sums.elementSteps) / seconds / 1e6 : 0
    let reached = sums.edges.count { $0.count >= CampaignReport.edgeRule.least }
    return String(
      format: "%.1f s  %ld cases  %.1f million element-steps a second, %.1f a core  worst ratio %.3f  edges %ld of %ld  %ld failed",
      seconds, sums.cases, rate, rate / Double(jobs), sums.worst?.ratio ?? 0, reached, sums.edges.count, sums.failed)
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
