import KernelVerification
import OptimizerReference

/// Leaves out elements.
struct FewerElements {
  /// How many cases one parameter may cost here: the numbers are to have the rest.
  private static let share = 120

  static func run(_ attempts: inout Attempts) {
    for tensor in attempts.parts.tensors.indices where attempts.parts.tensors[tensor].count > 1 { run(&attempts, tensor) }
  }

  private static func run(_ attempts: inout Attempts, _ tensor: Int) {
    let count = attempts.parts.tensors[tensor].count
    let name = attempts.parts.tensors[tensor].name
    if let place = attempts.place, place.tensor == name {
      // One; of a bug that is about the end of the array, those up to it.
      if attempts.take(attempts.parts.taking([place.element], of: tensor)) { return }
      if place.element + 1 < count { _ = attempts.take(attempts.parts.taking(Array(0...place.element), of: tensor)) }
    } else if attempts.take(attempts.parts.taking([0], of: tensor)) {
      return
    }
    if keepsRow(&attempts, tensor) { return }
    reduce(&attempts, tensor)
  }

  /// Of a bug that is about the axes of a parameter one row, its other axes as they are.
  private static func keepsRow(_ attempts: inout Attempts, _ tensor: Int) -> Bool {
    let rows = attempts.parts.tensors[tensor].shape.first ?? 1
    guard attempts.parts.tensors[tensor].shape.count > 1, rows > 1 else { return false }
    return (0..<min(rows, 16)).contains { row in attempts.take(attempts.parts.taking(row: row, of: tensor)) }
  }

  /// Delta debugging (A. Zeller and R. Hildebrandt, IEEE TSE 28, 2002): leaves out halves, quarters, …, single elements.
  private static func reduce(_ attempts: inout Attempts, _ tensor: Int) {
    let end = attempts.evaluations + share
    var length = attempts.parts.tensors[tensor].count / 2
    while length > 0 {
      // From the end: what is left keeps its place in its vector.
      var upper = attempts.parts.tensors[tensor].count
      while upper > 0 && attempts.evaluations < end && attempts.isOpen {
        let count = attempts.parts.tensors[tensor].count
        let lower = max(0, upper - length)
        if upper - lower < count {
          let kept = Array(0..<lower) + Array(upper..<count)
          _ = attempts.take(attempts.parts.taking(kept, of: tensor))
        }
        upper = lower
      }
      length /= 2
    }
  }
}
