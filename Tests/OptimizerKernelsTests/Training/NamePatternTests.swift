import Foundation
import OptimizerKernels
import Testing

/// Which parameters the patterns of a group leave out of weight decay.
@Suite struct NamePatternTests {
  /// Whether a parameter of this name decays: SGD with a gradient of 0 and λ = 1 halves what does.
  private func decays(_ name: String, _ patterns: [String]) throws -> Bool {
    var tensors = Tensors<Float>()
    try tensors.append(name, [1])
    var gradients = Tensors<Float>()
    try gradients.append(name, [0])
    let group = try ParameterGroup(SGD.torch(lr: 0.5, weightDecay: 1), withoutDecay: patterns)
    var optimizer = try Optimizer(tensors, groups: [group])
    try optimizer.step(&tensors, gradients: gradients)
    let value = try #require(tensors[name]?.first)
    #expect(value == 1 || value == 0.5)
    return value == 0.5
  }

  @Test(
    arguments: [
      ("bias", "bias", true), ("bias", "bias2", false), ("bias", "a/bias", false), ("*bias", "a/bias", true),
      ("*bias", "bias", true), ("*bias", "bias/a", false), ("*bias*", "a/bias_1", true), ("bias*", "a/bias", false),
      ("*", "w", true), ("**", "w", true), ("?", "w", true), ("?", "ww", false), ("??", "w", false), ("w?*", "w", false),
      ("layer?.*.bias", "layer1.norm.bias", true), ("layer?.*.bias", "layer10.norm.bias", false),
      ("*a*b*c", "xaxbxbxc", true), ("*a*b*c", "xaxbxbx", false), ("*ab", "aab", true), ("*aab", "aaab", true),
      ("a.c", "abc", false), ("a.c", "a.c", true), ("(a+)+$", "aaa", false), ("(a+)+$", "(a+)+$", true), ("[ab]", "a", false),
      ("[ab]", "[ab]", true), ("?", "é", true), ("*é*", "aéb", true), ("", "w", nil),
    ] as [(String, String, Bool?)]) func `a pattern matches the whole name`(pattern: String, name: String, matches: Bool?) throws
  {
    if let matches {
      #expect(try decays(name, [pattern]) == !matches)
      #expect(try decays(name, ["other", pattern]) == !matches)
    } else {
      #expect(throws: HyperparameterError.self) { try decays(name, [pattern]) }
    }
  }

  /// Patterns that take a backtracking matcher longer than the age of the universe, on names of the same file.
  @Test(.timeLimit(.minutes(10))) func `no pattern takes long on a name`() throws {
    let name = String(repeating: "a", count: 10_000) + "b"
    for pattern in [
      String(repeating: "*a", count: 255) + "*c", String(repeating: "a*", count: 256), "*" + String(repeating: "a", count: 510) + "c",
      String(repeating: "*", count: 511) + "c", "(a+)+$", "(a*)*c", String(repeating: "?*", count: 255) + "c",
    ] {
      _ = try decays(name, [pattern])
    }
    #expect(try decays(name, [String(repeating: "*a", count: 255) + "*c"]))
    #expect(try !decays(name, [String(repeating: "*a", count: 255) + "*b"]))
  }

  /// JSON in which regular expressions stand, as checkpoints have had them.
  private func group(expressions: String) throws -> ParameterGroup {
    let encoded = try JSONEncoder().encode(ParameterGroup(SGD.torch(lr: 0.5), withoutDecay: ["*"]))
    let json = String(decoding: encoded, as: UTF8.self).replacing(#""withoutDecay":["*"]"#, with: #""excludedFromDecay":\#(expressions)"#)
    #expect(json.contains("excludedFromDecay"))
    return try JSONDecoder().decode(ParameterGroup.self, from: Data(json.utf8))
  }

  @Test func `regular expressions become globs that mean the same, or are refused`() throws {
    #expect(try group(expressions: "[]").withoutDecay == [])
    #expect(try group(expressions: #"["bias","Layer-Norm_1/w:0",""]"#).withoutDecay == ["*bias*", "*Layer-Norm_1/w:0*", "*"])
    for expression in ["bias$", "^w", "a.b", "[Nn]orm", "(a+)+$", "a*", "é"] {
      let error = #expect(throws: HyperparameterError.self) { try group(expressions: #"["bias","\#(expression)"]"#) }
      #expect(
        error?.description == "excludedFromDecay is \"\(expression)\"; allowed: words, which are looked for anywhere in a name; "
          + "other patterns go under withoutDecay, as globs")
    }
  }
}
