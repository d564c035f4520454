extension [Float] {
  /// The values rounded: those of a state are Floats already.
  init(rounding values: [Double]) {
    self.init(repeating: 0, count: values.count)
    var rounded = mutableSpan
    let values = values.span
    // Said once, or every element is checked.
    guard rounded.count == values.count else { return }
    for i in values.indices { rounded[i] = Float(values[i]) }
  }
}

extension [Double] {
  /// The same values.
  init(exactly values: [Float]) {
    self.init(repeating: 0, count: values.count)
    var exact = mutableSpan
    let values = values.span
    guard exact.count == values.count else { return }
    for i in values.indices { exact[i] = Double(values[i]) }
  }
}
