import Dispatch
import OptimizerKernelsC
import Testing

/// Calls from several threads on one optimizer wait for each other.
@Suite struct ConcurrencyTests {
  /// Arrays that several threads hand to one optimizer, which alone touches them, one call at a time.
  private struct Shared: @unchecked Sendable {
    let parameters: Arrays<Float>
    let gradients: Arrays<Float>
  }

  private func trained(_ body: (Int64, Shared) -> Void) -> [UInt32] {
    var draws = Draws(state: 6)
    let shared = Shared(parameters: Arrays([draws.floats(3000)]), gradients: Arrays([draws.floats(3000)]))
    withOptimizer("torch.optim.Adam", counts: [3000]) { body($0, shared) }
    return shared.parameters.values[0].map(\.bitPattern)
  }

  @Test func `400 steps of eight threads are 400 steps`() {
    let one = trained { optimizer, shared in
      for _ in 0..<400 { done { step(optimizer, shared.parameters, shared.gradients) } }
    }
    let eight = trained { optimizer, shared in
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        for _ in 0..<50 {
          if step(optimizer, shared.parameters, shared.gradients) != 0 { Issue.record("\(message())") }
        }
      }
      var t: Int64 = 0
      done { unsafe optkStepCount(optimizer, 0, &t) }
      #expect(t == 400)
    }
    // One gradient for all steps: the order of the calls has no part in it.
    #expect(one == eight)
  }

  @Test func `an optimizer that is freed while others step it is refused from then on`() {
    for round in 0..<20 {
      let (_, optimizer) = create("torch.optim.SGD")
      done { add(optimizer, "p0", [1000]) }
      let shared = Shared(parameters: Arrays([[Float](repeating: 1, count: 1000)]), gradients: Arrays([[Float](repeating: 0, count: 1000)]))
      DispatchQueue.concurrentPerform(iterations: 4) { worker in
        for call in 0..<30 {
          let status = worker == round % 4 && call == 15 ? optkFree(optimizer) : step(optimizer, shared.parameters, shared.gradients)
          if status != 0 && status != OptkStatus.invalidOptimizer.rawValue { Issue.record("\(message())") }
          // A message is its thread's: it says what this thread's call met.
          if status != 0 && !message().hasPrefix("optimizer is \(optimizer);") { Issue.record("\(message())") }
        }
      }
      #expect(optkFree(optimizer) == OptkStatus.invalidOptimizer.rawValue)
    }
  }

  @Test func `many at once are made and freed`() {
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<50 {
        let (status, optimizer) = create("optax.adam", #"{"learning_rate": 0.1}"#)
        if status != 0 || add(optimizer, "w", [3, 4]) != 0 || optkFree(optimizer) != 0 { Issue.record("\(message())") }
      }
    }
  }
}
