import KernelVerification
import Testing

/// A kernel that takes pointers, and what it must not do with them.
@Suite struct GuardedArrayTests {
  /// What a kernel does to the array of that name, at that place.
  struct Write: Sendable {
    var array = ""
    var place = 0
  }

  /// An honest Adam on pointers that also writes where it must not.
  private func report(_ write: Write) throws -> Report {
    let candidate = ClosureCandidate { x in
      var honest = x
      honestAdam(&honest)
      try unsafe x.withPointers { p in
        guard let m = unsafe p.m, let v = unsafe p.v, unsafe p.vmax == nil else { return }
        for i in 0..<honest.m.count {
          unsafe p.parameters[i] = honest.parameters[i]
          unsafe m[i] = honest.m[i]
          unsafe v[i] = honest.v[i]
        }
        switch write.array {
        case "θ": unsafe p.parameters[write.place] = 1
        case "m": unsafe m[write.place] = 1
        case "v": unsafe v[write.place] = .nan
        case "g": unsafe UnsafeMutablePointer(mutating: p.gradients)[write.place] *= -1
        default: break
        }
      }
    }
    var report = Report()
    report.add(try verifier.judge(candidate, on: adamCase()))
    return report
  }

  @Test func anHonestKernelPasses() throws {
    #expect(try report(Write()).exitCode == .success)
  }

  /// Of eight elements: just in front and behind, and as far as is guarded.
  @Test(arguments: [
    (Write(array: "θ", place: 8), "1 element after the end of the parameter"),
    (Write(array: "θ", place: -1), "1 element before the start of the parameter"),
    (Write(array: "v", place: 8 + 63), "64 elements after the end of v"),
    (Write(array: "m", place: -64), "64 elements before the start of m"),
    (Write(array: "g", place: 8), "1 element after the end of the gradient"),
    (Write(array: "g", place: 3), "to the gradient"),
  ])
  func writingOutside(write: Write, what: String) throws {
    let report = try report(write)
    #expect(report.exitCode == .brokenCandidate)
    #expect(report.results[0].reason == "the candidate went wrong at step 1: it wrote \(what)")
  }

  /// A gradient of 0 that becomes −0 was written to.
  @Test func theBitsOfTheGradient() throws {
    let candidate = ClosureCandidate { x in
      try unsafe x.withPointers { p in unsafe UnsafeMutablePointer(mutating: p.gradients)[0] = -0.0 }
    }
    let result = try verifier.judge(candidate, on: adamCase([1], gradients: [0], steps: 1))
    #expect(result.reason == "the candidate went wrong at step 1: it wrote to the gradient")
  }

  /// AMSGrad's maximum goes the way of the others.
  @Test(arguments: [0, 1])
  func theMaximum(past: Int) throws {
    let json = #"{"alpha": 0.5, "beta1": 0, "beta2": 0}"#
    let w = Trajectory(name: "w", initial: [1], gradients: [2])
    let testCase = Case(checked: "case", implementation: "paper.AMSGrad", hyperparameters: json, steps: 1, tensors: [w], rerun: "")
    let candidate = ClosureCandidate { x in
      try unsafe x.withPointers { p in
        guard let m = unsafe p.m, let v = unsafe p.v, let vmax = unsafe p.vmax else { return }
        unsafe (m[0], v[0]) = (2, 4)
        unsafe vmax[past] = 4
        unsafe p.parameters[0] -= 0.5
      }
    }
    let result = try verifier.judge(candidate, on: testCase)
    #expect(past == 0 ? result.verdict == .pass : result.reason?.hasSuffix("it wrote 1 element after the end of vmax") == true)
  }
}
