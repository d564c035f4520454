import OptimizerReference

/// The elements of a tensor after a step that is taken of eight at once, from a state that is exact: what a lock step can decide without a
/// closer look. Its memory is used again at each step.
struct LaneElements {
  /// How many elements there are.
  let count: Int
  /// How many times eight.
  var lanesOfEach: Int { (count + BoundedLanes.count - 1) / BoundedLanes.count }

  private let trajectory: Trajectory
  private let slots: [Slot]
  private let isExcluded: Bool
  /// The parameter before the step, the gradient, then each slot. One array: of an array of arrays each is retained wherever it is read.
  private var before: [Double] = []
  /// The parameter of all elements after the step, then each slot. The last lanes of each repeat its last element.
  private var after: [BoundedLanes]

  /// Nil where an element is more than its exact numbers: of rows, of gradients that were prepared, and of slots that cannot be seen.
  init?(_ lockStep: LockStep, _ inputs: TensorInputs, visible: [Slot]) {
    guard lockStep.arithmetic == .float, inputs.arePlain, lockStep.reference.slots == visible else { return nil }
    trajectory = inputs.trajectory
    count = trajectory.count
    slots = visible
    isExcluded = inputs.isExcluded
    let lanes = (count + BoundedLanes.count - 1) / BoundedLanes.count
    after = Array(repeating: 0, count: (1 + visible.count) * lanes)
  }

  /// Takes step k, from 0.
  mutating func take(_ k: Int, from state: Snapshot, _ step: (inout Element<BoundedLanes>) -> Void) {
    before.removeAll(keepingCapacity: true)
    before += state.parameter
    before += trajectory.gradient(k)
    for slot in state.slots { before += slot }
    for lanes in 0..<lanesOfEach {
      var x = Element(θ: exact(0, lanes), g: exact(1, lanes))
      for s in slots.indices { x[slots[s]] = exact(2 + s, lanes) }
      x.isExcluded = isExcluded
      step(&x)
      after[lanes] = x.θ
      for s in slots.indices { after[(1 + s) * lanesOfEach + lanes] = x[slots[s]] }
    }
  }

  @inline(__always) private func exact(_ array: Int, _ lanes: Int) -> BoundedLanes {
    let start = array * count
    let values = SIMD8(before, from: start + lanes * BoundedLanes.count, upTo: start + count)
    return BoundedLanes(values: values, bounds: SIMD8())
  }

  /// Some elements of an observable, the parameter or a slot, by its number.
  @inline(__always) func observable(_ o: Int, _ lanes: Int) -> BoundedLanes { after[o * lanesOfEach + lanes] }
}

extension SIMD8<Double> {
  /// Eight of the values from `start`, where there is one at least; from `end` on the one before that again.
  @inline(__always) init(_ values: [Double], from start: Int, upTo end: Int) {
    guard start + 8 <= end else {
      self.init(last: values, from: start, upTo: end)
      return
    }
    // Of a part that is known to be eight no element is checked.
    let part = values.span.extracting(start..<start + 8)
    self.init()
    for i in 0..<8 { self[i] = part[i] }
  }

  @inline(never) private init(last values: [Double], from start: Int, upTo end: Int) {
    self.init()
    for i in 0..<8 { self[i] = values[Swift.min(start + i, end - 1)] }
  }
}
