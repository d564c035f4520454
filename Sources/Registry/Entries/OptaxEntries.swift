import KernelVerification
import OptimizerReference

/// optax.
enum OptaxEntries {
  static let all = [rAdam, amsGrad, adaBelief, lookahead].map { $0.flushingSubnormals() }

  static let rAdam = Implementation(
    name: "optax.radam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Optax.RAdam(json: json)) },
    dialect: OptaxDialects.rAdam,
    samples: [
      #"{"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "eps_root": 0, "threshold": 5, "nesterov": false}"#,
      #"{"learning_rate": 0.01, "b1": 0.95, "b2": 0.9, "eps": 1e-3, "eps_root": 1e-4, "threshold": 6, "nesterov": true}"#,
      #"{"learning_rate": 0.1, "b1": 0.5, "b2": 0.9999, "eps": 1e-16, "eps_root": 0, "threshold": 4, "nesterov": false}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [Self.floatSchedule]
  )

  static let amsGrad = Implementation(
    name: "optax.amsgrad", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Optax.AMSGrad(json: json)) },
    dialect: OptaxDialects.amsGrad,
    samples: [
      #"{"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "eps_root": 0, "bias_correction_mu": true, "bias_correction_nu": true}"#,
      #"{"learning_rate": 0.01, "b1": 0.95, "b2": 0.9, "eps": 1e-3, "eps_root": 1e-4, "bias_correction_mu": false, "bias_correction_nu": true}"#,
      #"{"learning_rate": 0.1, "b1": 0.5, "b2": 0.99, "eps": 1e-16, "eps_root": 0, "bias_correction_mu": true, "bias_correction_nu": false}"#,
    ],
    findings: [Self.floatPowers]
  )

  static let adaBelief = Implementation(
    name: "optax.adabelief", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Optax.AdaBelief(json: json)) },
    dialect: OptaxDialects.adaBelief,
    samples: [
      #"{"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-16, "eps_root": 1e-16, "nesterov": false}"#,
      #"{"learning_rate": 0.01, "b1": 0.95, "b2": 0.9, "eps": 1e-3, "eps_root": 1e-4, "nesterov": true}"#,
      #"{"learning_rate": 0.1, "b1": 0.5, "b2": 0.99, "eps": 0.1, "eps_root": 0, "nesterov": false}"#,
    ],
    findings: [Self.floatPowers]
  )

  static let lookahead = Implementation(
    name: "optax.lookahead", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in try makeLookahead(json, multiplies: false) }, dialect: LookaheadDialects.optax,
    samples: [
      #"{"inner": "optax.sgd", "inner_args": {"learning_rate": 0.01, "nesterov": false}, "sync_period": 5, "slow_step_size": 0.5, "reset_state": false}"#,
      #"{"inner": "optax.sgd", "inner_args": {"learning_rate": 0.1, "nesterov": true, "momentum": 0.9}, "sync_period": 3, "slow_step_size": 0.8, "reset_state": true}"#,
      #"{"inner": "optax.adam", "inner_args": {"learning_rate": 0.01, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "eps_root": 1e-6, "nesterov": false}, "sync_period": 6, "slow_step_size": 0.5, "reset_state": false}"#,
      #"{"inner": "optax.amsgrad", "inner_args": {"learning_rate": 0.01, "b1": 0.9, "b2": 0.99, "eps": 1e-8, "eps_root": 0, "bias_correction_mu": true, "bias_correction_nu": true}, "sync_period": 4, "slow_step_size": 0.3, "reset_state": true}"#,
      #"{"inner": "optax.radam", "inner_args": {"learning_rate": 0.01, "b1": 0.9, "b2": 0.9, "eps": 1e-8, "eps_root": 0, "threshold": 5, "nesterov": false}, "sync_period": 5, "slow_step_size": 0.5, "reset_state": false}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [
      Self.floatSchedule,
      Finding(
        precision: .float64, explainedBy: .double,
        path: { json throws(InvalidHyperparameter) in try makeLookahead(json, multiplies: true) },
        reason: "it multiplies by 0 what does not count at a step, which makes NaN of infinities, and resets no NaN"),
      Finding(
        precision: .float32, explainedBy: .floatWithFloatSchedule,
        path: { json throws(InvalidHyperparameter) in try makeLookahead(json, multiplies: true) },
        reason: "it multiplies by 0 what does not count at a step, in Float too"),
    ]
  )

  private static func makeLookahead(_ json: String, multiplies: Bool) throws(InvalidHyperparameter) -> ErasedReference {
    let given = try Hyperparameters(json: json, keys: ["inner", "inner_args", "sync_period", "slow_step_size", "reset_state"])
    switch try given.text("inner", ["optax.sgd", "optax.adam", rAdam.name, amsGrad.name, adaBelief.name]) {
    case "optax.sgd": return try around { json throws(InvalidHyperparameter) in try Optax.SGD(json: json) }
    case "optax.adam": return try around { json throws(InvalidHyperparameter) in try Optax.Adam(json: json) }
    case rAdam.name: return try around { json throws(InvalidHyperparameter) in try Optax.RAdam(json: json) }
    case amsGrad.name: return try around { json throws(InvalidHyperparameter) in try Optax.AMSGrad(json: json) }
    default: return try around { json throws(InvalidHyperparameter) in try Optax.AdaBelief(json: json) }
    }
    func around<Inner: Reference>(
      _ inner: (String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) -> ErasedReference {
      ErasedReference(try Optax.Lookahead(json: json, multiplies: multiplies, inner: inner))
    }
  }

  private static let floatSchedule = Finding(
    precision: .float32, explainedBy: .floatWithFloatSchedule,
    reason: "it computes the powers of β and ρt in Float, where ρt loses its digits to cancellation")

  private static let floatPowers = Finding(
    precision: .float32, explainedBy: .floatWithFloatSchedule, reason: "it computes 1 − β1ᵗ and 1 − β2ᵗ in Float")
}
