import Dispatch
import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Synchronization

/// A fault in a kernel, made for the property that must find it.
enum PropertyFault: String, CaseIterable {
  case neighbourSeen = "an element sees a little of the next one's gradient"
  case tailOtherwise = "the last elements, fewer than a vector, are rounded otherwise"
  case sharedScratch = "scratch memory is shared by all that step at a time"
  case signLost = "the gradient loses its sign"
  case gradientClipped = "a gradient above 32 is clipped"
  case epsilonAdded = "an ε that nobody asked for"
  case decayAdded = "a decay that nobody asked for"
  case ownCount = "steps are counted from the first call"
  case maximumForgotten = "the maximum is v"
  case capForgotten = "the rate is not capped"
  case averageForLesser = "the rate is its average, whichever is less"
  case boundsLate = "the bounds are those of the step before"
  case boundsIgnored = "the rate is not bounded"
  case alwaysAdaptive = "the step is adaptive below the threshold too"

  /// The name of the property that finds it.
  var property: String {
    switch self {
    case .neighbourSeen: "a permutation of the elements permutes the result"
    case .tailOtherwise: "a split of the array changes nothing"
    case .sharedScratch: "threads that step parts of the array change nothing"
    case .signLost: "negating θ, g and the odd slots negates the result"
    case .gradientClipped, .epsilonAdded: "scaling g and its slots by a power of two scales the update"
    case .decayAdded: "a zero gradient from a fresh state moves nothing"
    case .ownCount: "stopping and going on from a copy of the state changes nothing"
    case .maximumForgotten: "AMSGrad's maximum never falls"
    case .capForgotten, .averageForLesser: "AdaMod's rate exceeds neither the same rate uncapped nor its average"
    case .boundsLate, .boundsIgnored: "AdaBound's rate stays in its bounds"
    case .alwaysAdaptive: "below the threshold the second moment changes nothing"
    }
  }

  var implementation: String {
    switch self {
    case .neighbourSeen, .tailOtherwise, .sharedScratch, .signLost, .epsilonAdded, .ownCount: "paper.Adam"
    case .gradientClipped: "paper.Momentum"
    case .decayAdded: "torch.optim.AdamW"
    case .maximumForgotten: "paper.AMSGrad"
    case .capForgotten, .averageForLesser: "adamod.AdaMod"
    case .boundsLate, .boundsIgnored: "adabound.AdaBound"
    case .alwaysAdaptive: "paper.RAdam"
    }
  }

  var hyperparameters: String {
    switch self {
    case .epsilonAdded: #"{"alpha": 0.0625, "beta1": 0.75, "beta2": 0.9375, "epsilon": 0}"#
    case .gradientClipped: #"{"epsilon": 0.0625, "mu": 0.75}"#
    case .decayAdded: decayed("0")
    case .maximumForgotten: #"{"alpha": 0.0625, "beta1": 0.75, "beta2": 0.9375}"#
    case .capForgotten, .averageForLesser:
      #"{"lr": 0.0625, "betas": [0.75, 0.9375], "beta3": 0.75, "eps": 1e-8, "weight_decay": 0}"#
    case .boundsLate, .boundsIgnored:
      #"{"lr": 1, "betas": [0.75, 0.9375], "final_lr": 0.125, "gamma": 0.25, "eps": 1e-8, "weight_decay": 0, "amsbound": false}"#
    case .alwaysAdaptive: #"{"alpha": 0.0625, "beta1": 0.75, "beta2": 0.5}"#
    default: #"{"alpha": 0.0625, "beta1": 0.75, "beta2": 0.9375, "epsilon": 1e-8}"#
    }
  }

  /// Gives kernels with the fault.
  func candidates(_ kernel: @escaping (String) throws -> any Candidate) throws -> () throws -> any Candidate {
    let json = hyperparameters
    switch self {
    case .neighbourSeen:
      return {
        wrapped(
          try kernel(json), given: { x in x.given(gradients: zip(x.gradients, x.gradients.dropFirst() + [0]).map { $0 + $1 * 0x1p-20 }) })
      }
    case .tailOtherwise:
      return {
        changed(try kernel(json)) { _, x in
          for i in x.parameters.count / 16 * 16..<x.parameters.count { x.parameters[i] = x.parameters[i].nextUp }
        }
      }
    case .sharedScratch:
      let scratch = SharedScratch()
      return { changed(try kernel(json)) { _, x in if x.t == 1 && scratch.isDisturbed() { x.parameters[0] += 1 } } }
    case .signLost: return { wrapped(try kernel(json), given: { $0.given(gradients: $0.gradients.map(abs)) }) }
    case .gradientClipped: return { wrapped(try kernel(json), given: { $0.given(gradients: $0.gradients.map { max(-32, min(32, $0)) }) }) }
    case .epsilonAdded: return { try kernel(PropertyFault.tailOtherwise.hyperparameters) }
    case .decayAdded: return { try kernel(decayed("0.01")) }
    case .ownCount: return { CountingCandidate(kernel: try kernel(json)) }
    case .maximumForgotten: return { changed(try kernel(json)) { _, x in x.vmax = x.v } }
    case .capForgotten:
      return {
        changed(try kernel(json)) { before, x in
          var free = before
          free.stepSize = free.stepSize.map { _ in 0x1p120 }
          var honest = try kernel(json)
          try honest.step(&free)
          x.parameters = free.parameters
        }
      }
    case .averageForLesser:
      return {
        changed(try kernel(json)) { before, x in
          for i in x.parameters.indices { x.parameters[i] = before.parameters[i] - x.stepSize[i] * x.m[i] }
        }
      }
    case .boundsLate: return { wrapped(try kernel(json), given: { $0.given(t: max($0.t - 1, 1)) }) }
    case .boundsIgnored:
      return {
        changed(try kernel(json)) { before, x in
          for i in x.parameters.indices { x.parameters[i] = before.parameters[i] - x.m[i] / x.v[i].squareRoot() }
        }
      }
    case .alwaysAdaptive: return { try PlainKernel("paper.RAdam", json, bug: .adaptiveBelowThreshold) }
    }
  }
}

private func decayed(_ λ: String) -> String {
  #"{"lr": 0.0625, "betas": [0.75, 0.9375], "eps": 1e-8, "weight_decay": \#(λ), "amsgrad": false, "maximize": false}"#
}

/// A kernel that is given something else, or whose result is changed.
private func wrapped(
  _ kernel: any Candidate, given: @escaping (CandidateStep) -> CandidateStep = { $0 },
  after: @escaping (_ before: CandidateStep, inout CandidateStep) throws -> Void = { _, _ in }
) -> ClosureCandidate {
  var kernel = kernel
  return ClosureCandidate { x in
    let before = x
    var copy = given(x)
    try kernel.step(&copy)
    x.parameters = copy.parameters
    for slot in Slot.allCases { x[slot] = copy[slot] }
    try after(before, &x)
  }
}

private func changed(
  _ kernel: any Candidate, _ after: @escaping (_ before: CandidateStep, inout CandidateStep) throws -> Void
) -> ClosureCandidate {
  wrapped(kernel, given: { $0 }, after: after)
}

/// A kernel that counts its steps itself.
private struct CountingCandidate: Candidate {
  var kernel: any Candidate
  var t = 0

  mutating func step(_ x: inout CandidateStep) throws {
    t += 1
    var copy = x.given(t: t)
    try kernel.step(&copy)
    x.parameters = copy.parameters
    for slot in Slot.allCases { x[slot] = copy[slot] }
  }
}

/// Memory that one kernel at a time may use, and that nobody guards.
private final class SharedScratch: Sendable {
  private let users = Atomic(0)

  /// Whether another came in while this one was there: it stays until one does, or for a while.
  func isDisturbed() -> Bool {
    let arrival = users.add(1, ordering: .relaxed).newValue
    let end = DispatchTime.now() + .milliseconds(300)
    while DispatchTime.now() < end { if users.load(ordering: .relaxed) > arrival { return true } }
    return false
  }
}
