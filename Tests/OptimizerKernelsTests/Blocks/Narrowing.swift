import KernelsAVX2
import KernelsBaseline

@testable import OptimizerKernels

/// What rounds Floats to 16 bits.
typealias Narrow = @Sendable ([Float]) -> [UInt16]

/// The conversions of an instruction set, over arrays.
struct Conversions: Sendable {
  let name: String
  let narrowHalf: Narrow
  let narrowBrain: Narrow
  let widenHalf: @Sendable ([UInt16]) -> [Float]
  let widenBrain: @Sendable ([UInt16]) -> [Float]

  static let baseline = Conversions(
    name: "baseline", narrowHalf: { unsafe narrow($0) { unsafe KernelsBaseline.narrowHalf($0, $1, count: $2) } },
    narrowBrain: { unsafe narrow($0) { unsafe KernelsBaseline.narrowBrain($0, $1, count: $2) } },
    widenHalf: { unsafe widen($0) { unsafe KernelsBaseline.widenHalf($0, $1, count: $2) } },
    widenBrain: { unsafe widen($0) { unsafe KernelsBaseline.widenBrain($0, $1, count: $2) } })

  static let avx2 = Conversions(
    name: "AVX2", narrowHalf: { unsafe narrow($0) { unsafe KernelsAVX2.narrowHalf($0, $1, count: $2) } },
    narrowBrain: { unsafe narrow($0) { unsafe KernelsAVX2.narrowBrain($0, $1, count: $2) } },
    widenHalf: { unsafe widen($0) { unsafe KernelsAVX2.widenHalf($0, $1, count: $2) } },
    widenBrain: { unsafe widen($0) { unsafe KernelsAVX2.widenBrain($0, $1, count: $2) } })

  /// Those that this machine runs.
  static var available: [Conversions] { KernelInstructionSet.best == .avx2 ? [baseline, avx2] : [baseline] }

  private static func narrow(
    _ source: [Float], _ function: (UnsafePointer<Float>, UnsafeMutableRawPointer, Int) -> Void
  ) -> [UInt16] {
    var result = [UInt16](repeating: 0xABCD, count: source.count)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe result.withUnsafeMutableBytes { result in
        // Both have the source's count.
        if let from = source.baseAddress, let to = result.baseAddress { unsafe function(from, to, source.count) }
      }
    }
    return result
  }

  private static func widen(
    _ source: [UInt16], _ function: (UnsafeRawPointer, UnsafeMutablePointer<Float>, Int) -> Void
  ) -> [Float] {
    var result = [Float](repeating: -12345, count: source.count)
    unsafe source.withUnsafeBytes { source in
      unsafe result.withUnsafeMutableBufferPointer { result in
        // Both have the source's count.
        if let from = source.baseAddress, let to = result.baseAddress { unsafe function(from, to, result.count) }
      }
    }
    return result
  }
}

/// A narrow format by its definition: the value of a pattern, and what a Float is rounded to, by exact comparison of Doubles.
struct NarrowFormat {
  let exponentBits: Int
  let fractionBits: Int

  static let half = NarrowFormat(exponentBits: 5, fractionBits: 10)
  static let brain = NarrowFormat(exponentBits: 8, fractionBits: 7)

  var infinity: UInt16 { (1 << exponentBits - 1) << fractionBits }

  /// The value of a pattern without a sign, where that of ∞ is what would follow the greatest: with it, rounding needs no case for overflow.
  func value(_ pattern: UInt16) -> Double {
    let exponent = Int(pattern >> fractionBits)
    let fraction = Double(pattern & (1 << fractionBits - 1)) / Double(1 << fractionBits)
    let bias = 1 << (exponentBits - 1) - 1
    // Every power here is a normal Double, and the product is exact.
    let power = Double(sign: .plus, exponent: max(exponent, 1) - bias, significand: 1)
    return (exponent == 0 ? fraction : 1 + fraction) * power
  }

  /// The nearest pattern without a sign to a value that is neither negative nor NaN, given one at or below it that is next to it.
  func nearest(_ value: Double, from below: UInt16) -> UInt16 {
    if below >= infinity { return infinity }
    let (down, up) = (value - self.value(below), self.value(below + 1) - value)
    precondition(down >= 0 && up > 0)
    if down == up { return below % 2 == 0 ? below : below + 1 }
    return down < up ? below : below + 1
  }

  /// The first Float that is rounded otherwise than to the nearest: every pattern's own value, the tie after it, and the neighbours of both; both signs.
  func fault(of narrow: Narrow) -> String? {
    var (floats, expected): ([Float], [UInt16]) = ([], [])
    for pattern in 0..<infinity {
      let (own, next) = (value(pattern), value(pattern + 1))
      let tie = (own + next) / 2
      for center in [Float(own), Float(tie)] {
        for float in [center.nextDown, center, center.nextUp] where Double(float) >= own && Double(float) < next {
          let nearest = nearest(Double(float), from: pattern)
          floats += [float, -float]
          expected += [nearest, nearest | 0x8000]
        }
      }
    }
    for float in [Float(value(infinity) / 2) * 2, .greatestFiniteMagnitude, .infinity] where Double(float) >= value(infinity) {
      floats += [float, -float]
      expected += [infinity, infinity | 0x8000]
    }
    let got = narrow(floats)
    guard let i = got.indices.first(where: { got[$0] != expected[$0] }) else { return nil }
    return "\(floats[i]) is \(String(got[i], radix: 16)), not \(String(expected[i], radix: 16))"
  }
}
