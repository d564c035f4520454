import Foundation
import OptimizerKernels
import Testing

/// The page "From torch, with its checkpoint", to the letter, on a file that torch wrote.
@Suite struct TorchMigrationTests {
  @Test func thePageRunsAndPrintsWhatItShows() throws {
    let stateDict = Page.package.appending(path: "Vectors/Checkpoints/torch-2.15.0/radam.safetensors").path()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (checkpoint, exported) = (folder.appending(path: "checkpoint").path(), folder.appending(path: "exported").path())
    var printed: [String] = []
    func print(_ line: String) { printed.append(line) }
    // Page: load
    var parameters = Tensors<Float>()
    try parameters.append("w", shape: [2, 3], [0.9, -0.5, -0.2, 0.3, 0.6, 1])
    try parameters.append("b", shape: [4], [-1, -0.3, 0.4, 1])
    try parameters.append("idle", shape: [2], [-1, 1])
    var (optimizer, report) = try Optimizer.loadTorch(from: stateDict, parameters: parameters, names: ["w", "b", "idle"])
    print("taken otherwise than the file has it: \(report.description.isEmpty ? "nothing" : report.description)")
    print("\(optimizer.groups[0].configuration.title), \(optimizer.stepCount(of: "w")!) steps")
    print("exp_avg of b: \(optimizer.state(of: "b")!.firstMoment)")
    // Page: end
    // Page: go on
    let gradients: Tensors<Float> = ["b": [0.1, -0.2, 0.3, -0.4], "idle": [1, -1]]
    try optimizer.step(&parameters, gradients: gradients)
    print("b: \(parameters["b"]!), step \(optimizer.stepCount(of: "b")!); w is at step \(optimizer.stepCount(of: "w")!)")
    // Page: end
    // Page: save
    try optimizer.save(parameters, to: checkpoint)
    let (again, there) = try Optimizer.load(from: checkpoint)
    print("\(there == parameters) \(again.state(of: "b") == optimizer.state(of: "b"))")
    try optimizer.exportTorch(to: exported)
    // Page: end
    let page = try Page("MigratingFromTorch")
    for name in ["load", "go on", "save"] {
      let code = try pageCode(name, in: #filePath)
      #expect(page.blocks("swift").contains(code), "\(name)")
    }
    #expect(page.blocks("").joined(separator: "\n") == printed.joined(separator: "\n"))
  }

  /// The Python of the page is what recorded the state dicts that the tests read, and what the documentation of the function says.
  @Test func theRecipeIsTheRecorders() throws {
    let recipe = try #require(try Page("MigratingFromTorch").blocks("python").first)
    for (file, margin) in [
      ("Vectors/Recorders/checkpoint_torch.py", "    "),
      ("Sources/OptimizerKernels/Checkpoints/Optimizer+TorchLoad.swift", "  /// "),
    ] {
      let text = try String(contentsOf: Page.package.appending(path: file), encoding: .utf8)
      #expect(text.contains(recipe.split(separator: "\n").map { margin + $0 }.joined(separator: "\n")), "\(file)")
    }
  }
}
