import KernelVerification
import OptimizerKernels

/// A fault of Lookahead.
enum LookaheadFault: Sendable {
  /// The slow weights begin at 0.
  case slowFromZero
  /// The slow weights begin where the parameters are after the first step.
  case slowFromFirstStep
  /// They meet one step late.
  case oneStepLate
  /// They meet every k + 1 steps.
  case oneStepMore
  /// They meet after the first step too.
  case atFirstStep
  /// The slow weights stay.
  case slowNotWritten
  /// The parameters stay.
  case fastNotReset
  /// a counts from the other end.
  case otherEnd
  /// The inner momentum is lost.
  case momentumLost
  /// The parameter from before the inner step.
  case stepDropped
  /// The count of inner steps begins anew.
  case innerCountReset
}

/// Lookahead around a formula kernel, by Algorithm 1 of Zhang et al. (NeurIPS 2019), as somebody might write it.
struct PlainLookahead: Candidate {
  private let inner: FormulaKernel
  private let preparation: PlainPreparation
  private let k: Int
  private let a: Float
  private let fault: LookaheadFault?

  init(_ inner: FormulaKernel, _ options: MutantOptions, _ fault: LookaheadFault?, preparing: PlainPreparation) {
    self.inner = inner
    (k, a) = (max(options.period, 1), Float(options.pull))
    self.fault = fault
    preparation = preparing
  }

  mutating func step(_ x: inout CandidateStep) {
    let gradients = preparation.prepare(x)
    let start = x.parameters
    if fault == .slowFromZero && x.t == 1 { x.slow = x.slow.map { _ in 0 } }
    inner.take(&x, gradients, t: fault == .innerCountReset ? (x.t - 1) % k + 1 : x.t)
    if fault == .slowFromFirstStep && x.t == 1 { x.slow = x.parameters }
    guard meets(x.t) else { return }
    for i in x.parameters.indices {
      let fast = fault == .stepDropped ? start[i] : x.parameters[i]
      let slow = x.slow[i]
      let point = fault == .otherEnd ? fast + a * (slow - fast) : slow + a * (fast - slow)
      if fault != .slowNotWritten { x.slow[i] = point }
      if fault != .fastNotReset { x.parameters[i] = point }
    }
    if fault == .momentumLost {
      x.m = x.m.map { _ in 0 }
      x.momentum = x.momentum.map { _ in 0 }
    }
  }

  private func meets(_ t: Int) -> Bool {
    switch fault {
    case .oneStepLate: t > 1 && (t - 1).isMultiple(of: k)
    case .oneStepMore: t.isMultiple(of: k + 1)
    case .atFirstStep: t == 1 || t.isMultiple(of: k)
    default: t.isMultiple(of: k)
    }
  }
}
