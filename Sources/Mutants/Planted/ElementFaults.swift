/// What a plain kernel does to a number on its way. Without a bug: nothing.
extension Optional where Wrapped == Bug {
  /// The gradient as the kernel takes it.
  func taken(_ g: Float) -> Float {
    switch self {
    case .gradientClipped: g > 1000 ? 1000 : g < -1000 ? -1000 : g
    case .notANumberLaundered: g.isNaN ? 0 : g
    case .infinityClamped: g.isInfinite ? (g > 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude) : g
    default: flushed(g)
    }
  }

  /// What the second moment averages.
  func square(_ g: Float, m: Float) -> Float {
    switch self {
    case .absoluteGradient: abs(g)
    case .momentumSquared: m * m
    default: g * g
    }
  }

  /// The first moment as the kernel keeps it.
  func kept(_ m: Float) -> Float {
    guard self == .bfloat16Moment, m.isFinite else { return flushed(m) }
    // To the nearest, ties to even.
    let bits = m.bitPattern
    return Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000)
  }

  /// A number among the subnormals, where those are flushed.
  func flushed(_ x: Float) -> Float { self == .subnormalsFlushed && x.isSubnormal ? 0 : x }

  /// The larger of the new second moment and the largest before; NaN if either is.
  func larger(_ v: Float, _ vmax: Float) -> Float {
    if self == .maximumSwallowsNaN { return .maximum(v, vmax) }
    return v > vmax || v.isNaN ? v : vmax
  }
}
