import KernelVerification
import OptimizerReference

extension Property {
  /// AMSGrad's maximum never falls. A maximum of NaN and a number is NaN.
  ///
  /// Exact for every number: a maximum rounds nothing, and an ε that is added to it is not negative. A Lookahead that is no point of the
  /// common formula may start its inner state anew (optax, `reset_state`), and the maximum with it.
  static let maximum = Property("AMSGrad's maximum never falls") { subject in
    subject.reference.slots.contains(.vmax) && (subject.convention != nil || !subject.reference.slots.contains(.slow))
  } check: { subject, tensor, check in
    guard let observable = subject.observable(.vmax) else { return }
    var run = try subject.run(tensor)
    var before = run.start
    for (k, state) in try run.trace().enumerated() {
      for i in state.parameter.indices {
        let (kept, new) = (before.value(observable, i), state.value(observable, i))
        let place = PropertyCheck.Place(step: k, element: i, observable: observable)
        if kept.isNaN { check.expect(new, equals: kept, at: place) } else if !new.isNaN { check.expect(new, isAtLeast: kept, at: place) }
      }
      before = state
    }
  }
}
