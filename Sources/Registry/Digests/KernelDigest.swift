package import OptimizerKernels

/// The bits that a kernel gives on the corpus, as one number: the same on every machine, instruction set, build and split.
package struct KernelDigest: Sendable {
  /// Takes a step, the nth of its run, of a part of a run. A test takes it wrongly here.
  package typealias Stepping = (_ part: inout DigestPart, _ n: Int, _ rule: any KernelRule, _ set: KernelInstructionSet) throws -> Void

  /// The name of the registry's entry.
  package let name: String
  /// The digest that every machine must give.
  package let pinned: UInt64
  private let hyperparameters: [String]

  init(_ name: String, pinned: UInt64, hyperparameters: [String]) {
    self.name = name
    self.pinned = pinned
    self.hyperparameters = hyperparameters
  }

  /// The rules that it steps.
  package func rules() throws -> [any KernelRule] {
    try hyperparameters.map { json in
      guard let rule = try Preset(name, options: json).rule as? any KernelRule else { throw NoKernel(name: name) }
      return rule
    }
  }

  /// What this machine gives: θ and every slot after every step.
  ///
  /// - Precondition: this machine runs `set`.
  /// - Parameters:
  ///   - blockSize: how many elements are stepped at a time, each block with its own part of the state.
  package func bits(
    on set: KernelInstructionSet, blockSize: Int = DigestCorpus.count, step: Stepping = KernelDigest.step
  ) throws -> DigestBits {
    var bits = DigestBits()
    for rule in try rules() {
      for run in DigestCorpus.runs {
        var parts = try run.parts(of: blockSize, rule.layout)
        for n in run.gradients.indices {
          for i in parts.indices { try step(&parts[i], n, rule, set) }
          for part in parts { bits.add(part.parameters) }
          for part in parts { bits.add(part.state.firstMoment) }
          for part in parts { bits.add(part.state.secondMoment) }
          for part in parts { bits.add(part.state.maximum ?? []) }
          for part in parts { bits.add(part.state.averagedRate ?? []) }
        }
      }
    }
    return bits
  }

  /// Takes the step as it should be taken.
  package static let step: @Sendable (inout DigestPart, Int, any KernelRule, KernelInstructionSet) throws -> Void = { part, n, rule, set in
    try rule.update(&part.parameters, gradients: part.gradients[n], state: &part.state, on: set)
  }

  private struct NoKernel: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name) is stepped by none of our kernels: it has no digest" }
  }
}
