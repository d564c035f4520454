import KernelVerification
import Testing

@testable import fuzz

/// What the command line refuses, and in which words.
@Suite struct UsageTests {
  @Test(arguments: [
    (["--cases", "0"], "--cases is 0; allowed: 1 to 1125899906842624"),
    (["--cases", "many"], "--cases is many; allowed: 1 to 1125899906842624"),
    (["--cases", "1", "--seconds", "1"], "--cases and --seconds are both given; allowed: one of them"),
    (["--seed", "-1"], "--seed is -1; allowed: 0 to 18446744073709551615"),
    (["--seed"], "--seed needs a value"),
    (["--seed", "1", "--seed", "2"], "--seed is given twice; allowed: once"),
    (["--jobs", "0"], "--jobs is 0; allowed: 1 to 1024"),
    (["--shard", "1/2"], "a shard is of a number of cases; --cases N is needed"),
    (["--seeds", "3"], "a campaign does not take --seeds"),
    (["replay"], "replay needs one LINE and was given 0"),
    (["replay", "a", "b"], "replay needs one LINE and was given 2"),
    (["replay", "a", "--seed", "1"], "replay does not take --seed"),
    (["mutants", "x"], "mutants takes no words and was given 1"),
    (["mutants", "--cases", "1"], "mutants does not take --cases"),
    (["sweep"], "unknown command \"sweep\"; allowed: replay, mutants, or none"),
    ([""], "an argument is empty"),
  ])
  func refuses(arguments: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Command(arguments[...], environment: [:]) }
    #expect(error?.message == message)
  }

  @Test func refusesAnUnknownOptimizer() {
    let error = #expect(throws: UsageError.self) { try Command(["--optimizer", "Adagard"], environment: [:]) }
    #expect(error?.message.hasPrefix("--optimizer is Adagard; allowed: the last part of a name, or one of paper.Adam, ") == true)
  }

  @Test func anEnvironmentThatIsNotPlainIsRefused() {
    let error = #expect(throws: UsageError.self) { try Command(["--cases", "64"], environment: ["JOB_COMPLETION_INDEX": "1"]) }
    #expect(error?.message.contains("--shards") == true)
  }

  @Test func namesByTheLastPart() throws {
    let arguments = try Arguments(["--optimizer", "RAdam"])
    let names = try arguments.implementations().map(\.name)
    #expect(names.contains("paper.RAdam") && names.contains("torch.optim.RAdam") && !names.contains("torch.optim.Adam"))
  }
}
