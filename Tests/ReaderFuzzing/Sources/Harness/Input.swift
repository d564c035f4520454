/// What libFuzzer gives, copied.
public func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  // libFuzzer keeps `count` bytes at `start` until its call returns; of none the start may be nil.
  unsafe Array(UnsafeBufferPointer(start: start, count: count))
}

/// Ends the process, which libFuzzer takes for a finding, where something does not hold of what was accepted.
public func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError(what()) }
}

/// The product of the extents; nil where `Int` does not hold it.
public func product(_ extents: [Int]) -> Int? {
  var product = 1
  for extent in extents {
    let (next, overflows) = product.multipliedReportingOverflow(by: extent)
    if overflows { return nil }
    product = next
  }
  return product
}
