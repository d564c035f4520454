internal import KernelShims

/// Which compilation of the kernels steps.
package enum KernelInstructionSet: String, CaseIterable, Sendable {
  /// What every machine of this architecture runs.
  case baseline
  /// x86-64 with AVX2.
  case avx2
  /// The fastest that this machine runs.
  case automatic

  /// What `automatic` stands for, found once.
  package static let best: KernelInstructionSet = kernelMachineHasAVX2() ? .avx2 : .baseline

  /// Those that this machine runs, without `automatic`.
  package static var available: [KernelInstructionSet] { best == .avx2 ? [.baseline, .avx2] : [.baseline] }
}
