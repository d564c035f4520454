import Foundation
import OptimizerKernelsC
import Testing

/// Checkpoints through C: the same bits after one, and whole messages where there is none.
@Suite struct CheckpointTests {
  /// A path in a folder of its own, which is gone afterwards.
  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("checkpoint").path)
  }

  private func save(_ optimizer: Int64, _ parameters: Arrays<Float>, _ path: String) -> CInt {
    let addresses = unsafe parameters.addresses.map { unsafe UnsafePointer($0) }
    return unsafe optkSave(optimizer, Int64(addresses.count), addresses, path, 0)
  }

  @Test func `an optimizer that is loaded goes on with the same bits`() throws {
    var draws = Draws(state: 8)
    let counts = [17, 0, 500]
    let (θ, g) = (Arrays(counts.map { draws.floats($0) }), Arrays(counts.map { draws.floats($0) }))
    try withPath { path in
      withOptimizer("ranger.Ranger", #"{"k": 3}"#, counts: counts) { first in
        for _ in 1...4 { done { step(first, θ, g) } }
        done { save(first, θ, path) }
        var second: Int64 = 0
        done { unsafe optkLoad(path, &second) }
        let other = Arrays(counts.map { [Float](repeating: .nan, count: $0) })
        for unsafe(i, address) in unsafe other.addresses.enumerated() {
          var count: Int64 = -1
          done { unsafe optkElementCount(second, Int64(i), &count) }
          #expect(Int(count) == counts[i])
          done { unsafe optkLoadedParameter(second, Int64(i), address, count) }
        }
        #expect(other.values == θ.values)
        for _ in 5...7 {
          done { step(first, θ, g) }
          done { step(second, other, g) }
        }
        #expect(other.values == θ.values)
        refused(
          .invalidArgument, "p0 was not loaded, or the optimizer has stepped since; allowed: after optk_load, before a step"
        ) { unsafe optkLoadedParameter(second, 0, other.addresses[0], 17) }
        done { optkFree(second) }
      }
    }
  }

  /// adabound 0.0.5 in float64, with `param_groups[0]["lr"]` set to a tenth before the 4th step.
  @Test func `the first rate of AdaBound goes through a checkpoint`() throws {
    let gradients: [Float] = [0.1, 0.2, -0.1, 0.05, 0.3]
    let want = [0.999000003162, 0.997550003162, 0.996584003162, 0.996454069829, 0.996114491258]
    func take(_ t: Int, _ optimizer: Int64, _ θ: Arrays<Float>) {
      done { step(optimizer, θ, Arrays<Float>([[gradients[t - 1]]])) }
      // An ulp a step, beside half a unit of the last digit.
      let limit = Double(t) * Double(Float(1).ulp) + 0.5e-12
      #expect(abs(Double(θ.values[0][0]) - want[t - 1]) <= limit, "θ\(t) is \(θ.values[0][0])")
    }
    try withPath { path in
      withOptimizer("adabound.AdaBound", #"{"gamma": 0.5}"#, counts: [1]) { first in
        let θ = Arrays<Float>([[1]])
        for t in 1...3 { take(t, first, θ) }
        done { optkSetLearningRate(first, 0, 1e-4) }
        done { save(first, θ, path) }
        var second: Int64 = 0
        done { unsafe optkLoad(path, &second) }
        for t in 4...5 { take(t, second, θ) }
        done { optkFree(second) }
      }
    }
  }

  @Test func `what is no checkpoint`() throws {
    try withPath { path in
      withOptimizer("torch.optim.SGD", counts: [2]) { optimizer in
        var loaded: Int64 = 5
        var status: CInt
        status = unsafe optkLoad(path, &loaded)
        #expect(status == OptkStatus.invalidFile.rawValue)
        #expect(message().hasPrefix("\(path): "))
        try? Data("no".utf8).write(to: URL(fileURLWithPath: path))
        status = unsafe optkLoad(path, &loaded)
        #expect(status == OptkStatus.invalidFile.rawValue)
        #expect(message().hasPrefix("\(path): "))
        #expect(loaded == 5)
        let θ = Arrays<Float>([[1, 2]])
        #expect(save(optimizer, θ, path + "/x") == OptkStatus.invalidFile.rawValue)
        #expect(message().hasPrefix("\(path)/x: "))
        refused(.invalidArgument, "path is null; allowed: UTF-8 that ends with a 0 byte") { optkSave(optimizer, 1, nil, nil, 0) }
        refused(.invalidArgument, "parameters is null; allowed: the address of 1 addresses") { unsafe optkSave(optimizer, 1, nil, path, 0) }
        refused(.invalidArgument, "parameters[0] is null; allowed: the address of the 2 elements of p0") {
          unsafe optkSave(optimizer, 1, [nil], path, 0)
        }
        refused(.invalidArgument, "parameter_count is 9; allowed: 1, as many as the optimizer has") {
          unsafe optkSave(optimizer, 9, nil, path, 0)
        }
      }
    }
  }
}
