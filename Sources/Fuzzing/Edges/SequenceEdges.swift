import KernelVerification

/// Notices how the gradients of the first four elements go on from step to step.
enum SequenceEdges {
  static func notice(_ tensor: Trajectory, steps: Int, _ seen: inout EdgeSet) {
    let count = tensor.count
    guard steps >= 2 else { return }
    for i in 0..<min(count, 4) {
      var run = Run(first: tensor.gradients[i])
      for k in 1..<steps { run.add(tensor.gradients[k * count + i]) }
      run.note(&seen)
    }
  }

  /// One element's gradients.
  private struct Run {
    private var last: Double
    private var steps = 1
    private var (isConstant, isAlternating, isShrinking) = (true, true, true)
    private var zeros: Int
    /// Zeros since the last gradient that was none, and whether such a gap has closed.
    private var gap = 0
    private var hasClosedGap = false
    /// The largest and the second largest magnitude, and whether the largest was the last.
    private var largest, second: Double
    private var isLargestLast = true
    private var leastIsPositive: Bool

    init(first: Double) {
      last = first
      zeros = first == 0 ? 1 : 0
      (largest, second) = (first.magnitude, 0)
      leastIsPositive = first != 0
    }

    mutating func add(_ g: Double) {
      steps += 1
      if !(g == last && g != 0) { isConstant = false }
      if !(g == -last && g != 0) { isAlternating = false }
      if !(g != 0 && g.magnitude <= last.magnitude / 2) { isShrinking = false }
      if g == 0 {
        zeros += 1
        if zeros < steps { gap += 1 }
        leastIsPositive = false
      } else {
        if gap > 0 { hasClosedGap = true }
        gap = 0
      }
      if g.magnitude > largest {
        (second, largest, isLargestLast) = (largest, g.magnitude, true)
      } else {
        isLargestLast = false
        if g.magnitude > second { second = g.magnitude }
      }
      last = g
    }

    func note(_ seen: inout EdgeSet) {
      let hasThree = steps >= 3
      seen.insert(.constant, if: hasThree && isConstant)
      seen.insert(.alternating, if: hasThree && isAlternating)
      seen.insert(.shrinking, if: hasThree && isShrinking)
      seen.insert(.allZero, if: hasThree && zeros == steps)
      seen.insert(.sparse, if: hasClosedGap)
      seen.insert(.fading, if: zeros < steps && last == 0)
      seen.insert(.spike, if: hasThree && leastIsPositive && !isLargestLast && largest >= 64 * second && largest < .infinity)
    }
  }
}
