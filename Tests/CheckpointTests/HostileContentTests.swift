import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// Checkpoints that are well formed and say what would take forever, end the process or fill a terminal.
@Suite struct HostileContentTests {
  /// The checkpoint of a rule on one parameter, its metadata changed.
  private func load(
    _ rule: some TrainingRule, name: String = "w", _ damage: (inout SafetensorsFile) throws -> Void
  ) throws -> (Optimizer, Tensors<Float>) {
    var parameters = Tensors<Float>()
    try parameters.append(name, [1, 2, 3])
    let optimizer = try Optimizer(parameters, groups: [ParameterGroup(rule, withoutDecay: ["nothing"])])
    return try withDirectory { directory in
      try optimizer.save(parameters, to: "\(directory)/c")
      var file = try SafetensorsFile(contentsOf: "\(directory)/c")
      try damage(&file)
      try file.write(to: "\(directory)/c")
      return try Optimizer.load(from: "\(directory)/c")
    }
  }

  private func replace(_ key: String, _ old: String, _ new: String, in file: inout SafetensorsFile) throws {
    let text = try #require(file.metadata[key])
    #expect(text.contains(old), "\(key) has no \(old): \(text)")
    file.metadata[key] = text.replacingOccurrences(of: old, with: new)
  }

  private static let most = 1 << 53

  /// A text of the groups, what stands in its place, and how the refusal goes on behind "metadata groups".
  private static let damages: [(old: String, new: String, reason: String)] = [
    (
      #""withoutDecay":["nothing"]"#, #""excludedFromDecay":["(a+)+$"]"#, #": excludedFromDecay is "(a+)+$"; allowed: words"#
    ),
    (
      #""withoutDecay":["nothing"]"#, #""withoutDecay":["\#(String(repeating: "*a", count: 5000))"]"#,
      ": withoutDecay is 10000 characters; allowed: at most 512 in all patterns together"
    ),
    (
      #""rule":"NAdam""#, #""rule":"\#(String(repeating: #"\u001B[2J"#, count: 250_000))""#, #": rule is \u{1B}[2J\u{1B}[2J"#
    ),
    (
      #""schedule":[]"#, #""schedule":[\#(list(#"{"inverseRoot":{}}"#, 10_000))]"#,
      ": schedule is 10000 entries; allowed: at most 64"
    ),
    (
      #""schedule":[]"#,
      #""schedule":[{"piecewiseConstant":{"boundaries":[\#(list("1", 10_001))],"values":[\#(list("1", 10_002))]}}]"#,
      ": boundaries is 10001 boundaries; allowed: at most 10000"
    ),
    (#""beta1":0.9"#, #""beta1":\#(String(repeating: "9", count: 1_000_000))"#, ""),
    (#""beta1":0.9"#, #""beta1":1e999999999999999999999"#, ""),
    (#""schedule":[]"#, #""schedule":\#(String(repeating: "[", count: 100_000))"#, " is not JSON: byte"),
  ]

  private static func list(_ element: String, _ count: Int) -> String {
    [String](repeating: element, count: count).joined(separator: ",")
  }

  @Test(.timeLimit(.minutes(10)), arguments: 0..<8) func `groups`(number: Int) throws {
    #expect(Self.damages.count == 8)
    let (old, new, reason) = Self.damages[number]
    let error = #expect(throws: CheckpointError.self) { try load(NAdam.torch()) { try replace("groups", old, new, in: &$0) } }
    let text = error?.reason ?? ""
    #expect(text.hasPrefix("metadata groups\(reason)"), "\(text.prefix(200))")
    #expect(text.utf8.count < 1000 && !text.contains("\u{1B}"))
  }

  /// The file's own last step, at which no coefficient may trap or take a loop of as many steps.
  @Test(.timeLimit(.minutes(10))) func `the last step`() throws {
    for (β1, ψ) in [("0.9999999999999999", "5"), ("0.9999999999999999", "0.2"), ("0", "0"), ("0.9", "1e300")] {
      var (optimizer, parameters) = try load(NAdam.torch()) { file in
        try replace("groups", #""beta1":0.9"#, #""beta1":\#(β1)"#, in: &file)
        try replace("groups", #""momentumDecay":0.004"#, #""momentumDecay":\#(ψ)"#, in: &file)
        // α / (1 − β1) is to be a Float.
        try replace("groups", #""learningRate":0.002"#, #""learningRate":1e-20"#, in: &file)
        try replace("parameters", #""step":0"#, #""step":\#(Self.most - 1)"#, in: &file)
      }
      try optimizer.step(&parameters, gradients: ["w": [1, 1, 1]])
      #expect(optimizer.stepCount(of: "w") == Self.most)
      #expect(optimizer.learningRate(of: "w") == 1e-20)
      #expect(throws: OptimizerError.tooManySteps(name: "w")) { try optimizer.step(&parameters, gradients: ["w": [1, 1, 1]]) }
    }
  }

  /// What the trial of a hostile user did: a pattern that backtracks, and a name that makes it.
  @Test(.timeLimit(.minutes(10))) func `a pattern on names of the same file`() throws {
    let name = String(repeating: "a", count: 20_000) + "b"
    let pattern = String(repeating: "*a", count: 255) + "*c"
    let (optimizer, _) = try load(Adam.torch(), name: name) { try replace("groups", #"["nothing"]"#, #"["\#(pattern)"]"#, in: &$0) }
    #expect(optimizer.groups[0].withoutDecay == [pattern])
  }

  @Test func `words of an earlier version are globs`() throws {
    let (optimizer, _) = try load(Adam.torch()) {
      try replace("groups", #""withoutDecay":["nothing"]"#, #""excludedFromDecay":["bias","norm"]"#, in: &$0)
    }
    #expect(optimizer.groups[0].withoutDecay == ["*bias*", "*norm*"])
  }
}
