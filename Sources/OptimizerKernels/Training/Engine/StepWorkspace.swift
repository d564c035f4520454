/// Memory that steps use again and again, so that none allocates. Nothing in it outlives a step but the size.
@safe final class StepWorkspace: @unchecked Sendable {
  /// Set before a step, for each parameter of the optimizer: what it steps.
  var sources: [StepSource] = unsafe []
  var plans: [PlannedStep] = []
  var targets: [StepTarget] = unsafe []
  /// For each group, decaying and not: the plan made last in this step.
  var lastPlan: [Int] = []
  /// For each block, the sum of squares of its gradients, and of its updates.
  var gradientSums: [Double] = []
  var updateSums: [Double] = []
  /// For each worker: a block of gradients, a block of parameters, and what it noticed.
  var scratch = AlignedBuffer(byteCount: 0)
  var notices: [WorkerNotice] = []
  /// Gradients that are centralised, whole.
  var centralized = AlignedBuffer(byteCount: 0)
  /// Where the tensors of the last step lay.
  var parameterPositions = TensorPositions()
  var gradientPositions = TensorPositions()
  var copyPositions = TensorPositions()
}

/// What a caller gives for one parameter.
@unsafe struct StepSource {
  var θ: UnsafeMutablePointer<Float>?
  var gradient: UnsafeRawPointer?
  var copy: UnsafeMutableRawPointer?
  /// Whether there is a gradient: one without elements has no address.
  var isPresent = false
}

/// What one worker noticed.
struct WorkerNotice {
  var hasNonFinite = false
  var largestUpdate: Float = 0
  var boundedElements = 0
}

/// For each parameter the position of its tensor in a layout seen before; −1 for none.
struct TensorPositions {
  private(set) var layout: TensorLayout?
  private(set) var positions: [Int] = []

  /// - Returns: the name of a tensor that no parameter has, if any.
  mutating func bind(_ layout: TensorLayout, to records: [ParameterRecord]) -> String? {
    if layout === self.layout && positions.count == records.count { return nil }
    let found = records.map { layout.position(of: $0.name) ?? -1 }
    if found.lazy.filter({ $0 >= 0 }).count != layout.names.count {
      let known = Set(records.map(\.name))
      if let stranger = layout.names.first(where: { !known.contains($0) }) { return stranger }
    }
    self.layout = layout
    positions = found
    return nil
  }
}
