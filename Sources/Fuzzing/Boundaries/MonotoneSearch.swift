/// The first index at which a condition holds that holds from there on; nil where it never does.
///
/// - Parameter guess: where to look first. The number of looks grows with the logarithm of its distance from the answer.
func firstIndex(in range: ClosedRange<Int>, near guess: Int, where holds: (Int) -> Bool) -> Int? {
  // It does not hold at `low` and holds at `high`, or these are the ends, where nobody looks.
  var (low, high, stride) = (range.lowerBound - 1, range.upperBound + 1, 1)
  var index = min(max(guess, range.lowerBound), range.upperBound)
  while true {
    let isHigh = holds(index)
    if isHigh { high = index } else { low = index }
    if low + 1 == high { return high > range.upperBound ? nil : high }
    // Strides that double, away from the guess; once one is past the answer, halves of what is left.
    let next = isHigh ? index - stride : index + stride
    index = low < next && next < high ? next : low + (high - low) / 2
    if stride < high - low { stride *= 2 }
  }
}
