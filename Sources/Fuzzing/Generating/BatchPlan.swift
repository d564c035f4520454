import KernelVerification
import OptimizerReference

/// What the cases of a batch share: the implementation, its hyperparameters, and what generation must know of them.
struct BatchPlan {
  let implementation: Implementation
  let hyperparameters: String
  let reference: ErasedReference
  /// Nil where there is none.
  let kernel: (any Candidate)?
  /// The step at which the branch is nearest to turning; nil where β2 was not drawn for that.
  let boundary: Int?
  /// The rate and ε, as far as they are among the hyperparameters.
  let rate, ε: Float

  var slots: [Slot] { reference.slots }
  var takesRows: Bool { reference.takesRows }
  var preparesGradients: Bool { reference.preparesGradients }

  /// Hyperparameters that the reference and the kernel take: drawn, or a sample after three that were refused.
  static func draw(_ implementation: Implementation, _ draws: inout Draws) -> BatchPlan {
    let draw = HyperparameterDraw(implementation: implementation)
    for _ in 0..<3 {
      var json = draw.text(&draws)
      var boundary: Int?
      if !implementation.branches.isEmpty, draws.isOne(in: 4), let near = draw.atBoundary(json, &draws) { (json, boundary) = near }
      if let plan = BatchPlan(implementation, json, boundary: boundary) { return plan }
    }
    for json in implementation.samples {
      if let plan = BatchPlan(implementation, json, boundary: nil) { return plan }
    }
    preconditionFailure("\(implementation.name) takes none of its samples")
  }

  /// Nil where the reference or the kernel refuses them.
  private init?(_ implementation: Implementation, _ json: String, boundary: Int?) {
    guard let reference = try? implementation.reference(json) else { return nil }
    do {
      kernel = try implementation.kernel?(json)
    } catch {
      return nil
    }
    self.implementation = implementation
    self.reference = reference
    self.boundary = boundary
    hyperparameters = json
    let meant = MeantHyperparameters(json)
    (rate, ε) = (Float(meant.rate ?? 1e-3), Float(meant.ε ?? 0))
  }
}
