/// Memory that steps use again and again, so that none allocates. Nothing in it outlives a step but the size, and numbers that are the same at any time.
///
/// A step holds its optimizer exclusively, and is the only user of a workspace that no other value shares.
@safe final class StepWorkspace: @unchecked Sendable {
  /// Set before a step, for each parameter of the optimizer: what it steps.
  var sources: [StepSource] = unsafe []
  var plans: [PlannedStep] = []
  var targets: [StepTarget] = unsafe []
  /// Each group's rule; empty where they have to be asked again.
  var rules: [PlannedRule] = []
  /// For each target, the sum of squares of its gradient.
  var squares: [Double] = []
  /// For each group, decaying and not: the plan made last in this step.
  var lastPlan: [Int] = []
  /// Whether plans and targets are those of a step that was taken, of all parameters, and nothing but t has changed since.
  var isOfLastStep = false
  /// How many elements all targets have.
  var elementCount = 0
  /// Whether any target begins its slow weights, or has a rate for each element.
  var hasExceptions = false
  /// Whether the gradient of any target is centralised.
  var centralizes = false
  let memo = CoefficientMemo()
  /// For each block, the sum of squares of its gradients, and of its updates. Never empty: an empty array is everybody's, and would be made anew at
  /// each step.
  var gradientSums: [Double] = [0]
  var updateSums: [Double] = [0]
  /// For each worker: a block of gradients, a block of parameters, and what it noticed.
  var scratch = AlignedBuffer()
  var notices: [WorkerNotice] = []
  /// Gradients that are centralised, whole.
  var centralized = AlignedBuffer()
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

/// For each parameter where its tensor lies in a layout seen before. A layout that is held here is never changed.
struct TensorPositions {
  private(set) var layout: TensorLayout?
  /// In bytes from the first tensor; −1 for a parameter without one.
  private(set) var offsets: [Int] = []

  /// Finds the tensors, unless they are where they were in the step before.
  ///
  /// - Parameter what: what the tensors are called in messages.
  /// - Throws: for a tensor that no parameter has, and one of another count than its parameter.
  mutating func bind(_ layout: TensorLayout, to records: [ParameterRecord], as what: String) throws(OptimizerError) {
    if layout === self.layout && offsets.count == records.count { return }
    let found = records.map { layout.position(of: $0.name) }
    if found.lazy.filter({ $0 != nil }).count != layout.names.count {
      let known = Set(records.map(\.name))
      if let stranger = layout.names.first(where: { !known.contains($0) }) { throw .unknownTensor(name: stranger, what: what) }
    }
    for (record, position) in zip(records, found) {
      guard let position, layout.counts[position] != record.count else { continue }
      throw .unequalCounts(name: record.name, what: what, count: layout.counts[position], parameters: record.count)
    }
    self.layout = layout
    offsets = found.map { $0.map { layout.offsets[$0] } ?? -1 }
  }
}
