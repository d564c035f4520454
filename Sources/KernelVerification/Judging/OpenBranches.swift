/// Which admissible steps a candidate may still be taking at each t. It computes ρt once, so all parameters take one branch.
struct OpenBranches {
  private var open: [Int: [Int]] = [:]

  /// The indices of the admissible steps at t, of which there are `count`, that fitted all parameters so far.
  func open(_ t: Int, of count: Int) -> [Int] { open[t] ?? Array(0..<count) }

  /// Closes all but those that fit. Where none does the parameter fails, and what was open stays so for the next.
  mutating func close(_ t: Int, of count: Int, allBut fitting: [Int]) {
    if count > 1 && !fitting.isEmpty { open[t] = fitting }
  }
}
