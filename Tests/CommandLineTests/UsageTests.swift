import ProgramRunner
import Testing

/// What the programs say to hostile command lines: one sentence, exit code 1, and nothing on standard output.
@Suite struct UsageTests {
  @Test(arguments: [
    (["--frobnicate"], "unknown option --frobnicate; allowed: --vectors DIR, --case TEXT, --rounds N, --json FILE, --all, "),
    (["--jsno", "x"], "unknown option --jsno; did you mean --json?"),
    (["-x"], "unknown option -x; allowed: "),
    (["frobnicate"], "unknown command frobnicate; allowed: trace, show, compare, sweep, merge, digests, names, or none"),
    (["Sweep"], "unknown command Sweep; did you mean sweep?"),
    (["--", "--json"], "unknown command --json; allowed: "),
    (["\u{1b}[2J"], "unknown command \\u{1b}[2J; allowed: "),
    ([String(repeating: "a", count: 100_000)], "… (100,000 bytes); allowed: "),
    (["--shard", "0/2"], "verify without a command does not take --shard; allowed: --vectors DIR, --case TEXT, --rounds N, --json FILE"),
    (["--vectors"], "--vectors needs a value; allowed: --vectors DIR"),
    (["--vectors", ""], "--vectors needs a value; allowed: --vectors DIR"),
    (["--vectors="], "--vectors needs a value; allowed: --vectors DIR"),
    (["--case", "--json", "x"], "--case needs a value; allowed: --case TEXT, or --case=--json if that is meant"),
    (["--json", "a", "--json=b"], "--json is given twice; allowed: once"),
    (["--rounds", "0"], "--rounds is 0; allowed: 1 to 1000000"),
    (["--rounds=two"], "--rounds is two; allowed: 1 to 1000000"),
    (["--rounds", "2", "--vectors", "x"], "--vectors does not take --rounds: recordings are what they are"),
    ([""], "an argument is empty; allowed: words and options"),
    (["--all"], "verify without a command does not take --all; allowed: "),
    (["trace"], "trace needs at least one FILE or folder"),
    (["trace", "x", "--vectors", "y"], "trace does not take --vectors; allowed: --json FILE"),
    (["trace", "x", "--json", "./x/../x"], "--json is ./x/../x, which is also x, an input; allowed: another file"),
    (
      ["trace", "x", "--json", "/nowhere/report.json"],
      "--json /nowhere/report.json: the file cannot be written: No such file or directory."
    ),
    (["show"], "show needs one FILE and was given 0"),
    (["show", "a", "b"], "show needs one FILE and was given 2"),
    (["show", "a", "--json", "b"], "show does not take --json; allowed: no options"),
    (["digests", "a"], "digests takes no arguments and was given 1"),
    (["names", "a"], "names takes no arguments and was given 1"),
    (["compare"], "compare needs two names, or --all, and was given 0"),
    (["compare", "--all", "paper.Adam"], "compare --all takes no names and was given 1"),
    (["compare", "--all=x"], "--all takes no value and was given x"),
    (["compare", "paper.Adam", "torch.optim.adamw"], "unknown implementation torch.optim.adamw; did you mean torch.optim.AdamW?"),
    (["compare", "paper.Adma", "paper.Adam"], "unknown implementation paper.Adma; did you mean paper.Adam?"),
    (["compare", "paper.Adam", "nothing"], "unknown implementation nothing; allowed: a name that verify names lists"),
    (["merge"], "merge needs at least one FILE"),
    (["merge", "a", "--shard", "0/2"], "merge does not take --shard; allowed: --json FILE"),
    (["merge", "Package.swift", "--json", "Package.swift"], "--json is Package.swift, which is also Package.swift, an input; "),
    (["sweep", "x"], "sweep takes no arguments and was given 1"),
    (["sweep", "--case", "x"], "sweep does not take --case; allowed: --optimizer NAME, --shard k/n, "),
    (["sweep", "--shard", "4/4"], "--shard \"4/4\" is no shard; allowed: k/n with n from 1 to 1000000 and k from 0 to n - 1"),
    (["sweep", "--shard", ","], "--shard \",\" is no shard; allowed: k/n "),
    (["sweep", "--shards", "4"], "--shards needs SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set"),
    (["sweep", "--every", "0"], "--every is 0; allowed: 1 to 1048576"),
    (["sweep", "-j", "many"], "--jobs is many; allowed: 1 to 1024"),
    (["sweep", "-j0"], "--jobs is 0; allowed: 1 to 1024"),
    (["sweep", "-j"], "--jobs needs a value; allowed: --jobs N"),
    (
      ["sweep", "--optimizer", "torch.nn.utils.clip_grad_norm_"],
      "--optimizer is torch.nn.utils.clip_grad_norm_; allowed: one that has a kernel"
    ),
    (["sweep", "--resume", "/nowhere/s.json"], "--resume /nowhere/s.json"),
    (
      ["sweep", "--resume", "Package.swift", "--json", "Package.swift"], "--json is Package.swift, which is also Package.swift, an input; "
    ),
  ])
  func ofVerify(arguments: [String], sentence: String) throws { try expectRefusal(by: .verify, arguments, sentence) }

  @Test(arguments: [
    (["--cases", "0"], "--cases is 0; allowed: 1 to 1125899906842624"),
    (["--cases", "many"], "--cases is many; allowed: 1 to 1125899906842624"),
    (["--cases", "1", "--seconds", "1"], "--cases and --seconds are both given; allowed: one of them"),
    (["--seconds", "1e999"], "--seconds is 1e999; allowed: above 0, up to 1,000,000,000"),
    (["--seconds", "-1"], "--seconds is -1; allowed: above 0, up to 1,000,000,000"),
    (["--seed", "-1"], "--seed is -1; allowed: 0 to 18446744073709551615"),
    (["--jobs", "0"], "--jobs is 0; allowed: 1 to 1024"),
    (["--shard", "1/2"], "a shard is of a number of cases; --cases N is needed"),
    (["--seeds", "3"], "fuzz without a command does not take --seeds; allowed: "),
    (["--only", "1", "--cases", "3"], "--only does not take --cases; allowed: --only I, --seed N, --optimizer NAME, --json FILE"),
    (["--only", "-1"], "--only is -1; allowed: 0 to 1125899906842623"),
    (["--cases", "64", "--json", "/nowhere/x"], "--json /nowhere/x: the file cannot be written: "),
    (["replay"], "replay needs one LINE and was given 0"),
    (["replay", "a", "b"], "replay needs one LINE and was given 2"),
    (["replay", "a", "--seed", "1"], "replay does not take --seed; allowed: --json FILE"),
    (["replai", "a"], "unknown command replai; did you mean replay?"),
    (["mutants", "x"], "mutants takes no words and was given 1"),
    (["mutants", "--cases", "1"], "mutants does not take --cases; allowed: "),
    (["sweep"], "unknown command sweep; allowed: replay, mutants, or none"),
  ])
  func ofFuzz(arguments: [String], sentence: String) throws { try expectRefusal(by: .fuzz, arguments, sentence) }

  @Test(arguments: [
    (["walk"], "unknown command walk; allowed: steps, calls, verifier, or none"),
    (["steps", "call"], "unknown command call; did you mean calls?"),
    (["--count", "0"], "--count is 0; allowed: 1 to 4294967296"),
    (["--count", "4096,many"], "--count is many; allowed: 1 to 4294967296"),
    (["--count", ","], "--count is \",\"; allowed: N, or several with commas between them, none empty"),
    (["--count", "64,"], "--count is \"64,\"; allowed: N, or several "),
    (["--threads", "0"], "--threads is 0; allowed: 1 to 1024"),
    (["--threads", "1,,2"], "--threads is \"1,,2\"; allowed: N, or several "),
    (["--threads", " "], "--threads is \" \"; allowed: N, or several "),
    (["--seconds", "0"], "--seconds is 0; allowed: above 0, up to 3,600"),
    (["--seconds", "nan"], "--seconds is nan; allowed: above 0, up to 3,600"),
    (["--json", "/nowhere/x"], "--json /nowhere/x: the file cannot be written: "),
    (["--json", "Package.swift", "--compare", "./Package.swift"], "--json is Package.swift, which is also ./Package.swift, an input; "),
  ])
  func ofBench(arguments: [String], sentence: String) throws { try expectRefusal(by: .bench, arguments, sentence) }

  /// `--optimizer` means the same in every program, and so do its mistakes.
  @Test(arguments: [
    ([","], "--optimizer is \",\"; allowed: NAME, or several with commas between them, none empty"),
    (["paper.Adam,,paper.RAdam"], "--optimizer is \"paper.Adam,,paper.RAdam\"; allowed: NAME, or several "),
    (["paper.Adam,"], "--optimizer is \"paper.Adam,\"; allowed: NAME, or several "),
    ([""], "--optimizer needs a value; allowed: --optimizer NAME"),
    (["paper.Adam,torch.optim.adamw"], "--optimizer is torch.optim.adamw; did you mean torch.optim.AdamW?"),
    (["Adabelieve"], "; did you mean "),
    (["nothing"], "--optimizer is nothing; allowed: all, a name that verify names lists, or its last part, such as RAdam"),
  ])
  func ofOptimizerNames(values: [String], sentence: String) throws {
    for (program, command) in [(Program.verify, ["sweep"]), (.fuzz, []), (.fuzz, ["mutants"]), (.bench, ["verifier"])] {
      try expectRefusal(by: program, command + values.flatMap { ["--optimizer", $0] }, sentence)
    }
  }

  private func expectRefusal(by program: Program, _ arguments: [String], _ sentence: String) throws {
    let outcome = try program.run(arguments)
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("\(program.name): ") && outcome.errors.contains(sentence), "\(outcome.errors)")
    #expect(outcome.errors.utf8.count < 1000)
  }
}
