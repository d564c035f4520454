import Foundation
import Fuzzing
import KernelVerification
import Registry

/// Plants every bug of the catalogue and says how long it lived.
struct MutantsCommand {
  /// The first seed, and how many follow one another.
  var seed: UInt64 = 1
  var seeds = 10
  /// Only bugs whose name or implementation has this in it.
  var filter: String?
  /// Only bugs of this implementation.
  var optimizer: String?
  /// Whether each failure is printed as one line.
  var showsLines = false
  /// Where the report goes as JSON.
  var json: String?

  /// The bugs that the options leave.
  private var quarries: [Quarry] {
    Mutants.all.compactMap { mutant in
      guard let implementation = Registry.verifier.implementation(mutant.implementation) else { return nil }
      guard optimizer.map({ $0 == implementation.name }) ?? true else { return nil }
      guard filter.map({ mutant.name.contains($0) || implementation.name.contains($0) }) ?? true else { return nil }
      return Quarry(
        name: mutant.name, source: mutant.source, implementation: implementation, makeKernel: mutant.makeKernel,
        makeHonest: mutant.makeHonest)
    }
  }

  /// Prints the report, writes the JSON where that is asked for, and says how the program ends.
  func run() -> ExitCode {
    do {
      let report = try report()
      print(report.text(showsLines: showsLines))
      if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
      return report.exitCode
    } catch {
      try? FileHandle.standardError.write(contentsOf: Data("fuzz: \(error)\n".utf8))
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
    let campaign = MutantCampaign(
      Hunt(Registry.verifier), quarries, seeds: (0..<UInt64(seeds)).map { seed &+ $0 },
      // The one place where a failure is made smaller.
      shrink: { _, testCase in testCase.rerun },
      now: { Double((clock.now - start) / .nanoseconds(1)) * 1e-9 })
    return try campaign.run { done, all in
      if isTerminal && done % 16 == 0 { write("\u{1b}[2K\r\(done) of \(all) hunts") }
    }
  }
}
