import KernelVerification
import OptimizerReference

/// Notices what a case starts from.
struct StateEdges {
  /// The learning rate.
  let rate: Double

  func notice(_ tensor: Trajectory, steps: Int, _ seen: inout EdgeSet) {
    noticeParameters(tensor.initial, &seen)
    let slots = tensor.initialSlots
    guard !slots.isEmpty else { return }
    seen.insert(.restored)
    if let m = slots[.m] ?? slots[.momentum] { noticeMoment(m, tensor, steps, &seen) }
    let second = slots[.v] ?? slots[.s] ?? slots[.sum]
    if let second { noticeSecond(second, tensor, &seen) }
    if let m = slots[.m], let second {
      for i in m.indices where second[i] == 0 && m[i] != 0 { seen.insert(.momentWithoutSecond) }
    }
    if let second, let maximum = slots[.vmax] { noticeMaximum(second, maximum, &seen) }
    if let rates = slots[.stepSize] {
      for x in rates where x > rate && rate > 0 { seen.insert(.averagedRateIsAboveRate) }
    }
    if let slow = slots[.slow] {
      for i in slow.indices where slow[i] != tensor.initial[i] { seen.insert(.slowWeightsDiffer) }
    }
  }

  private func noticeParameters(_ θ: [Double], _ seen: inout EdgeSet) {
    guard !θ.isEmpty else { return }
    var areZero = true
    for x in θ {
      if x == 0 { continue }
      areZero = false
      let size = x.magnitude
      if size >= 0x1p-126 && size < 0x1p127 { continue }
      if size < 1 {
        seen.insert(.parameterIsSubnormal)
      } else if size.isFinite {
        seen.insert(.parameterIsLarge)
      } else {
        seen.insert(x.isNaN ? .parameterIsNaN : .parameterIsInfinite)
      }
    }
    seen.insert(.parametersAreZero, if: areZero)
  }

  private func noticeMoment(_ m: [Double], _ tensor: Trajectory, _ steps: Int, _ seen: inout EdgeSet) {
    for i in m.indices {
      let size = m[i].magnitude
      if size >= 0x1p-126 && size < .infinity || size == 0 { continue }
      if m[i].isNaN {
        seen.insert(.momentIsNaN)
      } else if size == .infinity {
        seen.insert(.momentIsInfinite)
      } else if (0..<steps).allSatisfy({ tensor.gradients[$0 * tensor.count + i] == 0 }) {
        seen.insert(.momentSticks)
      }
    }
  }

  private func noticeSecond(_ v: [Double], _ tensor: Trajectory, _ seen: inout EdgeSet) {
    for i in v.indices where v[i] != 0 {
      let x = v[i]
      if x < 0x1p-126 {
        seen.insert(.secondMomentIsSubnormal)
      } else if !(x < .infinity) {
        seen.insert(x.isNaN ? .secondMomentIsNaN : .secondMomentIsInfinite)
      } else {
        let g = Float(tensor.gradients[i])
        if Double(g * g) == x { seen.insert(.secondMomentIsSquare) }
      }
    }
  }

  private func noticeMaximum(_ v: [Double], _ maximum: [Double], _ seen: inout EdgeSet) {
    for i in v.indices where v[i] > 0 && v[i] < .infinity {
      let (x, most) = (Float(v[i]), Float(maximum[i]))
      if x == most {
        seen.insert(.secondMomentIsMaximum)
      } else if x == most.nextUp {
        seen.insert(.secondMomentIsAboveMaximum)
      } else if x == most.nextDown {
        seen.insert(.secondMomentIsBelowMaximum)
      }
    }
  }
}
