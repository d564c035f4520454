import KernelVerification
import OptimizerReference
import Testing

/// Arrays that do not fit each other, and numbers that no case has, are errors that name the array, what it has and what is allowed.
@Suite struct CaseErrorTests {
  private func error(steps: Int = 2, stepsBefore: Int = 0, recorded: Precision? = nil, _ w: Trajectory) -> CaseError? {
    do {
      _ = try Case(
        name: "c", implementation: "paper.Adam", hyperparameters: "{}", steps: steps, stepsBefore: stepsBefore, tensors: [w],
        recorded: recorded, rerun: "")
      return nil
    } catch {
      return error
    }
  }

  private let fitting = Trajectory(name: "w", initial: [1, 2], gradients: [1, 2, 3, .nan])

  @Test func `arrays that fit are a case`() {
    #expect(error(fitting) == nil)
    #expect(error(Trajectory(name: "w", shape: [0, 3], initial: [], gradients: [])) == nil)
    #expect(error(Trajectory(name: "w", shape: [], initial: [1], gradients: [1, 2], rows: [true, false])) == nil)
  }

  @Test func `an array of another count is named with both counts`() {
    let gradients = error(Trajectory(name: "w", initial: [1, 2], gradients: [1, 2, 3]))
    #expect(gradients?.description == "gradients of w has 3 values; allowed: 4")
    let slot = error(steps: 1, Trajectory(name: "w", initial: [1, 2], initialSlots: [.v: [1]], gradients: [1, 2]))
    #expect(slot?.description == "initial v of w has 1 values; allowed: 2")
    let present = Trajectory(name: "w", initial: [1], gradients: [1, 2], present: [true])
    #expect(error(present) == .count(1, array: "present", of: "w", needed: 2))
    let rows = Trajectory(name: "w", shape: [2, 1], initial: [1, 2], gradients: [1, 2, 3, 4], rows: [true, false])
    #expect(error(rows) == .count(2, array: "rows", of: "w", needed: 4))
    let rates = Trajectory(name: "w", initial: [1], gradients: [1, 2], learningRates: [])
    #expect(error(rates) == .count(0, array: "learning rates", of: "w", needed: 1))
    let recorded = Trajectory(name: "w", initial: [1], gradients: [1, 2], parameters: [1], slots: [.m: [1, 2]])
    #expect(error(recorded) == .count(1, array: "parameters", of: "w", needed: 2))
    let recordedSlot = Trajectory(name: "w", initial: [1], gradients: [1, 2], slots: [.m: [1, 2, 3]])
    #expect(error(recordedSlot) == .count(3, array: "m", of: "w", needed: 2))
  }

  @Test(arguments: [[3], [-1, -2], [1 << 62, 4], [1 << 62, 4, 0], [0]]) func `a shape of another count is refused`(shape: [Int]) {
    #expect(error(Trajectory(name: "w", shape: shape, initial: [1, 2], gradients: [1, 2, 3, 4])) == .shape(shape, of: "w", count: 2))
  }

  @Test func `steps end at 2⁵³ and begin at 1`() {
    #expect(error(steps: 0, fitting) == .steps(0))
    #expect(error(steps: -1, fitting) == .steps(-1))
    #expect(error(steps: .max, fitting) == .steps(.max))
    #expect(error(stepsBefore: -1, fitting) == .stepsBefore(-1, steps: 2))
    #expect(error(stepsBefore: 1 << 53, fitting) == .stepsBefore(1 << 53, steps: 2))
    #expect(error(stepsBefore: 1 << 53 - 2, fitting) == nil)
  }

  @Test func `rows that cannot be counted are refused`() {
    let empty = Trajectory(name: "w", shape: [1 << 62, 0], initial: [], gradients: [])
    #expect(error(steps: 4, empty) == .tooLarge(of: "w", count: 0, steps: 4))
  }

  @Test func `a value that Float does not hold is named`() {
    #expect(
      error(Trajectory(name: "w", initial: [1, 0.1], gradients: [1, 2, 3, 4])) == .notFloat(0.1, array: "initial", of: "w", index: 1))
    let gradients = Trajectory(name: "w", initial: [1], gradients: [1, 1e300])
    #expect(error(gradients) == .notFloat(1e300, array: "gradients", of: "w", index: 1))
    let slot = Trajectory(name: "w", initial: [1], initialSlots: [.m: [0.1]], gradients: [1, 2])
    #expect(error(slot) == .notFloat(0.1, array: "initial m", of: "w", index: 0))
    #expect(error(recorded: .float64, slot) == nil)
  }
}
