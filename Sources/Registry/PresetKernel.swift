import KernelVerification
import OptimizerKernels

/// Our kernels as candidates, each found by its implementation's name.
enum PresetKernel {
  /// The kernel of an implementation for hyperparameters, which its preset decodes without any help of the references.
  static func named(_ name: String) -> @Sendable (_ hyperparameters: String) throws -> any Candidate {
    { json in
      let preset = try Preset(name, options: json)
      return preset.withoutDecay.isEmpty ? RuleCandidate(preset) : NamedRuleCandidate(preset)
    }
  }
}
