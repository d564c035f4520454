import ProgramRunner
import Testing

/// What `--help` prints.
@Suite struct HelpTests {
  private static let commands: [(program: Program, names: [String])] = [
    (.verify, ["trace", "show", "compare", "sweep", "merge", "digests", "names"]), (.fuzz, ["replay", "mutants"]),
    (.bench, ["steps", "calls", "verifier"]),
  ]

  @Test func theOverviewNamesEveryCommandAndHowAProgramEnds() throws {
    for (program, names) in Self.commands {
      let outcome = try program.run(["--help"])
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      expectItFits(outcome.output)
      for name in names { #expect(outcome.output.contains("\n  \(program.name) \(name)")) }
      for part in ["--json FILE", "Exit codes: 0 ", "6 ", "70 a fault", "130 interrupted"] { #expect(outcome.output.contains(part)) }
    }
  }

  /// A command's own help is short, and stands wherever `--help` does and whatever is wrong with the rest.
  @Test func aCommandHasItsOwn() throws {
    for (program, names) in Self.commands {
      for name in names {
        let outcome = try program.run([name, "--help"])
        #expect(outcome.code == 0 && outcome.output.hasPrefix("\(program.name) \(name)"))
        #expect(outcome.output.contains("Exit codes: 0 ") && outcome.output.split(separator: "\n").count < 32)
        expectItFits(outcome.output)
        #expect(try program.run(["-h", name]) == outcome)
      }
    }
    let sweep = try Program.verify.run(["sweep", "--help"])
    #expect(sweep.output.contains("-j, --jobs N") && !sweep.output.contains("--rounds"))
    #expect(try Program.verify.run(["sweep", "--frobnicate", "--every", "0", "--help", "garbage"]) == sweep)
  }

  /// The order of a word that is no command and `--help` does not matter.
  @Test func anUnknownCommandHasNone() throws {
    for program in [Program.verify, .fuzz, .bench] {
      let outcome = try program.run(["--help", "garbage"])
      #expect(outcome.code == 1 && outcome.output.isEmpty && outcome.errors.contains("unknown command garbage; allowed: "))
      #expect(try program.run(["garbage", "--help"]) == outcome)
      #expect(try program.run(["--frobnicate", "--help"]) == program.run(["--help"]))
    }
  }

  @Test func namesAreListed() throws {
    let outcome = try Program.verify.run(["names"])
    #expect(outcome.code == 0 && outcome.output.hasSuffix("\n"))
    let names = outcome.output.split(separator: "\n")
    #expect(names.contains("torch.optim.AdamW") && names == names.sorted())
  }

  private func expectItFits(_ text: String) {
    for line in text.split(separator: "\n") where line.count > 100 { Issue.record("\(line.count) columns: \(line)") }
  }
}
