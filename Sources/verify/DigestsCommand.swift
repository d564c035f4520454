import KernelVerification
import Registry

/// The kernels' digests on this machine.
struct DigestsCommand {
  func run() -> ExitCode {
    do {
      let report = try DigestReport(of: PinnedDigests.all)
      printOutput(report.text())
      return report.isGood ? .success : .mismatch
    } catch {
      printError("verify: \(error)")
      return .programFault
    }
  }
}
