import OptimizerReference

/// The numbers at which Float arithmetic changes its ways.
enum SpecialValues {
  static let all: [Float] = [
    0, .nan, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude.nextDown, .leastNormalMagnitude, .greatestFiniteMagnitude,
    // Their squares: the largest that is finite, the first that is not, the least that is normal, one that is subnormal, one that is 0.
    0x1.fffffep63, 0x1p64, 0x1p-63, 1e-20, 1e-23,
  ]

  /// One of them, of either sign, for one draw in eight; otherwise `ordinary`.
  static func sometimes(_ random: CounterGenerator, _ index: Int, _ ordinary: Double) -> Double {
    let bits = random.bits(index)
    guard bits % 8 == 0 else { return ordinary }
    let value = Double(all[Int((bits >> 8) % UInt64(all.count))])
    return bits >> 63 == 0 ? value : -value
  }

  /// The trajectory with special values in one element of eight: in one number of eight there; not in its gradients where those are spared.
  static func planted(in trajectory: Trajectory, _ random: CounterGenerator, sparingGradients: Bool) -> Trajectory {
    let count = trajectory.count
    func plant(_ values: [Double], _ stream: Int) -> [Double] {
      values.enumerated().map { i, value in
        random.bits(i % count) % 8 == 0 ? sometimes(random, stream * 1_000_000 + i, value) : value
      }
    }
    var slots = trajectory.initialSlots
    for slot in Slot.allCases {
      guard let values = slots[slot] else { continue }
      let planted = plant(values, 3 + (Slot.allCases.firstIndex(of: slot) ?? 0))
      slots[slot] = slot.isMagnitude ? planted.map(abs) : planted
    }
    var gradients = sparingGradients ? trajectory.gradients : plant(trajectory.gradients, 2)
    if let rows = trajectory.rows {
      // The gradient of a row that is absent is 0.
      let length = count / trajectory.rowCount
      for i in gradients.indices where !rows[i / length] { gradients[i] = 0 }
    }
    return Trajectory(
      name: trajectory.name, shape: trajectory.shape, initial: plant(trajectory.initial, 1), initialSlots: slots, gradients: gradients,
      rows: trajectory.rows)
  }
}
