import Foundation
import KernelShims
import KernelVerification
import OptimizerKernels

/// A scalar kernel that takes the constants of a step from one of our rules and does the formula of `KernelStep.h` itself, element by element.
/// It reaches every family that our kernels have, and its mutations plant bugs in any of them.
struct FormulaKernel: Candidate {
  private let rule: any FormulaRule & KernelRule
  private let options: MutantOptions
  private let mutation: Mutation
  private let preparation: PlainPreparation

  /// The kernel of a rule.
  ///
  /// - Throws: ``MutantError`` for a rule that is no point of the formula.
  init(
    _ rule: any OptimizerRule, _ hyperparameters: String, _ mutation: Mutation = .none, preparing fault: PreparationFault? = nil,
    centring: Bool = false
  ) throws {
    guard let rule = rule as? any FormulaRule & KernelRule else {
      throw MutantError(description: "\(type(of: rule)) is no point of the kernels' formula")
    }
    self.rule = rule
    options = MutantOptions(hyperparameters)
    self.mutation = mutation
    preparation = PlainPreparation(options, centring: centring, fault)
  }

  /// The kernel of an implementation, whose rule is found by its name.
  init(of implementation: String, _ hyperparameters: String, _ mutation: Mutation = .none, preparing fault: PreparationFault? = nil) throws
  {
    try self.init(Preset(implementation, options: hyperparameters).rule, hyperparameters, mutation, preparing: fault)
  }

  mutating func step(_ x: inout CandidateStep) {
    let gradients = preparation.prepare(x)
    take(&x, gradients, t: x.t)
  }

  /// The step of gradients that are prepared, as the step `t`.
  func take(_ x: inout CandidateStep, _ gradients: [Float], t: Int) {
    let rule = rule
    var step = FormulaStep(k: rule.kernelStep(t))
    mutation.change?(&step, StepContext(t: t, options: options, at: { rule.kernelStep($0) }))
    let fault = mutation.isOfFirstStep && t > 1 ? nil : mutation.fault
    let first: [Float]? = x.m.isEmpty ? x.momentum.isEmpty ? nil : x.momentum : x.m
    let second = [x.v, x.s, x.sum, x.u].first { !$0.isEmpty }
    var (m, v, vmax, s, θ) = (first ?? [], second ?? [], x.vmax, x.stepSize, x.parameters)
    let beginsAnew = rule.layout.beginsWithFirstGradient && t == 1
    let absent = step.absent
    let length = x.rows.map { $0.isEmpty ? 1 : θ.count / $0.count } ?? 1
    for i in θ.indices {
      let isPresent = rule.formula.absentRows == .step || x.rows?[i / length] ?? true
      if !isPresent && rule.formula.absentRows == .stay { continue }
      var e = FormulaElement(θ: θ[i])
      if !m.isEmpty { e.m = beginsAnew ? 0 : m[i] }
      if !v.isEmpty { e.v = v[i] }
      if !vmax.isEmpty { e.vmax = vmax[i] }
      if !s.isEmpty { e.s = s[i] }
      e.advance(gradients[i], isPresent ? step : absent, fault)
      θ[i] = e.θ
      if !m.isEmpty { m[i] = e.m }
      if !v.isEmpty { v[i] = e.v }
      if !vmax.isEmpty { vmax[i] = e.vmax }
      if !s.isEmpty { s[i] = e.s }
    }
    (x.parameters, x.vmax, x.stepSize) = (θ, vmax, s)
    if x.m.isEmpty { x.momentum = m } else { x.m = m }
    if !x.v.isEmpty { x.v = v }
    if !x.s.isEmpty { x.s = v }
    if !x.sum.isEmpty { x.sum = v }
    if !x.u.isEmpty { x.u = v }
  }
}

extension FormulaStep {
  /// What is done to a row without a gradient: its moments decay.
  fileprivate var absent: FormulaStep {
    var step = self
    step.k.holds = true
    (step.k.decaysBeforeUpdate, step.k.decaysGradient) = (false, false)
    (step.k.averagesResidual, step.k.averagesQuotient, step.k.addsSecondEpsilon) = (false, false, false)
    return step
  }
}

extension Mutant {
  /// A bug of the formula, in the kernel of an implementation.
  init(
    _ name: String, _ source: String, _ implementation: String, _ mutation: Mutation
  ) {
    self.init(
      name: name, source: source, implementation: implementation,
      makeKernel: { try FormulaKernel(of: implementation, $0, mutation) }, makeHonest: { try FormulaKernel(of: implementation, $0) })
  }
}
