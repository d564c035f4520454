import Foundation
import OptimizerKernels
import Testing

/// Tensors whose size comes from data: what does not fit is refused, and nothing is changed.
@Suite struct TensorsMemoryTests {
  @Test func `tensors that do not fit are refused`() throws {
    var tensors: Tensors<Float> = ["a": [1, 2]]
    #expect(throws: TensorsError.outOfMemory(name: "b", byteCount: 1 << 42 + 64)) { try tensors.append(zeros: "b", shape: [1 << 40]) }
    #expect(tensors == ["a": [1, 2]])
    try tensors.append("b", [3])
    #expect(tensors == ["a": [1, 2], "b": [3]])
    // A copy grows into memory of its own.
    var copy = tensors
    #expect(throws: TensorsError.self) { try copy.append(zeros: "c", shape: [1 << 40]) }
    try copy.append("c", [4])
    #expect(tensors.names == ["a", "b"] && copy == ["a": [1, 2], "b": [3], "c": [4]])
  }

  #if os(Linux)
    @Test(.enabled(if: isWithoutSanitizer, "A sanitizer's shadow takes the address space."))
    func `to change a copy for which there is no memory ends the process, and what can throw throws`() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var tensors = Tensors<Float>()
        try tensors.append(zeros: "a", shape: [1 << 25])
        let copy = tensors
        let optimizer = try Optimizer(tensors, SGD.torch(lr: 0.1))
        // As much address space as there is, and no more.
        var limits = rlimit(rlim_cur: 1 << 26, rlim_max: 1 << 26)
        // The call reads the variable and keeps no pointer.
        let status = unsafe setrlimit(__rlimit_resource_t(Int32(RLIMIT_AS.rawValue)), &limits)
        try #require(status == 0)
        var another = optimizer
        let refused = #expect(throws: OptimizerError.self) { try another.step(&tensors, gradients: copy) }
        #expect(refused == .outOfMemory(byteCount: 1 << 27))
        #expect(throws: TensorsError.self) { try Tensors<Float16>(zerosLike: copy) }
        FileHandle.standardError.write(Data("so far as it should be".utf8))
        tensors.withMutableSpan(of: "a") { $0[0] = 1 }
        print(copy.names)
      }
      let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(text.contains("so far as it should be"))
      #expect(text.contains("the tensors cannot be copied: 134217728 bytes of memory are needed"), "\(text)")
    }
  #endif
}

/// Whether no sanitizer is set up for this run, as `.ci/sanitizers` does it: its shadow takes the address space.
private let isWithoutSanitizer = ["ASAN_OPTIONS", "TSAN_OPTIONS"].allSatisfy { ProcessInfo.processInfo.environment[$0] == nil }
