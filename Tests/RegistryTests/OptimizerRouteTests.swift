import KernelVerification
import OptimizerKernels
import OptimizerReference
import Registry
import Testing

/// Our kernels as people train with them, many tensors at once, held to the references as the rules alone are.
@Suite struct OptimizerRouteTests {
  /// A way to a step, and what a gradient becomes on it: a Float that arrives exactly.
  private struct Way: Sendable {
    let route: OptimizerRoute
    let gradient: @Sendable (Float) -> Float

    init(_ type: TensorElementType, lossScale: Float, threads: Int, _ element: @escaping @Sendable (Float) -> Float) {
      var route = OptimizerRoute()
      route.gradientType = type
      route.lossScale = lossScale
      route.threads = threads
      self.route = route
      // One division in Float of a number of the element type: what the optimizer is documented to compute.
      gradient = { element($0 * lossScale) / lossScale }
    }
  }

  private static let ways = [
    Way(.float32, lossScale: 1, threads: 3) { $0 }, Way(.float16, lossScale: 1024, threads: 1) { Float(Float16($0)) },
    Way(.bfloat16, lossScale: 3, threads: 1) { Float(BFloat16($0)) },
  ]

  private func given(_ testCase: Case, _ way: Way) -> Case {
    let tensors = testCase.tensors.map { tensor in
      Trajectory(
        name: tensor.name, shape: tensor.shape, initial: tensor.initial, initialSlots: tensor.initialSlots,
        gradients: tensor.gradients.map { Double(way.gradient(Float($0))) }, present: tensor.present, rows: tensor.rows)
    }
    return Case(
      checked: testCase.name, implementation: testCase.implementation, hyperparameters: testCase.hyperparameters, steps: testCase.steps,
      stepsBefore: testCase.stepsBefore, tensors: tensors, rerun: "this test")
  }

  private func judge(_ testCase: Case, _ route: OptimizerRoute) throws -> CaseResult {
    let implementation = try #require(Registry.verifier.implementation(testCase.implementation))
    return try OptimizerRoute.$current.withValue(route) {
      let kernel = try #require(implementation.kernel)
      return try Registry.verifier.judge(kernel(testCase.hyperparameters), on: testCase)
    }
  }

  /// Each case goes one of the ways, in turn.
  @Test(arguments: Registry.implementations.filter { $0.kernel != nil }.map(\.name)) func `every kernel`(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    var elementSteps = 0
    for (i, testCase) in GeneratedCases.cases(of: implementation).enumerated() {
      let way = Self.ways[i % Self.ways.count]
      let result = try judge(given(testCase, way), way.route)
      // What the rounded gradients leave of a case may show nothing.
      #expect(result.verdict.isPassed || result.verdict == .vacuous, "\(testCase.name), \(way.route.gradientType): \(result.reason ?? "")")
      elementSteps += result.tally.comparisons
    }
    #expect(elementSteps > 1000)
  }

  /// A gradient that the element type does not hold arrives as another, and that is seen.
  @Test func `a gradient that is rounded on the way is caught`() throws {
    let implementation = try #require(Registry.verifier.implementation("torch.optim.Adam"))
    let testCase = try #require(GeneratedCases.cases(of: implementation).first)
    var route = OptimizerRoute()
    route.gradientType = .bfloat16
    #expect(try judge(testCase, route).verdict == .fail)
    route.gradientType = .float32
    route.lossScale = 0x1p-140
    #expect(try judge(testCase, route).verdict == .fail)
    #expect(try judge(testCase, OptimizerRoute()).verdict == .pass)
  }
}
