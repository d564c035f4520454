import Testing

@testable import OptimizerKernels

/// Learning rates of elements, as many as a file may have, cost time in proportion to their number.
@Suite struct ManyRateTests {
  private let count = 1_000_000
  /// As long a schedule as there may be.
  private let schedule = LearningRateSchedule.piecewiseConstant(
    boundaries: (0..<10_000).map { Double($0) + 1e9 }, values: [Double](repeating: 0.5, count: 10_001))

  private func optimizer() throws -> (Optimizer, Tensors<Float>) {
    var tensors = Tensors<Float>()
    try tensors.append("w", [Float](repeating: 1, count: count))
    return (try Optimizer(tensors, groups: [ParameterGroup(SGD.torch(lr: 1), schedule: schedule)]), tensors)
  }

  @Test(.timeLimit(.minutes(10))) func `rates are checked one by one, also those that equal nothing`() throws {
    var (optimizer, _) = try optimizer()
    let error = #expect(throws: OptimizerError.self) {
      try optimizer.setLearningRates([Float](repeating: .nan, count: count), of: "w")
    }
    #expect(error?.description.hasPrefix("learningRate is nan; allowed: ") == true)
    try optimizer.setLearningRates((1...count).map { Float($0) }, of: "w")
  }

  @Test(.timeLimit(.minutes(10))) func `a schedule is looked up once for all rates`() throws {
    var (optimizer, tensors) = try optimizer()
    try optimizer.setLearningRates((1...count).map { Float($0) }, of: "w")
    var gradients = Tensors<Float>()
    try gradients.append("w", [Float](repeating: 1, count: count))
    try optimizer.step(&tensors, gradients: gradients)
    #expect(tensors["w"] == [Float](repeating: 0.5, count: count))
  }

  @Test func `longer schedules are refused`() throws {
    func expect(_ sentence: String, _ make: () throws -> Void) {
      let error = #expect(throws: HyperparameterError.self) { try make() }
      #expect(error?.description == sentence)
    }
    let long = LearningRateSchedule.piecewiseConstant(
      boundaries: [Double](repeating: 1, count: 10_001), values: [Double](repeating: 1, count: 10_002))
    expect("boundaries is 10001 boundaries; allowed: at most 10000") { _ = try ParameterGroup(SGD.torch(), schedule: long) }
    expect("boundaries is 10001 boundaries; allowed: at most 10000") { _ = try ParameterGroup(SGD.torch(), weightDecaySchedule: long) }
    var formula = try SGD.torch().formula
    formula.schedule = [LearningRateSchedule](repeating: .constant, count: 65)
    expect("schedule is 65 entries; allowed: at most 64") { _ = try SGD(formula: formula) }
    (formula.schedule, formula.weightDecaySchedule) = ([], formula.schedule)
    expect("weightDecaySchedule is 65 entries; allowed: at most 64") { _ = try SGD(formula: formula) }
  }
}
