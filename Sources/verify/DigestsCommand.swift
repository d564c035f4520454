import CommandLine
import KernelVerification
import Registry

/// The kernels' digests on this machine.
struct DigestsCommand: Command {
  init(_ arguments: Arguments) throws(UsageError) { try arguments.refuseWords("digests") }

  func run() -> ExitCode {
    do {
      let report = try DigestReport(of: PinnedDigests.all)
      printOutput(report.text())
      return report.isGood ? .success : .mismatch
    } catch {
      complain("\(error)")
      return .programFault
    }
  }
}
