import Foundation
import Testing

/// What the program says to arguments that mean nothing, each ending with exit code 1.
@Suite struct UsageTests {
  @Test(arguments: [
    (
      ["--frobnicate"],
      "unknown option --frobnicate; allowed: --vectors DIR, --case TEXT, --rounds N, --all, --json FILE, --optimizer NAME, --shard k/n, "
        + "--shards n, --every N, --resume FILE, --jobs N, --help"
    ),
    (["frobnicate"], "unknown command \"frobnicate\"; allowed: trace, show, compare, digests, sweep, merge, or none"),
    (["--shard", "0/2"], "verify without a command does not take --shard"),
    (["trace", "x", "--resume", "y"], "trace does not take --resume"),
    (["sweep", "x"], "sweep takes no arguments and was given 1"),
    (["sweep", "--case", "x"], "sweep does not take --case"),
    (
      ["sweep", "--shard", "4/4"], "--shard \"4/4\" is no shard; allowed: k/n with n from 1 to 1000000 and k from 0 to n - 1"
    ),
    (["sweep", "--shards", "4"], "--shards needs SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set"),
    (["sweep", "--every", "0"], "--every is 0; allowed: 1 to 1048576"),
    (["sweep", "--jobs", "many"], "--jobs is many; allowed: 1 to 1024"),
    (["merge"], "merge needs at least one FILE"),
    (["merge", "a", "--shard", "0/2"], "merge does not take --shard"),
    (["--vectors"], "--vectors needs a value"),
    (["--case"], "--case needs a value"),
    (["--json"], "--json needs a value"),
    (["--vectors", ""], "--vectors needs a value"),
    (["--json", "a", "--json", "b"], "--json is given twice; allowed: once"),
    (["--case", "a", "--case", "b"], "--case is given twice; allowed: once"),
    (["--rounds", "2", "--rounds", "3"], "--rounds is given twice; allowed: once"),
    (["--rounds", "0"], "--rounds is 0; allowed: 1 to 1000000"),
    (["--rounds", "two"], "--rounds is two; allowed: 1 to 1000000"),
    (["--rounds", "2", "--vectors", "x"], "--vectors does not take --rounds: recordings are what they are"),
    (["trace", "x", "--rounds", "2"], "trace does not take --rounds"),
    ([""], "an argument is empty"),
    (["trace"], "trace needs at least one FILE or folder"),
    (["trace", "x", "--vectors", "y"], "trace does not take --vectors"),
    (["trace", "x", "--case", "y"], "trace does not take --case"),
    (["show"], "show needs one FILE and was given 0"),
    (["show", "a", "b"], "show needs one FILE and was given 2"),
    (["show", "a", "--json", "b"], "show does not take --json"),
    (["show", "a", "--case", "b"], "show does not take --case"),
    (["digests", "a"], "digests takes no arguments and was given 1"),
    (["digests", "--json", "a"], "digests does not take --json"),
    (["digests", "--vectors", "a"], "digests does not take --vectors"),
    (["compare"], "compare needs two names, or --all, and was given 0"),
    (["compare", "paper.Adam"], "compare needs two names, or --all, and was given 1"),
    (["compare", "--all", "paper.Adam"], "compare --all takes no names and was given 1"),
    (["compare", "a", "b", "--case", "c"], "compare does not take --case"),
    (["--all"], "--all belongs to compare"),
  ])
  func isRefused(arguments: [String], message: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 1)
    #expect(outcome.errors == "verify: \(message)\nSee verify --help.\n")
    #expect(outcome.output.isEmpty)
  }

  @Test func helpNamesEveryCommandAndExitCode() throws {
    let outcome = try Program.run(["--help"])
    #expect(outcome.code == 0)
    for word in [
      "--vectors DIR", "trace FILE…", "show FILE", "compare A B", "compare --all", "verify digests", "verify merge", "verify sweep",
      "--shard k/n", "--json FILE",
      "--case TEXT",
      "--rounds N", "--help",
      "Exit codes: 0", "3 a kernel is biased", "6 a file", "bias/NAME",
    ] {
      #expect(outcome.output.contains(word))
    }
  }

  @Test func aReportThatCannotBeWrittenIsSaid() throws {
    let outcome = try Program.run(["--case", "generated/paper.Adam/0-normal", "--json", "/nowhere/report.json"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("verify: --json /nowhere/report.json cannot be written: "))
  }
}
