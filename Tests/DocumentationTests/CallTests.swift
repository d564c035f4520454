import Foundation
import OptimizerKernels
import Testing

/// The right columns of the page "Coming from torch, Keras and optax": each compiles, and none is refused.
@Suite struct CallTests {
  private let parameters: Tensors<Float> = ["weight": [1, 2], "bias": [0], "head": [3]]
  private let gradients: Tensors<Float> = ["weight": [0.5, -0.5], "bias": [1]]

  private func optimizer() throws -> Optimizer { try Optimizer(parameters, RAdam.torch(lr: 1e-3)) }

  @Test func makingOne() throws {
    _ = try Optimizer(parameters, RAdam.optax(learningRate: 1e-3))
    _ = try Optimizer(parameters, Adam.optax(learningRate: 1e-3), clipping: GradientClipping(globalNorm: 1))
    let matrices = try ParameterGroup(AdamW.torch(), parameters: ["head"], learningRate: 1e-4)
    let rest = try ParameterGroup(AdamW.torch(), withoutDecay: ["*bias"])
    _ = try Optimizer(parameters, groups: [matrices, rest])
    _ = try ParameterGroup(AdamW.torch(lr: 1e-3), withoutDecay: ["*bias"])
    var optimizer = try optimizer()
    let group = try ParameterGroup(Lookahead.ranger(), centralization: .matrices)
    let more: Tensors<Float> = ["more": [1]]
    try optimizer.add(group, parameters: more)
    #expect(optimizer.parameterNames == ["weight", "bias", "head", "more"])
  }

  @Test func rules() throws {
    _ = try RAdam.torch(maximize: true)
    _ = try Adam.keras(learningRate: 1e-3)
    let rule = try RAdam.tensorFlowAddons(learningRate: 1e-3, totalSteps: 1000)
    _ = try Lookahead.tensorFlowAddons(rule, syncPeriod: 6)
    _ = try Lookahead.optax(RAdam.optax(learningRate: 1e-3), syncPeriod: 6, slowStepSize: 0.5)
    _ = try ParameterGroup(rule, withoutDecay: ["*bias*"])
    _ = try ParameterGroup(rule, centralization: .matrices)
    _ = try ParameterGroup(rule, schedule: .cosineDecay(steps: 1000, floor: 0, warmupTarget: nil, warmupSteps: 0))
  }

  @Test func schedules() throws {
    let schedules: [LearningRateSchedule] = [
      .linear(startFactor: 0.1, endFactor: 1, steps: 100),
      .cosineAnnealing(steps: 1000, minimum: 1e-5),
      .linearWarmup(steps: 100),
      .exponentialDecay(steps: 100, rate: 0.5, staircase: true),
      .inverseTimeDecay(steps: 100, rate: 0.5, staircase: false),
      .polynomialDecay(steps: 1000, end: 1e-5, power: 1, cycle: false),
      .piecewiseConstant(boundaries: [100, 200], values: [1e-3, 1e-4, 1e-5]),
      .cosineDecayRestarts(steps: 100, periodFactor: 2, rateFactor: 1, floor: 0),
    ]
    for schedule in schedules { _ = try ParameterGroup(Adam.keras(), schedule: schedule) }
  }

  @Test func stepping() throws {
    var optimizer = try optimizer()
    var parameters = parameters
    optimizer.clipping = try GradientClipping(value: 0.5)
    optimizer.clipping = try GradientClipping(norm: 1)
    optimizer.clipping = try GradientClipping(globalNorm: 1)
    optimizer.clipping = try .torch(maxNorm: 1)
    try optimizer.step(&parameters, gradients: gradients)
    var copy = try Tensors<BFloat16>(zerosLike: parameters)
    let report = try optimizer.step(&parameters, gradients: gradients, copy: &copy)
    _ = report.gradientNorm
    optimizer.nonFiniteGradients = .skipStep
    let half: Tensors<Float16> = ["weight": [.infinity, 0]]
    #expect(try optimizer.step(&parameters, gradients: half, lossScale: 1024).skipped)
    try optimizer.setLearningRate(1e-4, ofGroup: 0)
    _ = optimizer.learningRate(of: "weight")
    _ = optimizer.state(of: "weight")?.firstMoment
    #expect(optimizer.stepCount(of: "weight") == 2)
    let arrays: [[Float]] = [[3, 4]]
    #expect(GradientNorm.squared(arrays) == 25)
  }

  @Test func keeping() throws {
    var optimizer = try Optimizer(parameters, Adam.keras(learningRate: 1e-3))
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try optimizer.save(parameters, to: path)
    let (again, there) = try Optimizer.load(from: path)
    #expect(again.parameterNames == optimizer.parameterNames)
    #expect(there == parameters)
    try optimizer.exportKerasWeights(to: path)
    try optimizer.importKerasWeights(from: path)
    let rule = try RAdam.tensorFlowAddons()
    _ = try KerasConfiguration(rule.configuration).json()
    let config = #"{"learning_rate": 0.001}"#
    let read = try KerasConfiguration(json: config, className: "RectifiedAdam")
    #expect(read.rule == rule.configuration)
  }

  @Test func everyCallOnThePageIsHere() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let cells = try Page("ComingFromOtherLibraries").lastCells()
    #expect(cells.count > 40)
    for cell in cells where cell != "schedule" { #expect(source.contains(cell), "\(cell)") }
  }
}
