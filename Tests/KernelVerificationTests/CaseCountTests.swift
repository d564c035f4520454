import Foundation
import KernelVerification
import OptimizerReference
import Testing

/// A case whose arrays do not fit each other ends the process, with both counts.
@Suite struct CaseCountTests {
  @Test func gradientsOfAnotherCount() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let w = Trajectory(name: "w", initial: [1, 2], gradients: [1, 2, 3])
      _ = Case(name: "c", implementation: "paper.Adam", hyperparameters: "{}", steps: 2, tensors: [w], rerun: "")
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("gradients of w has 3 values; 2 steps of 2 elements need 4"))
  }

  @Test func aSlotOfAnotherCount() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let w = Trajectory(name: "w", initial: [1, 2], initialSlots: [.v: [1]], gradients: [1, 2])
      _ = Case(name: "c", implementation: "paper.Adam", hyperparameters: "{}", steps: 1, tensors: [w], rerun: "")
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("initial v of w has 1 values; 1 steps of 2 elements need 2"))
  }
}
