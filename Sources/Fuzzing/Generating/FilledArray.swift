extension Array where Element == Double {
  /// `count` Floats, as Double holds them. Not by appending, which takes longer than drawing what is appended.
  @inline(__always)
  init(filled count: Int, _ value: (Int) -> Float) {
    self.init(repeating: 0, count: count)
    var span = mutableSpan
    for i in 0..<count { span[i] = Double(value(i)) }
  }
}
