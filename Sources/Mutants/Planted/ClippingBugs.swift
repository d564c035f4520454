import KernelVerification
import OptimizerKernels
import Registry

/// Bugs of what clips before a step.
enum ClippingBugs {
  private static let clipped = "torch.nn.utils.clip_grad_norm_"

  /// Those of an implementation; none of most.
  static func of(_ implementation: String) -> [PlantedBug] {
    guard implementation == clipped else { return [] }
    return [
      PlantedBug(name: "1e-6 left out, as Keras has it") { try kernel($0) { try GradientClipping(globalNorm: $0, convention: .keras) } },
      PlantedBug(name: "each tensor by its own norm") { try kernel($0) { try GradientClipping(norm: $0, convention: .torch) } },
    ]
  }

  /// The kernel with other clipping.
  private static func kernel(_ json: String, _ clipping: (Double) throws -> GradientClipping) throws -> RuleCandidate {
    let preset = try Preset(clipped, options: json)
    var preparation = GradientPreparation.none
    preparation.clipping = try clipping(preset.clipping?.globalNorm ?? 0)
    return RuleCandidate(preset.rule, preparation)
  }
}
