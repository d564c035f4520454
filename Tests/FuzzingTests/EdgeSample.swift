import Fuzzing
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// A small case, ordinary in all that is not said.
struct EdgeSample {
  var implementation = "torch.optim.Adam"
  /// What stands in the hyperparameters instead of what is usual.
  var lr = "0.002", betas = "[0.9, 0.99]", eps = "1e-7", decay = "0", flags = [false, false, false]
  /// All of them, of another implementation.
  var hyperparameters: String?
  /// One element's gradients, step for step; the others have 0.3.
  var gradients: [Float] = [0.3]
  var count = 2
  var θ: [Float]?
  /// One element's state; the others have 0.25.
  var slots: [Slot: Float] = [:]
  var stepsBefore = 7
  var others: [Trajectory] = []
  var rows: [Bool]?

  /// The edges that are noticed in it.
  var edges: EdgeSet {
    get throws {
      let known = try #require(Registry.verifier.implementation(implementation))
      let words = flags.map { $0 ? "true" : "false" }
      let usual =
        #"{"lr": \#(lr), "betas": \#(betas), "eps": \#(eps), "weight_decay": \#(decay), "amsgrad": \#(words[0]), "maximize": \#(words[1]), "decoupled_weight_decay": \#(words[2])}"#
      let json = hyperparameters ?? usual
      // Only what an implementation takes can be in a case.
      _ = try known.reference(json)
      // One step, so that there is a flag for each row.
      let shape = rows.map { [$0.count, count / $0.count] } ?? [count]
      let w = Trajectory(
        name: "w", shape: shape, initial: (θ ?? Array(repeating: 0.5, count: count)).map { Double($0) },
        initialSlots: slots.mapValues { value in (0..<count).map { $0 == 0 ? Double(value) : 0.25 } },
        gradients: gradients.flatMap { g in (0..<count).map { $0 == 0 ? Double(g) : 0.3 } }, rows: rows)
      let testCase = Case(
        checked: "by hand", implementation: implementation, hyperparameters: json, steps: gradients.count, stepsBefore: stepsBefore,
        tensors: [w] + others, rerun: "no command")
      return EdgeNoticer(known, hyperparameters: json).edges(of: testCase)
    }
  }
}
