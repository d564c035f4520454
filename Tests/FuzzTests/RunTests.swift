import Foundation
import Testing

/// The program `fuzz`, as a user runs it.
@Suite struct RunTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What it prints and how it ends; the program lies beside the tests.
  private static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    #else
      let tests = URL(filePath: CommandLine.arguments[0])
    #endif
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent().appending(path: "fuzz")
    process.arguments = arguments
    process.currentDirectoryURL = package
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationReason == .exit, "fuzz crashed")
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let first = try Self.run(["--cases", "256", "--optimizer", "AdaBound", "--jobs", "1"])
    let second = try Self.run(["--cases", "256", "--optimizer", "AdaBound", "--jobs", "4"])
    #expect(first.code == 0 && first == second)
    #expect(first.output.contains("adabound.AdaBound") && first.output.contains("all good: "))
    #expect(try Self.run(["--cases", "256", "--optimizer", "AdaBound", "--seed", "2"]).output != first.output)
  }

  @Test func aLineIsReplayed() throws {
    let line = "replay/1 paper.Momentum {\"epsilon\":x3f847ae147ae147b,\"mu\":x3feccccccccccccd} t=0 steps=1 w[1] θ=3f800000 g=3f800000"
    let good = try Self.run(["replay", line])
    #expect(good.code == 0 && good.output.contains("all good: 1 case"))
    #expect(try Self.run(["replay", line + " g=00000000"]).code == 6)
    #expect(try Self.run(["replay", line.replacing("paper.Momentum", with: "paper.Nothing")]).code == 6)
  }

  @Test func oneCaseAlone() throws {
    let one = try Self.run(["--only", "63", "--optimizer", "paper.Adam"])
    #expect(one.code == 0 && one.output.contains("all good: 1 case"))
  }

  @Test func bugsOfOneOptimizerAreFound() throws {
    let outcome = try Self.run(["mutants", "--optimizer", "adamod.AdaMod", "--seeds", "2"])
    #expect(outcome.code == 0 && outcome.output.contains(" bugs found with each of 2 seeds"))
    // No bug is planted in it: nothing was shown.
    #expect(try Self.run(["mutants", "--optimizer", "mlx_swift.AdamW"]).code == 4)
  }

  @Test func failuresOfUseEndWithOne() throws {
    #expect(try Self.run(["--cases", "0"]).code == 1)
    #expect(try Self.run(["--help"]).output.hasPrefix("fuzz: looks for the input"))
  }
}
