import Foundation
import Fuzzing
import KernelVerification
import Registry

/// Plants every bug of the catalogue and says how long it lived.
struct MutantsCommand {
  /// The first seed, and how many follow one another.
  private let seed: UInt64
  private let seeds: Int
  /// Only bugs of these implementations.
  private let implementations: [Implementation]
  /// Where the report goes as JSON.
  private let json: String?

  init(_ arguments: Arguments) throws(UsageError) {
    seed = try arguments.seed()
    seeds = try arguments.number("--seeds", 1...1000) ?? 10
    implementations = try arguments.implementations()
    json = arguments["--json"]
  }

  /// The bugs that the options leave.
  private var quarries: [Quarry] {
    Mutants.all.compactMap { mutant in
      guard let implementation = implementations.first(where: { $0.name == mutant.implementation }) else { return nil }
      return Quarry(
        name: mutant.name, source: mutant.source, implementation: implementation, makeKernel: mutant.makeKernel,
        makeHonest: mutant.makeHonest)
    }
  }

  /// Prints the report, writes the JSON where that is asked for, and says how the program ends.
  func run() -> ExitCode {
    do {
      let report = try report()
      return present(report.text(showsLines: true) + "\n", json: json, { try report.json() }, report.exitCode)
    } catch {
      printError("fuzz: \(error)")
      return .programFault
    }
  }

  /// Hunts.
  func report() throws -> MutantReport {
    let clock = ContinuousClock()
    let start = clock.now
    let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
    defer { if isTerminal { write("\u{1b}[2K\r") } }
    let verifier = Registry.verifier.withoutSearch
    let campaign = MutantCampaign(
      Hunt(Registry.verifier), quarries, seeds: (0..<UInt64(seeds)).map { seed &+ $0 },
      shrink: { quarry, testCase in
        let shrinker = Shrinker(quarry.implementation, verifier: verifier, makeCandidate: quarry.makeKernel)
        let shrunk = try? shrinker.shrink(testCase) { try verifier.judge(quarry.makeKernel($0.hyperparameters), on: $0) }
        return (shrunk?.line ?? ReplayLine(testCase)).text
      },
      now: { Double((clock.now - start) / .nanoseconds(1)) * 1e-9 })
    return try campaign.run { done, all in
      if isTerminal && done % 16 == 0 { write("\u{1b}[2K\r\(done) of \(all) hunts") }
    }
  }
}
