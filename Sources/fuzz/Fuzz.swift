import Foundation
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Fuzz {
  static func main() { exit(ExitCode.usage.rawValue) }
}
