import OptimizerKernels
import Testing

/// The page "A training loop", to the letter.
@Suite struct TrainingLoopTests {
  @Test func thePageRunsAndPrintsWhatItShows() throws {
    var printed: [String] = []
    func print(_ line: String) { printed.append(line) }
    // Page: data
    // Points of y = 2x − 1.
    let x: [Float] = (0..<32).map { Float($0) / 16 - 1 }
    let y = x.map { 2 * $0 - 1 }
    // Page: end
    // Page: optimizer
    var parameters: Tensors<Float> = ["slope": [0], "offset": [0]]
    let group = try ParameterGroup(
      AdamW.torch(lr: 0.1, weightDecay: 0.001), schedule: .warmup(steps: 10), withoutDecay: ["offset"])
    var optimizer = try Optimizer(parameters, groups: [group], clipping: GradientClipping(globalNorm: 1))
    // Page: end
    // Page: loop
    for step in 1...100 {
      let (slope, offset) = (parameters["slope"]![0], parameters["offset"]![0])
      let residuals = zip(x, y).map { x, y in slope * x + offset - y }
      let gradients: Tensors<Float> = [
        "slope": [2 * zip(residuals, x).map { $0 * $1 }.reduce(0, +) / 32],
        "offset": [2 * residuals.reduce(0, +) / 32],
      ]
      let report = try optimizer.step(&parameters, gradients: gradients, observing: step % 25 == 0)
      if let seen = report.observation {
        print("step \(step): learning rate \(seen.groups[0].learningRate), largest update \(seen.largestUpdate)")
      }
    }
    print("\(parameters["slope"]!) \(parameters["offset"]!)")
    // Page: end
    // Page: copy
    var again = optimizer
    var there = parameters
    let zeros = try Tensors<Float>(zerosLike: parameters)
    try again.step(&there, gradients: zeros)
    try optimizer.step(&parameters, gradients: zeros)
    print("\(there == parameters)")
    // Page: end
    let page = try Page("TrainingLoop")
    for name in ["data", "optimizer", "loop", "copy"] {
      let code = try pageCode(name, in: #filePath)
      #expect(page.blocks("swift").contains(code), "\(name)")
    }
    #expect(page.blocks("").joined(separator: "\n") == printed.joined(separator: "\n"))
    #expect(abs(parameters["slope"]![0] - 2) < 0.05 && abs(parameters["offset"]![0] + 1) < 0.05)
  }
}
