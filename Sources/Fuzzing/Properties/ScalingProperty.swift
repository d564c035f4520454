import KernelVerification
import OptimizerReference

extension Property {
  /// Scaling g and its slots by a power of two scales the update as the convention says: an adaptive update not at all, one by the first moment
  /// alone by the same power.
  ///
  /// Exact where a power of two changes no rounding: without ε (which has a size of its own), clamp of the rate, decay (which mixes θ in),
  /// or anything that sees all gradients; and where nothing under- or overflows. For the latter every number of an element is 0 or between
  /// 2⁻¹⁰ and 2¹⁰ (a second moment by its root), and every coefficient 0 or between 2⁻¹⁴ and 2¹⁰: a moment that cancels is then no less than
  /// 2⁻⁴⁸, its square times 1 − β2 no less than 2⁻¹¹⁰, an update with rt (2⁻²⁶ at least, near a threshold) no less than 2⁻⁹⁹. Scaled is
  /// upward only, by 2 and by 2⁵.
  static let scaling = Property("scaling g and its slots by a power of two scales the update") { subject in
    subject.isElementwise && (subject.convention?.isFreeOfSizes ?? subject.isPlainMomentum)
  } check: { subject, tensor, check in
    let trajectory = subject.testCase.tensors[tensor]
    var run = try subject.run(tensor)
    let trace = try run.trace()
    let states = [run.start] + trace
    for factor in [0x1p1, 0x1p5] {
      var other = try subject.run(on: subject.testCase.with(tensors: [trajectory.mapped(gradient: { $0 * factor })]), 0)
      for k in trace.indices {
        guard let t = run.steps[k], let isAdaptive = subject.isAdaptive(t) else { continue }
        let scales = subject.scales(by: factor, isAdaptive: isAdaptive && subject.convention != nil)
        guard let scaled = try other.step(k, from: states[k].scaled(scales)) else { continue }
        for i in 0..<trajectory.count where subject.staysInRange(states[k], trajectory.gradients[k * trajectory.count + i], i) {
          for (observable, scale) in scales.enumerated() {
            let expected = trace[k].value(observable, i) * scale
            check.expect(scaled.value(observable, i), equals: expected, at: .init(step: k, element: i, observable: observable))
          }
        }
      }
    }
  }
}

extension Convention {
  /// Whether no number in it has a size that a gradient could be compared with, and all are of the property's range.
  fileprivate var isFreeOfSizes: Bool {
    let hasEpsilon =
      switch epsilon {
      case .none: false
      case .inRoot(let ε), .beforeCorrection(let ε), .afterCorrection(let ε): ε != 0
      case .inRootAndAfter(let ε, let other), .inRootAndBeforeCorrection(let ε, let other): ε != 0 || other != 0
      }
    let addsEpsilon =
      switch momentEpsilon {
      case .none: false
      case .kept(let ε), .keptInMaximum(let ε), .passing(let ε): ε != 0
      }
    guard !hasEpsilon, !addsEpsilon, weightDecay == .none, rate == .constant, warmup == .none else { return false }
    var coefficients = [α, β1, β2]
    if let lookahead { coefficients.append(lookahead.share) }
    switch rateBound {
    case .none: break
    case .average(let β3, _): coefficients.append(β3)
    // A clamp compares the rate, which scales, with what does not.
    case .clamp, .clampOverRoot, .averageThenClamp: return false
    }
    return α != 0 && coefficients.allSatisfy(isInRange) && [β1, β2].allSatisfy { isInRange(1 - $0) }
  }
}

/// Whether a coefficient is 0 or of the property's range.
private func isInRange(_ coefficient: Double) -> Bool { coefficient == 0 || coefficient >= 0x1p-14 && coefficient <= 0x1p10 }

extension PropertySubject {
  /// Whether it is one of the papers' descents with momentum: θ, velocity and gradient scale alike.
  fileprivate var isPlainMomentum: Bool {
    guard ["paper.Momentum", "paper.Nesterov"].contains(implementation.name), let common else { return false }
    return [common.learningRate, common.beta1].allSatisfy(isInRange)
  }

  /// What each observable is multiplied by where the gradient is by `factor`, so that its share in the step stays what it is.
  fileprivate func scales(by factor: Double, isAdaptive: Bool) -> [Double] {
    let parameter = isAdaptive ? 1 : factor
    return [parameter]
      + reference.slots.map { slot in
        switch slot {
        case .m, .momentum, .u: factor
        case .v, .vmax, .s, .sum: factor * factor
        // A rate goes as the gradient's inverse.
        case .stepSize: 1 / factor
        case .slow: parameter
        }
      }
  }

  /// Whether nothing of the element under- or overflows on the way.
  fileprivate func staysInRange(_ state: Snapshot, _ gradient: Double, _ element: Int) -> Bool {
    let sizes = reference.slots.enumerated().map { index, slot in
      let value = abs(state.slots[index][element])
      return switch slot {
      case .v, .vmax, .s, .sum: value.squareRoot()
      case .m, .momentum, .u, .stepSize, .slow: value
      }
    }
    return ([abs(gradient), abs(state.parameter[element])] + sizes).allSatisfy { $0 == 0 || $0 >= 0x1p-10 && $0 <= 0x1p10 }
  }
}

extension Snapshot {
  fileprivate func scaled(_ scales: [Double]) -> Snapshot {
    Snapshot(
      parameter: parameter.map { $0 * scales[0] }, slots: zip(slots, scales.dropFirst()).map { values, scale in values.map { $0 * scale } })
  }
}
