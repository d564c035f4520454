import CommandLine
import KernelVerification
import Registry

extension Option {
  static let cases = Option("--cases", "N", meaning: "so many cases, which give the same bytes on every machine")
  static let seconds = Option("--seconds", "S", meaning: "for that long; ten if neither --cases nor --seconds is given")
  static let only = Option("--only", "I", meaning: "case I alone; takes --seed, --optimizer and --json")
  static let regressions = Option("--regressions", "DIR", meaning: "another folder for the lines of what failed")
  static let seeds = Option("--seeds", "N", meaning: "so many seeds, from --seed on; ten if not given")
}

extension Fuzz {
  /// The program, for its help and for what it refuses.
  static let description = ProgramDescription(
    "fuzz", "looks for the input on which an optimizer kernel breaks, and hands it back as one line.",
    commands: [
      CommandDescription(
        "", "what failed once (Vectors/Regressions), then generated cases for ten seconds",
        options: [.seconds, .cases, .optimizer, .seed, .jobs, .shard, .shards, .only, .regressions, .json],
        exitCodes: [
          .success, .usage, .mismatch, .vacuous, .unreadableInput, .brokenCandidate, .notDeterministic, .programFault, .interrupted,
        ]),
      CommandDescription(
        "replay", forms: ["LINE"], "one case again, from its line", options: [.json],
        exitCodes: [.success, .usage, .mismatch, .vacuous, .unreadableInput, .brokenCandidate, .notDeterministic, .programFault]),
      CommandDescription(
        "mutants", "plants each known bug, and says how long it lived and what fixed tolerances make of it",
        options: [.optimizer, .seed, .seeds, .json],
        exitCodes: [.success, .usage, .mismatch, .vacuous, .survived, .programFault, .interrupted]),
    ],
    exitCodes: [
      (.success, "all good"), (.usage, "usage, or a file that cannot be written"),
      (.mismatch, "a value beyond its bound, a property that does not hold, or a right kernel that was refused"),
      (.vacuous, "nothing was shown, or a run of a million cases did not reach an edge ten times"), (.survived, "a planted bug survived"),
      (.unreadableInput, "a line that could not be read"), (.brokenCandidate, "a kernel broke"),
      (.notDeterministic, "one was not deterministic"), (.programFault, "a fault of the program"),
      (.interrupted, "interrupted by Ctrl-C or SIGTERM, all good until then; a second one ends at once"),
    ],
    details: """
      Every case goes through lock step, some through a free run, and some must have a property to the bit. What came closest to its bound is \
      changed a little and tried again. What fails is repeated, shrunk and kept, after Ctrl-C too. If several exit codes apply, the first of \
      70, 1, 6, 7, 8, 2, 5, 4, 130 is given.
      """)
}

extension Arguments {
  /// The implementations with a kernel that `--optimizer` names; all of them where it was not given.
  func implementations() throws(UsageError) -> [Implementation] {
    let taken = Registry.implementations.filter { $0.kernel != nil }
    let chosen = try optimizers(among: taken.map(\.name), of: Registry.verifier.names, requirement: "one that has a kernel")
    return chosen.map { names in taken.filter { names.contains($0.name) } } ?? taken
  }

  /// Refuses words, for a command that takes none.
  func refuseWords(_ command: String) throws(UsageError) {
    if !words.isEmpty { throw UsageError("\(command) takes no words and was given \(words.count)") }
  }
}
