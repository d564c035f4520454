import Foundation
import OptimizerKernels
import Testing

/// The README's section on training, to the letter.
@Suite struct ReadmeTests {
  @Test func theSectionRunsAndPrintsWhatItShows() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var printed: [String] = []
    func print(_ line: String) { printed.append(line) }
    // Page: train
    var parameters: Tensors<Float> = ["weight": [1, -2], "bias": [3]]
    let group = try ParameterGroup(
      Lookahead.paper(RAdam.torch(lr: 0.1)), weightDecay: 0.01, schedule: .linearWarmup(steps: 10), withoutDecay: ["*bias"])
    var optimizer = try Optimizer(parameters, groups: [group], clipping: .torch(maxNorm: 1))
    for step in 1...150 {
      var gradients = Tensors<Float>()  // of the sum of squares
      for name in parameters.names { try gradients.append(name, parameters[name]!.map { 2 * $0 }) }
      let report = try optimizer.step(&parameters, gradients: gradients)
      if step % 50 == 0 { print("step \(step): gradient norm \(report.gradientNorm!)") }
    }
    try optimizer.save(parameters, to: path)
    // Page: end
    let page = try Page(at: Page.package.appending(path: "README.md"))
    let code = try pageCode("train", in: #filePath)
    #expect(page.blocks("swift").contains("import OptimizerKernels\n\nlet path = \"trained.safetensors\"\n" + code))
    #expect(page.blocks("").contains(printed.joined(separator: "\n")))
  }
}
