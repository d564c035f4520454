import Testing

@testable import CommandLine

/// How a command line is read.
@Suite struct ArgumentsTests {
  private static let count = Option("--count", "N", .list, meaning: "")
  private static let all = Option("--all", meaning: "")
  private static let options: [Option] = [.json, .jobs, .optimizer, .seed, count, all, .help]

  private static func read(_ arguments: String...) -> Arguments { Arguments(arguments, options: options) }

  @Test func aValueFollowsOrIsAttached() throws {
    for arguments in [Self.read("--json", "a=b", "-j", "4"), Self.read("--json=a=b", "-j4"), Self.read("-j=4", "--json=a=b")] {
      #expect(arguments.mistake == nil && arguments.words.isEmpty)
      #expect(try arguments[.json] == "a=b" && arguments.jobs() == 4)
    }
    #expect(Self.read("--json=--all")[.json] == "--all")
    #expect(Self.read("--seed", "-1")[.seed] == "-1")
  }

  @Test func afterTwoDashesEverythingIsAWord() {
    let arguments = Self.read("a", "--all", "--", "--json", "--", "-x")
    #expect(arguments.words == ["a", "--json", "--", "-x"] && arguments.has(Self.all) && arguments.mistake == nil)
    #expect(Self.read("-").words == ["-"])
  }

  @Test func listsAddUp() throws {
    let arguments = Self.read("--count", "1, 2", "--count=2,3")
    #expect(try arguments.list(Self.count) == ["1", "2", "2", "3"] && arguments.numbers(Self.count, in: 1...3) == [1, 2, 3])
    #expect(try Self.read().list(Self.count) == nil)
  }

  @Test func optimizersAreInTheOrderOfTheirNames() throws {
    let names = ["paper.Adam", "torch.Adam", "torch.RAdam", "torch.SGD"]
    func chosen(_ arguments: String...) throws -> [String]? {
      try Arguments(arguments, options: Self.options).optimizers(among: names, of: names + ["other.Clip"], requirement: "with a kernel")
    }
    #expect(try chosen("--optimizer", "torch.SGD,Adam", "--optimizer=paper.Adam") == ["paper.Adam", "torch.Adam", "torch.SGD"])
    #expect(try chosen("--optimizer", "all") == names && chosen() == nil)
    let error = #expect(throws: UsageError.self) { try chosen("--optimizer", "Clip") }
    #expect(error?.message == "--optimizer is Clip; allowed: with a kernel")
  }

  /// The message about an argument of a megabyte is short, and made at once.
  @Test func aLongArgumentCostsLittle() {
    let long = String(repeating: "é", count: 1 << 19)
    for arguments in [Self.read("--\(long)"), Self.read("--json=\(long)", "--json=b"), Self.read("--all=\(long)")] {
      #expect((arguments.mistake?.message.utf8.count ?? 0) < 1000)
    }
    let time = ContinuousClock().measure { _ = UsageError("unknown word", unknown: long, among: ["paper.Adam"], allowed: "paper.Adam") }
    // Linear work on a megabyte takes a hundredth of it; the square of it would take hours.
    #expect(time < .seconds(5))
  }
}
