import KernelVerification
import Testing

/// What a mistyped name may be meant for.
@Suite struct NearestNamesTests {
  private static let names = ["paper.Adam", "torch.optim.Adam", "torch.optim.AdamW", "torch.optim.RAdam", "torch.optim.SGD"]

  @Test(arguments: [
    ("torch.optim.adamw", ["torch.optim.AdamW"]), ("torch.optim.AdmaW", ["torch.optim.AdamW"]), ("torch.optm.SGD", ["torch.optim.SGD"]),
    ("adam", ["paper.Adam", "torch.optim.Adam"]), ("torch.optim.Adam", ["torch.optim.Adam"]),
    ("Adamx", ["paper.Adam", "torch.optim.Adam", "torch.optim.AdamW"]),
    ("nothing", []), ("", []), ("x", []), (String(repeating: "torch.optim.Adam", count: 1000), []),
  ])
  func areFound(word: String, nearest: [String]) { #expect(nearestNames(to: word, among: Self.names) == nearest) }

  @Test func areAQuestion() {
    #expect(didYouMean("adam", among: Self.names) == "did you mean paper.Adam or torch.optim.Adam?")
    #expect(didYouMean("nothing", among: Self.names) == nil)
  }
}
