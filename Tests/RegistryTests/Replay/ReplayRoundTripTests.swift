import Foundation
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// A case written as a line and read back is the same case, to the bit.
@Suite struct ReplayRoundTripTests {
  /// One of each kind: rows that are absent, several parameters, nested hyperparameters, a name with a space, NaN and infinities.
  @Test(
    arguments: [
      "paper.Adam", "torch.optim.Adam", "tfa.optimizers.RectifiedAdam", "pytorch_optimizer.Ranger", "optax.lookahead",
      "kozistr.RAdamOptimizer (intended)", "labml_nn.optimizers.radam.RAdam", "adabalance.AdaBalance", "torch.optim.SGD",
    ], 1...2)
  func generatedCasesComeBack(name: String, round: Int) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    for testCase in GeneratedCases.cases(of: implementation, round: round) {
      let line = ReplayLine(testCase)
      let back = try ReplayLine.parse(line.text)
      #expect(Self.difference(testCase, back) == nil)
      #expect(ReplayLine(back) == line)
      #expect(back.name == "replay/\(line.id)" && back.rerun.hasPrefix("swift run -c release fuzz replay "))
      // A shell takes no argument of any length.
      #expect(back.rerun.contains("'\(line.text)'") == (line.text.utf8.count <= 2_000) && back.rerun.utf8.count < 2_100)
      #expect(line.text.unicodeScalars.allSatisfy { 0x20...0x7e ~= $0.value && $0 != "'" || $0 == "θ" })
    }
  }

  /// What is judged is the same too.
  @Test func theVerdictComesBack() throws {
    let implementation = try #require(Registry.verifier.implementation("tfa.optimizers.RectifiedAdam"))
    for testCase in GeneratedCases.cases(of: implementation) {
      let result = try Registry.verifier.judge(testCase)
      let again = try Registry.verifier.judge(ReplayLine.parse(ReplayLine(testCase).text))
      #expect(again.verdict == result.verdict && again.tally == result.tally)
    }
  }

  @Test func theTextIsPinned() throws {
    let w = Trajectory(
      name: "a kernel:0", shape: [2, 1], initial: [1, -0.0], initialSlots: [.v: [0, 0], .m: [.infinity, 1e-45]],
      gradients: [.nan, 2, 2, 2, 2, 2], present: [true, false, false], rows: [true, false, true, true, true, true])
    let testCase = Case(
      checked: "", implementation: "paper.Adam", hyperparameters: #"{"b": [1, -0.0, 1e300], "a b": {"it's": null}, "α": 0.001}"#, steps: 3,
      stepsBefore: 1 << 40, tensors: [w, Trajectory(name: "s", shape: [], initial: [0.5], gradients: [1, 2, 3])], rerun: "")
    let line = ReplayLine(testCase)
    #expect(
      line.text
        == #"replay/1 paper.Adam {"a\u0020b":{"it\u0027s":null},"b":[1,x8000000000000000,x7e37e43c8800759c],"\u03b1":x3f50624dd2f1a9fc}"#
        + #" t=1099511627776 steps=3 "a\u0020kernel:0"[2,1] θ=3f800000,80000000 m=7f800000,00000001 v=00000000*2 g=7fc00000,40000000/40000000*2^2"#
        + " rows=1,0/1*2^2 present=1,0*2 s[] θ=3f000000 g=3f800000/40000000/40400000")
    #expect(Self.difference(testCase, try ReplayLine.parse(line.text)) == nil)
    #expect(try ReplayLine.parse(" \(line.text)\r\n").name == "replay/\(line.id)", "white space around it is no part of it")
  }

  /// Hyperparameters that are no JSON object, or have a key twice, are what they are: the implementation is to refuse or to take them.
  @Test(arguments: ["", "no JSON", #"{"a": 1, "a": 2}"#, "[1]", "{\"a\": 1e999}"])
  func whatIsNoObjectIsKept(hyperparameters: String) throws {
    let testCase = Case(
      checked: "", implementation: "paper.Adam", hyperparameters: hyperparameters, steps: 1,
      tensors: [Trajectory(name: "w", initial: [], gradients: [])], rerun: "")
    #expect(try ReplayLine.parse(ReplayLine(testCase).text).hyperparameters == hyperparameters)
  }

  /// Steps that are alike take no room.
  @Test func thousandsOfStepsAreShort() throws {
    let testCase = Case(
      checked: "", implementation: "paper.Adam", hyperparameters: "{}", steps: 5000,
      tensors: [Trajectory(name: "w", initial: [1, 1, 1], gradients: Array(repeating: 0, count: 15_000))], rerun: "")
    let line = ReplayLine(testCase)
    #expect(line.text == "replay/1 paper.Adam {} t=0 steps=5000 w[3] θ=3f800000*3 g=00000000*3^5000")
    #expect(Self.difference(testCase, try ReplayLine.parse(line.text)) == nil)
  }

  /// What two cases differ in; nil where a kernel is given the same.
  static func difference(_ a: Case, _ b: Case) -> String? {
    func bits(_ values: [Double]) -> [UInt32] { values.map { Float($0).bitPattern } }
    if a.implementation != b.implementation { return "implementation" }
    if !(ExactJSON.object(a.hyperparameters) as NSDictionary? == ExactJSON.object(b.hyperparameters) as NSDictionary?) {
      return "hyperparameters"
    }
    if a.steps != b.steps || a.stepsBefore != b.stepsBefore || a.tensors.count != b.tensors.count { return "steps" }
    for (x, y) in zip(a.tensors, b.tensors) {
      if x.name != y.name || x.shape != y.shape || x.present != y.present || x.rows != y.rows { return x.name }
      if bits(x.initial) != bits(y.initial) || bits(x.gradients) != bits(y.gradients) { return "\(x.name)'s numbers" }
      if x.initialSlots.mapValues(bits) != y.initialSlots.mapValues(bits) { return "\(x.name)'s slots" }
    }
    return nil
  }
}
