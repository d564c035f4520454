import ProgramRunner
import Testing

/// The program `fuzz`, as a user runs it.
@Suite struct RunTests {
  @Test func theSameSeedGivesTheSameBytes() throws {
    let first = try Program.fuzz.run(["--cases", "256", "--optimizer", "AdaBound", "--jobs", "1"])
    let second = try Program.fuzz.run(["--cases", "256", "--optimizer", "AdaBound", "--jobs", "4"])
    #expect(first.code == 0 && first == second)
    #expect(first.output.contains("adabound.AdaBound") && first.output.contains("all good: "))
    #expect(try Program.fuzz.run(["--cases", "256", "--optimizer", "AdaBound", "--seed", "2"]).output != first.output)
  }

  @Test func aLineIsReplayed() throws {
    let line = "replay/1 paper.Momentum {\"epsilon\":x3f847ae147ae147b,\"mu\":x3feccccccccccccd} t=0 steps=1 w[1] θ=3f800000 g=3f800000"
    let good = try Program.fuzz.run(["replay", line])
    #expect(good.code == 0 && good.output.contains("all good: 1 case"))
    #expect(try Program.fuzz.run(["replay", line + " g=00000000"]).code == 6)
    #expect(try Program.fuzz.run(["replay", line.replacing("paper.Momentum", with: "paper.Nothing")]).code == 6)
  }

  @Test func oneCaseAlone() throws {
    let one = try Program.fuzz.run(["--only", "63", "--optimizer", "paper.Adam"])
    #expect(one.code == 0 && one.output.contains("all good: 1 case"))
  }

  @Test func bugsOfOneOptimizerAreFound() throws {
    let outcome = try Program.fuzz.run(["mutants", "--optimizer", "adamod.AdaMod", "--seeds", "2"])
    #expect(outcome.code == 0 && outcome.output.contains(" bugs found with each of 2 seeds"))
    // No bug is planted in it: nothing was shown.
    #expect(try Program.fuzz.run(["mutants", "--optimizer", "mlx_swift.AdamW"]).code == 4)
  }

}
