import CommandLine
import Fuzzing
import KernelVerification
import Mutants
import Registry

/// Plants every bug of the catalogue and says how long it lived.
struct MutantsCommand: Command {
  /// The first seed, and how many follow one another.
  private let seed: UInt64
  private let seeds: Int
  /// The bugs that the options leave.
  private let mutants: [Mutant]
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    try arguments.refuseWords("mutants")
    seed = try arguments.seed()
    seeds = try arguments.number(.seeds, in: 1...1000) ?? 10
    let names = Set(try arguments.implementations().map(\.name))
    mutants = Mutant.all.filter { names.contains($0.implementation) }
    self.arguments = arguments
  }

  /// Prints the report, writes the JSON where that is asked for, and says how the program ends.
  func run() throws(UsageError) -> ExitCode {
    Interruption.watch()
    let json = try OutputFile.open(arguments)
    do {
      let report = try report()
      return present(report.text(showsLines: true) + "\n", { try report.json() }, to: json, report.exitCode)
    } catch {
      complain("\(error)")
      return .programFault
    }
  }

  /// Hunts.
  func report() throws -> MutantReport {
    let clock = ContinuousClock()
    let start = clock.now
    var status = StatusLine()
    defer { status.clear() }
    let verifier = Registry.verifier.withoutSearch
    let campaign = MutantCampaign(
      Hunt(Registry.verifier), mutants, seeds: (0..<UInt64(seeds)).map { seed &+ $0 },
      shrink: { mutant, testCase in
        let shrinker = Registry.verifier.implementation(mutant.implementation).map {
          Shrinker($0, verifier: verifier, makeCandidate: mutant.makeKernel)
        }
        let shrunk = try? shrinker?.shrink(testCase) { try verifier.judge(mutant.makeKernel($0.hyperparameters), on: $0) }
        return (shrunk?.line ?? ReplayLine(testCase)).text
      },
      now: { Double((clock.now - start) / .nanoseconds(1)) * 1e-9 })
    return try campaign.run { done, all in
      status.show("\(done) of \(all) hunts")
      return !Interruption.isRequested
    }
  }
}
