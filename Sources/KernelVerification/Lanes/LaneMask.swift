extension SIMDMask<SIMD8<Int64>> {
  /// Whether it holds in any lane. The library's `any` and `all` are calls where much surrounds them, of the length of all the rest.
  @inline(__always) var isAnywhere: Bool {
    let flags = SIMD8<Int64>().replacing(with: SIMD8(repeating: -1), where: self)
    let four = flags.lowHalf | flags.highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] != 0
  }

  /// Whether it holds in all lanes.
  @inline(__always) var isEverywhere: Bool { !(.!self).isAnywhere }
}
