import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// Kernels that are right, in every order of operations that somebody might choose, must pass: a bound that refuses one is too tight.
@Suite struct HonestKernelTests {
  @Test(arguments: PlainKernel.implementations, PlainKernel.Arrangement.allCases)
  func passes(name: String, arrangement: PlainKernel.Arrangement) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    var worst = 0.0
    var cases = GeneratedCases.cases(of: implementation)
    #if DEBUG
      // The inner loop.
      cases = cases.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    #endif
    for testCase in cases {
      let kernel = try PlainKernel(name, testCase.hyperparameters, arrangement: arrangement)
      let result = try Registry.verifier.judge(kernel, on: testCase)
      #expect(result.verdict.isPassed, "\(testCase.name): \(result.reason ?? "")")
      worst = max(worst, result.tally.worstRatio)
    }
    #expect(worst > 0.5, "the bound is twice as wide as it need be")
  }

  /// Beside ρt = 4 a kernel and the transcription each compute rt in Double, and each is within one bound of the exact one.
  @Test func passesWhereRhoCancels() throws {
    let json =
      #"{"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.6028739587120945, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": false}"#
    let start: [(Slot, UInt32)] = [(.m, 0x3cab_57d7), (.v, 0x3c8e_526a)]
    let slots = start.map { ($0, [Double(Float(bitPattern: $1))]) }
    let tensor = Trajectory(
      name: "w", initial: [Double(Float(bitPattern: 0xbb1f_d953))], initialSlots: Dictionary(uniqueKeysWithValues: slots), gradients: [0])
    let testCase = Case(
      checked: "beside 4", implementation: "kozistr.RAdamOptimizer", hyperparameters: json, steps: 1, stepsBefore: 12, tensors: [tensor],
      rerun: "this test")
    let kernel = try PlainKernel("kozistr.RAdamOptimizer", json)
    let result = try Registry.verifier.judge(kernel, on: testCase)
    #expect(result.verdict.isPassed, "\(result.reason ?? "")")
    #expect(result.tally.worstRatio > 0.4, "the case shows nothing of it")
  }
}
