import Foundation
import OptimizerKernels

/// Saves and loads 100 million parameters with Adam's moments, 1.2 GB, beside `cp` of the same file, in turns.
struct Speed {
  static let tensors = 100
  static let each = 1_000_000
  /// Parameters and two moments.
  static let stateBytes = 3 * 4 * tensors * each

  let directory: String

  func run() throws {
    var seconds: [String: [Double]] = [:]
    var memory: [String: Int] = [:]
    func note(_ name: String, _ line: String) {
      let fields = line.split(separator: " ")
      guard fields.count >= 2, let time = Double(fields[0]), let extra = Int(fields[1]) else { Program.fail("\(name) printed: \(line)") }
      seconds[name, default: []].append(time)
      memory[name] = max(memory[name] ?? 0, extra)
    }
    for round in 0..<5 {
      for line in try output("save").split(separator: "\n") {
        let fields = line.split(separator: ":", maxSplits: 1)
        note(String(fields[0]), String(fields[1]))
      }
      note("load", try output("load"))
      let start = Date()
      try run("/bin/cp", ["\(directory)/checkpoint", "\(directory)/copy"])
      seconds["cp", default: []].append(Date().timeIntervalSince(start))
      try run("/bin/sync", ["\(directory)/copy"])
      seconds["cp and sync", default: []].append(Date().timeIntervalSince(start))
      try FileManager.default.removeItem(atPath: "\(directory)/copy")
      // What one left to be written must not slow the next.
      sync()
      FileHandle.standardError.write(Data("round \(round + 1) of 5\n".utf8))
    }
    report(seconds, memory)
  }

  private func report(_ seconds: [String: [Double]], _ memory: [String: Int]) {
    func median(_ name: String) -> Double { (seconds[name] ?? []).sorted()[2] }
    var isSlow = false
    // What waits for the disk beside what does so too.
    for (name, peer) in [
      ("cp", "cp"), ("save", "cp"), ("load", "cp"), ("cp and sync", "cp and sync"), ("save surviving power loss", "cp and sync"),
    ] {
      let cp = median(peer)
      let all = (seconds[name] ?? []).map { String(format: "%.2f", $0) }.joined(separator: " ")
      let ratio = cp / median(name)
      let extra = memory[name].map { ", \($0 / 1024) KiB beyond the state" } ?? ""
      print("\(name): \(String(format: "%.2f", median(name))) s (\(all)), \(String(format: "%.2f", ratio)) × the speed of \(peer)\(extra)")
      if ratio < 0.5 { isSlow = true }
      // A few buffers of the library and the pages of the program's own code.
      if let bytes = memory[name], bytes > 64 << 20 { Program.fail("\(name) takes \(bytes) bytes beyond the state") }
    }
    if isSlow { Program.fail("slower than half the speed of cp") }
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { Program.fail("\(program) failed") }
  }

  private func output(_ job: String) throws -> String {
    let pipe = Pipe()
    let process = try Program.start([job, directory], output: pipe)
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { Program.fail("\(job) failed") }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// Prints how long a save takes that waits for the disk, and one that does not, and by how much the peak of memory grew.
  static func save(_ directory: String) throws {
    var parameters = Tensors<Float>()
    for i in 0..<tensors { try parameters.append(zeros: "layer\(i)/weight", shape: [1000, each / 1000]) }
    var optimizer = try Optimizer(parameters, Adam.torch())
    // A step, so that every page of the state is there.
    try optimizer.step(&parameters, gradients: parameters)
    for name in ["save surviving power loss", "save"] {
      let before = peak()
      let start = Date()
      try optimizer.save(parameters, to: "\(directory)/checkpoint", survivingPowerLoss: name != "save")
      print("\(name):", Date().timeIntervalSince(start), peak() - before)
    }
  }

  /// Prints how long a load takes, and the peak of memory beyond what was loaded.
  static func load(_ directory: String) throws {
    let before = peak()
    let start = Date()
    let (optimizer, parameters) = try Optimizer.load(from: "\(directory)/checkpoint")
    let time = Date().timeIntervalSince(start)
    guard parameters.elementCount == tensors * each, optimizer.parameterNames.count == tensors else {
      Program.fail("loaded something else")
    }
    print(time, peak() - before - stateBytes)
  }

  /// The most memory that this process has had, in bytes: VmHWM on Linux, 0 elsewhere.
  private static func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }
}
