import KernelVerification
import OptimizerKernels
import OptimizerReference

extension Implementation {
  /// The same with one of our kernels, and every fault around it that its samples can show.
  ///
  /// - Parameters:
  ///   - preset: the kernel's rule for these hyperparameters.
  ///   - dependsOnStep: whether t matters under any of the samples.
  ///   - inert: options that change nothing, as published.
  ///   - rowsMatter: whether a row without a gradient is stepped otherwise than one whose gradient is 0.
  ///   - neighboursMatter: whether other parameters' gradients have a part in the step.
  ///   - preparing: what is done to gradients first.
  ///   - bugs: more that it must be caught with.
  func stepped(
    by preset: @escaping @Sendable (_ hyperparameters: String) throws -> any OptimizerRule, dependsOnStep: Bool = true,
    inert: Set<String> = [], rowsMatter: Bool = true, neighboursMatter: Bool = true,
    preparing: (@Sendable (_ hyperparameters: String) throws -> GradientPreparation)? = nil,
    bugs: [PlantedBug] = []
  ) -> Implementation {
    stepped(
      with: { RuleCandidate(try preset($0), try preparing?($0) ?? .none) }, dependsOnStep: dependsOnStep, inert: inert,
      rowsMatter: rowsMatter, neighboursMatter: neighboursMatter, bugs: bugs)
  }

  /// The same where the kernel is more than a rule.
  func stepped(
    with kernel: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate, dependsOnStep: Bool = true,
    inert: Set<String> = [], rowsMatter: Bool = true, neighboursMatter: Bool = true, bugs: [PlantedBug] = []
  ) -> Implementation {
    let references = samples.compactMap { try? reference($0) }
    let around = wrap(
      kernel, samples: samples, slots: Slot.allCases.filter { slot in references.contains { $0.slots.contains(slot) } },
      hasSchedule: dependsOnStep, takesRows: rowsMatter && references.contains(where: \.takesRows),
      seesNeighbours: neighboursMatter && references.contains(where: \.preparesGradients),
      keepsSpecialGradients: !references.contains(where: \.preparesGradients), inert: inert)
    return Implementation(
      name: name, evidence: evidence, reference: reference, kernel: kernel, dialect: dialect, samples: samples, branches: branches,
      findings: findings, plantedBugs: bugs + around)
  }
}
