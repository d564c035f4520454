import CommandLine
import KernelVerification

extension Option {
  static let vectors = Option("--vectors", "DIR", .repeated, meaning: "only the recordings in DIR, a folder or one file; may be repeated")
  static let filter = Option(
    "--case", "TEXT", meaning: "only the cases whose name contains TEXT; bias/NAME is a kernel's judgement for bias")
  static let rounds = Option(
    "--rounds", "N",
    meaning:
      "the generated cases N times: after the first with other numbers and hyperparameters, and with NaN, infinities, subnormals and the like in one "
      + "element of eight")
  static let allPairs = Option("--all", meaning: "the step at which each pair of implementations parts first")
  static let every = Option("--every", "N", meaning: "only each N-th gradient, and those around each power of two")
  static let resume = Option(
    "--resume", "FILE", meaning: "keeps the state in FILE, or in a folder of that name, every few seconds, and goes on from what is there")
}

extension Verify {
  /// The program, for its help and for what it refuses.
  static let description = ProgramDescription(
    "verify", "holds optimizer kernels against references, with a tolerance derived for every element of every step.",
    commands: [
      CommandDescription(
        "", "what failed once (Vectors/Regressions), all recordings in Vectors/Recorded, all generated cases and bias, on every kernel",
        options: [.vectors, .filter, .rounds, .json], exitCodes: judging + [.biased, .brokenCandidate, .notDeterministic]),
      CommandDescription(
        "trace", forms: ["FILE…"], "somebody's float32 trajectories with their state (files or folders), judged in lock step",
        options: [.json], exitCodes: judging),
      CommandDescription(
        "show", forms: ["FILE"], "a recording, readable", exitCodes: [.success, .usage, .unreadableInput, .programFault]),
      CommandDescription(
        "compare", forms: ["A B", "--all"],
        "two implementations: where they part first, by how much, which of their choices explains it, and what was left equal or off; or all "
          + "pairs, in parentheses where that takes an option",
        options: [.allPairs, .json], exitCodes: [.success, .usage, .programFault, .interrupted]),
      CommandDescription(
        "sweep", "every one of the 2³² Float gradients through the first step of every optimizer, from θ = 0",
        options: [.optimizer, .shard, .shards, .every, .resume, .jobs, .json], exitCodes: judging + [.brokenCandidate]),
      CommandDescription(
        "merge", forms: ["FILE…"],
        "the reports of all shards of a run, joined to the report of one run; a digest in each tells whether it was edited or damaged, by "
          + "accident: it is no signature",
        options: [.json],
        exitCodes: judging.filter { $0 != .interrupted } + [.brokenCandidate, .notDeterministic]),
      CommandDescription(
        "digests", "the bits that each kernel gives on a fixed corpus, as one number, beside the pinned one",
        exitCodes: [.success, .usage, .mismatch, .programFault]),
      CommandDescription("names", "the implementations, a name a line", exitCodes: [.success, .usage, .programFault]),
    ],
    exitCodes: [
      (.success, "all good"), (.usage, "usage, or a file that cannot be written"),
      (.mismatch, "a value beyond its bound or a digest that differs"), (.biased, "a kernel is biased"),
      (.vacuous, "nothing was compared where something should have been"),
      (.unreadableInput, "a file could not be read (the rest is still judged)"), (.brokenCandidate, "a candidate broke"),
      (.notDeterministic, "one was not deterministic"), (.programFault, "a fault of the program"),
      (.interrupted, "interrupted by Ctrl-C or SIGTERM, all good until then; a second one ends at once"),
    ],
    details: """
      The table has one line an implementation. "worst ratio" is the largest |error| / bound of our kernel, at most 1; "recorded" that of the \
      recorded values against their transcription, at most 2 for float64 (both sides round), 1 for float32. "bias" is the mean error of our \
      kernel's update in ulps, toward larger: at most half an ulp either way. If several exit codes apply, the first of 70, 1, 6, 7, 8, 2, 3, 4, \
      130 is given.
      """)

  /// How a command ends that judges.
  private static let judging: [ExitCode] = [
    .success, .usage, .mismatch, .vacuous, .unreadableInput, .programFault, .interrupted,
  ]
}
