import KernelVerification
import OptimizerReference

extension Property {
  /// Negating θ, g and the odd slots (m, momentum, slow weights) negates the result.
  ///
  /// Exact for every optimizer there is here, with any numbers: each sum, product, quotient, mean or clip of what turns its sign turns its own,
  /// squares, magnitudes and norms keep theirs, and rounding to nearest knows no direction.
  static let negation = Property("negating θ, g and the odd slots negates the result") { _ in
    true
  } check: { subject, tensor, check in
    func turned(_ slot: Slot?, _ value: Double) -> Double { slot?.isMagnitude ?? false ? value : -value }
    let negated = subject.testCase.with(
      tensors: subject.testCase.tensors.map { $0.mapped(parameter: { -$0 }, gradient: { -$0 }, slot: { turned($0, $1) }) })
    var (run, other) = (try subject.run(tensor), try subject.run(on: negated, tensor))
    for (k, (state, mirrored)) in zip(try run.trace(), try other.trace()).enumerated() {
      check.expect(mirrored, equals: state, step: k) { observable, value in turned(subject.slot(observable), value) }
    }
  }
}
