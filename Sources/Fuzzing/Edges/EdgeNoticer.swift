public import KernelVerification

/// Notices the edges of cases that share an implementation and its hyperparameters.
public struct EdgeNoticer: Sendable {
  private let hyperparameters: HyperparameterEdges
  private let gradients: GradientEdges
  private let states: StateEdges

  /// - Parameters:
  ///   - implementation: whose steps are looked at.
  ///   - hyperparameters: a JSON object that the implementation takes; of another, nothing is noticed.
  public init(_ implementation: Implementation, hyperparameters: String) {
    let noticed = HyperparameterEdges(implementation, hyperparameters)
    self.hyperparameters = noticed
    gradients = GradientEdges(ε: noticed.ε)
    states = StateEdges(rate: noticed.rate)
  }

  /// The noticer of a batch.
  public init(_ batch: Batch) { self.init(batch.implementation, hyperparameters: batch.hyperparameters) }

  /// The edges that are in the numbers of the case.
  public func edges(of testCase: Case) -> EdgeSet {
    var seen = hyperparameters.seen
    let (first, last) = (testCase.stepsBefore + 1, testCase.stepsBefore + testCase.steps)
    if let t = hyperparameters.thresholdStep { seen.insert(.thresholdStep, if: first <= t && t <= last) }
    if let steps = hyperparameters.boundarySteps { seen.insert(.β2AtBoundary, if: steps.overlaps(first...last)) }
    ShapeEdges.notice(testCase, &seen)
    for tensor in testCase.tensors where tensor.count > 0 {
      gradients.notice(tensor.gradients, &seen)
      SequenceEdges.notice(tensor, steps: testCase.steps, &seen)
      states.notice(tensor, steps: testCase.steps, &seen)
    }
    return seen
  }
}
