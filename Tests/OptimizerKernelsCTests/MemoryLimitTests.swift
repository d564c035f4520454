import Foundation
import OptimizerKernelsC
import Testing

/// In processes of their own, which limit themselves: a call that takes more memory than there is ends with a status, and the next one is as ever.
@Suite(.enabled(if: isWithoutSanitizer, "A sanitizer's shadow takes the address space."))
struct MemoryLimitTests {
  /// Allows this process so many more bytes than it has.
  ///
  /// - Returns: the limit.
  private static func limit(more: Int) throws -> Int {
    let sizes = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    let pages = try #require(sizes.first.flatMap { Int($0) })
    let bytes = pages * Int(sysconf(Int32(_SC_PAGESIZE))) + more
    var limits = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    // The call reads the variable and keeps no pointer.
    let status = unsafe setrlimit(__rlimit_resource_t(Int32(RLIMIT_AS.rawValue)), &limits)
    try #require(status == 0)
    return bytes
  }

  #if os(Linux)
    @Test func `a parameter that does not fit`() async {
      await #expect(processExitsWith: .success) {
        let limit = try Self.limit(more: 1 << 29)
        withOptimizer("torch.optim.Adam", counts: [3]) { optimizer in
          // More than the limit, and less than that, but not beside what is there already.
          for count in [1_600_000_000, (limit - 1 << 26) / 8] {
            let got = add(optimizer, "w", [Int64(count)])
            #expect(got == OptkStatus.outOfMemory.rawValue && message().contains("memory"), "\(got) \(message())")
          }
          var count: Int64 = 0
          done { unsafe optkParameterCount(optimizer, &count) }
          #expect(count == 1)
          done { add(optimizer, "w", [1000]) }
          let values = [[1, 2, 3], [Float](repeating: 1, count: 1000)]
          let (θ, g) = (Arrays<Float>(values), Arrays<Float>(values))
          done { step(optimizer, θ, g) }
        }
      }
    }

    @Test func `a checkpoint that does not fit`() async throws {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      defer { try? FileManager.default.removeItem(atPath: path) }
      // More than what the allocator may have set aside for threads.
      let count = 1 << 24
      withOptimizer("torch.optim.Adam", counts: [count]) { optimizer in
        let θ = Arrays<Float>([[Float](repeating: 1, count: count)])
        done { unsafe optkSave(optimizer, 1, θ.addresses.map { unsafe UnsafePointer($0) }, path, 0) }
      }
      await #expect(processExitsWith: .success) { [path = path as String] in
        // What is loaded takes 192 MiB.
        _ = try Self.limit(more: 1 << 24)
        var optimizer: Int64 = 0
        let got = unsafe optkLoad(path, &optimizer)
        #expect(got == OptkStatus.outOfMemory.rawValue && message().hasPrefix(path), "\(got) \(message())")
      }
    }
  #endif
}

/// Whether no sanitizer is set up for this run, as `.ci/sanitizers` does it: its shadow takes the address space.
private let isWithoutSanitizer = ["ASAN_OPTIONS", "TSAN_OPTIONS"].allSatisfy { ProcessInfo.processInfo.environment[$0] == nil }
