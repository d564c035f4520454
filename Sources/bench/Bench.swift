import CommandLine
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Program {
  static func main() {
    runProgram(description) { (name, arguments) throws(UsageError) in
      try Command(name, arguments).run()
    }
  }
}
