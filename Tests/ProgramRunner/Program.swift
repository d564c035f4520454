package import Foundation

/// A program of this package, as a user runs it.
package struct Program: Sendable {
  package static let verify = Program("verify")
  package static let fuzz = Program("fuzz")
  package static let bench = Program("bench")

  /// How a run ended, and what it printed.
  package struct Outcome: Equatable, Sendable {
    /// The exit code; -1 where a signal ended the program.
    package let code: Int32
    package let output, errors: String
  }

  /// The program did not end by itself.
  package struct Crash: Error, CustomStringConvertible {
    package let description: String
  }

  /// The seconds that a run may take.
  private static let patience = 300.0

  package let name: String

  private init(_ name: String) { self.name = name }

  /// The top of the package.
  package static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program lies beside the tests: in the folder of the bundle on Apple's systems, of the runner elsewhere.
  package var binary: URL {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    #else
      let tests = URL(filePath: CommandLine.arguments[0])
    #endif
    return tests.deletingLastPathComponent().appending(path: name)
  }

  /// Runs it with these arguments in `folder`, by default the top of the package.
  ///
  /// - Parameter meanwhile: called once with the process while it runs, on another thread.
  /// - Throws: where a signal ends it, unless `mayBeKilled`.
  package func run(
    _ arguments: [String], in folder: URL = package, mayBeKilled: Bool = false, meanwhile: (@Sendable (Process) -> Void)? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let identifier = process.processIdentifier
    // A test that waits for a program that never ends says nothing.
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: watchdog)
    defer { watchdog.cancel() }
    if let meanwhile {
      Thread.detachNewThread { meanwhile(process) }
    }
    // What it prints to standard error is short: it fits in the pipe while the output is read.
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let wasKilled = process.terminationReason != .exit
    if wasKilled && !mayBeKilled { throw Crash(description: "\(name) \(arguments) was ended by signal \(process.terminationStatus)") }
    return Outcome(
      code: wasKilled ? -1 : process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }

  /// A script for `/bin/sh`. Another process writes it: while this one has a file open, a process that another thread
  /// starts has it open, too, and a file that is open for writing cannot be run.
  package static func script(_ name: String, _ text: String, in folder: URL) throws -> URL {
    let file = folder.appending(path: name)
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/sh")
    writer.arguments = ["-c", #"printf '%s\n' '#!/bin/sh' "$1" > "$0" && chmod 755 "$0""#, file.path(), text]
    try writer.run()
    writer.waitUntilExit()
    guard writer.terminationStatus == 0 else { throw Crash(description: "\(file.path()) cannot be written") }
    return file
  }

  /// A new folder, gone after `body`.
  package static func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "program-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
