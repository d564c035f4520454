import Foundation
import KernelVerification
import Registry

/// A recording, readable.
struct ShowCommand {
  /// The file.
  let path: String

  func run() -> ExitCode {
    do {
      printOutput(try RecordingReader(Registry.verifier).read(path).description)
      return .success
    } catch {
      printError("unreadable: \(error)")
      return .unreadableInput
    }
  }
}
