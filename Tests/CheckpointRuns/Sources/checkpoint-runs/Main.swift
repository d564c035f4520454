import Foundation

/// `kill DIRECTORY` · `kill DIRECTORY in-place` · `speed DIRECTORY`, and what these start of themselves.
@main
enum Program {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else { fail("usage: checkpoint-runs kill|speed DIRECTORY") }
    let directory = arguments[1]
    switch arguments[0] {
    case "kill": try Killing(directory: directory, inPlace: arguments.dropFirst(2).first == "in-place").run()
    case "save-for-ever": try Versions.saveForEver(directory, inPlace: arguments.dropFirst(2).first == "in-place")
    case "speed": try Speed(directory: directory).run()
    case "load": try Speed.load(directory)
    case "save": try Speed.save(directory)
    default: fail("unknown: \(arguments[0])")
    }
  }

  /// This program again, with other arguments.
  static func start(_ arguments: [String], output: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = arguments
    if let output { process.standardOutput = output }
    try process.run()
    return process
  }

  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
