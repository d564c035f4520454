import Foundation
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Orders of the operations that real kernels have and that one text does not: what they are granted, and what it does not grant.
@Suite struct OrderTests {
  private func judge(_ name: String, _ json: String, _ w: Trajectory, t: Int = 1, _ step: @escaping (inout CandidateStep) -> Void) throws
    -> CaseResult
  {
    try Registry.verifier.judge(
      ClosureCandidate(step),
      on: Case(checked: "case", implementation: name, hyperparameters: json, steps: 1, stepsBefore: t - 1, tensors: [w], rerun: ""))
  }

  /// Decoupled decay as θ − (αλ)θ, then the update: ∞ − ∞ is NaN there, and the others round twice.
  @Test func decayMayBeSubtracted() throws {
    let json =
      #"{"lr": 0.1, "betas": [0.9, 0.99], "eps": 0.001, "weight_decay": 0.3, "amsgrad": false, "maximize": false}"#
    let θ = [Double.infinity] + (1...200).map { Double(Float(0.37 * Double($0))) }
    let w = Trajectory(name: "w", initial: θ, gradients: θ.map { _ in 0.25 })
    func result(_ decay: @escaping (Float) -> Float) throws -> Verdict {
      try judge("torch.optim.AdamW", json, w) { x in
        for i in x.parameters.indices {
          let g = x.gradients[i]
          (x.m[i], x.v[i]) = (Float(1 - 0.9) * g, Float(1 - 0.99) * (g * g))
          let update = 0.1 / Float(1 - 0.9) * x.m[i] / (x.v[i].squareRoot() / Float((1 - 0.99).squareRoot()) + 0.001)
          x.parameters[i] = decay(x.parameters[i]) - update
        }
      }.verdict
    }
    #expect(try result { $0 - Float(0.1 * 0.3) * $0 } == .pass)
    #expect(try result { Float(1 - 0.1 * 0.3) * $0 } == .pass)
    // Neither: infinite as of the factor, twice rounded as of the difference and once more.
    #expect(try result { $0 - Float(0.1 * 0.3) * $0 * 1.00001 } == .fail)
  }

  /// With β1 = 0 the moment is the gradient: 1 − β1 is 1 in any format, and nothing of the old moment is granted.
  @Test func weightsThatAreFloatsAreExact() throws {
    let json = #"{"alpha": 0.1, "beta1": 0, "beta2": 0.5, "epsilon": 0.001}"#
    let w = Trajectory(
      name: "w", initial: [1], initialSlots: [.m: [1e4], .v: [1]], gradients: [Double(Float(1e-4))])
    func verdict(_ m: Float) throws -> Verdict {
      try judge("paper.Adam", json, w, t: 10) { x in
        let g = x.gradients[0]
        x.m[0] = m
        x.v[0] = 0.5 * x.v[0] + 0.5 * (g * g)
        let c2 = Float(1 - pow(0.5, 10))
        x.parameters[0] -= 0.1 * g / ((x.v[0] / c2).squareRoot() + 0.001)
      }.verdict
    }
    #expect(try verdict(1e-4) == .pass)
    for m in [Float(5e-4), Float(1.00001e-4), 0] { #expect(try verdict(m) == .fail) }
  }

  /// √v and ε both times √c2: (α√c2/c1)m / (√v + ε√c2). Its numerator is subnormal where the gradient is.
  @Test func aCommonFactorMayBeLeftForLater() throws {
    let json = #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#
    let w = Trajectory(name: "w", initial: [0], gradients: [Double(Float(-1e-36))])
    func verdict(_ lost: Float) throws -> Verdict {
      try judge("paper.Adam", json, w) { x in
        let (c1, c2) = (1 - 0.9, 1 - 0.999)
        x.m[0] = Float(1 - 0.9) * x.gradients[0]
        x.v[0] = Float(1 - 0.999) * (x.gradients[0] * x.gradients[0])
        let numerator = Float(0.001 * c2.squareRoot() / c1) * x.m[0]
        x.parameters[0] -= (numerator + lost) / (x.v[0].squareRoot() + Float(1e-8 * c2.squareRoot()))
      }.verdict
    }
    #expect(try verdict(0) == .pass)
    #expect(try verdict(0x1p-139) == .fail)
  }

  /// At an open step the branch above has an rt of which Double knows nothing but that it is a share: θ far off fails there too.
  @Test(arguments: ["0.99999999", "0.999999999"])
  func anOpenStepDoesNotAdmitEverything(β2: String) throws {
    let json = #"{"alpha": 0.001, "beta1": 0.9, "beta2": \#(β2)}"#
    let w = Trajectory(name: "w", initial: [1, 2], gradients: [0.5, -0.25])
    func verdict(_ garbage: Float) throws -> Verdict {
      try judge("paper.RAdam", json, w) { x in
        for i in x.parameters.indices {
          let g = x.gradients[i]
          (x.m[i], x.v[i]) = (Float(1 - 0.9) * g, Float(1 - (Double(β2) ?? 0)) * (g * g))
          x.parameters[i] -= 0.001 * g + garbage
        }
      }.verdict
    }
    #expect(try verdict(0).isPassed)
    #expect(try verdict(7) == .fail)
  }
}
