import Benchmarking
import CommandLine
import KernelVerification

extension Option {
  static let count = Option(
    "--count", "N", .list, meaning: "only parameters of N elements, or of several counts with commas between them; may be repeated")
  static let threads = Option(
    "--threads", "N", .list, meaning: "only with at most N threads; likewise. Small parameters are stepped by fewer")
  static let seconds = Option("--seconds", "S", meaning: "how long each measurement takes, 0.3 if not given; never less than nine rounds")
  static let compare = Option(
    "--compare", "FILE",
    meaning:
      "FILE is the bench program of another build: both measure in turn, each in processes of its own, and what "
      + "changed is told from what differs between processes of one program. Or FILE is a report: what changed since, "
      + "with no verdict on it")
  static let pairs = Option("--pairs", "N", meaning: "how many processes of either program, 6 to 16, 16 if not given")
}

extension Program {
  /// The program, for its help and for what it refuses.
  static let description = ProgramDescription(
    "bench", "how fast the kernels step, beside what no step can be faster than, measured in turn in the same run.",
    commands: [
      part("", "all that follows, in three minutes"),
      part(
        Bench.Part.steps.rawValue,
        "for each optimizer, count and number of threads: nanoseconds and bytes an element, and the ratio to the limit"),
      part(
        Bench.Part.calls.rawValue,
        "what a step costs beside its arithmetic: small ones, many parameters, clipping, copies, threads, no AVX2"),
      part(Bench.Part.verifier.rawValue, "how many element-steps a second are judged: lock step, sweep, fuzz"),
    ],
    exitCodes: [
      (.success, "measured"), (.usage, "usage, or a file that cannot be written"),
      (.unreadableInput, "the file to compare with could not be read"), (.programFault, "a fault of the program"),
      (.interrupted, "interrupted by Ctrl-C or SIGTERM, after the measurement at hand; a second one ends at once"),
    ],
    details: """
      Several parts may be named. The limit is the slower of two loops on the same arrays, with the same threads: "memory" reads and writes \
      what a step reads and writes, and does nothing else; "divider" takes a root and divides, once an element, and does nothing else. A \
      loop's times and the step's are taken in turn, and "× limit" is the median of their ratio. "95 %" is where that median lies, 19 times of \
      20. That is noise within one process: two processes of one program differ by more. Of a comparison with a program the intervals hold \
      the true changes of all rows at once, 19 times of 20; of equal programs one in 20 comparisons at most says that they differ. "cannot \
      tell" names the change that would have shown.
      """)

  private static func part(_ name: String, _ summary: String) -> CommandDescription {
    CommandDescription(
      name, summary, options: [.optimizer, .count, .threads, .seconds, .json, .compare, .pairs],
      exitCodes: [.success, .usage, .unreadableInput, .programFault, .interrupted])
  }
}
