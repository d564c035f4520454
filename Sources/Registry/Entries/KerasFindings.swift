import KernelVerification
import OptimizerReference

/// What deviates in recordings of Keras' legacy optimizers and of those of tensorflow-addons.
enum KerasFindings {
  /// A schedule that was given Python's numbers and is written with them: nothing tells it from one in Float64.
  static func pythonNumbers(
    _ reference: @escaping @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference
  ) -> [Finding] {
    let path: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = { json throws(InvalidHyperparameter) in
      try reference(KerasSchedule.givenPythonNumbers(json))
    }
    return [
      Finding(
        precision: .float64, explainedBy: .double, path: path, reason: "its schedule was given Python's numbers, and computes in Float"),
      Finding(
        precision: .float32, explainedBy: .floatWithFloatSchedule, path: path,
        reason: "it computes its learning rate in Float, and a schedule that was given Python's numbers too"),
    ]
  }
}
