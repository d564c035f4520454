/// Which elements a plain kernel does, and with whose gradient.
struct ArrayFaults {
  private let bug: Bug?
  /// Elements that the kernel, if it were one of SIMD, would do at once.
  private let width = 16

  init(_ bug: Bug?) { self.bug = bug }

  /// The elements in the order in which they are done.
  func elements(of count: Int) -> [Int] {
    let whole = count / width * width
    return switch bug {
    case .doesNothing: []
    case .tailUnwritten: Array(0..<whole)
    case .tailTwice: Array(0..<whole) + Array(max(0, whole == count ? count : count - width)..<count)
    case .countTruncated: Array(0..<Int(UInt16(truncatingIfNeeded: count)))
    default: Array(0..<count)
    }
  }

  /// Whose gradient element `i` takes: its own.
  func source(of i: Int, count: Int) -> Int {
    guard bug == .lanesSwapped, i < count / width * width else { return i }
    return switch i % width {
    case width / 2 - 1: i + 1
    case width / 2: i - 1
    default: i
    }
  }
}
