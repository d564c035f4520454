import Testing

@testable import OptimizerKernels

@Suite struct WideningTests {
  private let patterns = (0...UInt16.max).map { $0 }

  /// A value by the format's definition: exact in Double, and in Float.
  private func value(_ pattern: UInt16, _ format: NarrowFormat) -> Float {
    let magnitude = pattern & 0x7FFF
    let value = magnitude == format.infinity ? .infinity : format.value(magnitude)
    return Float(pattern & 0x8000 == 0 ? value : -value)
  }

  /// The first pattern that is widened to another value, another zero, or from NaN to anything but a NaN of its sign.
  private func fault(_ widened: [Float], _ format: NarrowFormat) -> UInt16? {
    patterns.first { pattern in
      let got = widened[Int(pattern)]
      if pattern & 0x7FFF > format.infinity { return !got.isNaN || (got.sign == .minus) != (pattern & 0x8000 != 0) }
      return got.bitPattern != value(pattern, format).bitPattern
    }
  }

  @Test func `every pattern is widened to its value`() {
    for conversions in Conversions.available {
      let (half, brain) = (conversions.widenHalf(patterns), conversions.widenBrain(patterns))
      #expect(fault(half, .half) == nil, "\(conversions.name)")
      #expect(fault(brain, .brain) == nil, "\(conversions.name)")
      #expect(half.allSatisfy { !$0.isSignalingNaN })
      #expect(half.map(\.bitPattern) == Conversions.baseline.widenHalf(patterns).map(\.bitPattern))
      // Back again nothing has changed, but that a NaN is quiet.
      #expect(conversions.narrowHalf(half) == patterns.map { $0 & 0x7FFF > 0x7C00 ? $0 | 0x200 : $0 })
      #expect(conversions.narrowBrain(brain) == patterns.map { $0 & 0x7FFF > 0x7F80 ? $0 | 0x40 : $0 })
    }
    #expect(fault(patterns.map { Float(BFloat16(bitPattern: $0)) }, .brain) == nil)
  }

  @Test func `a subnormal taken for 0, an ∞ for a number and a lost sign are caught`() {
    let half = Conversions.baseline.widenHalf(patterns)
    for (pattern, wrong) in [(1, 0), (0x7C00, 65536), (0x8000, 0), (0x3C00, 1.0009765625), (0x7C01, .infinity)] as [(Int, Float)] {
      var faulty = half
      faulty[pattern] = wrong
      #expect(fault(faulty, .half) == UInt16(pattern))
    }
  }

  #if !(os(macOS) && arch(x86_64))
    @Test func `halves are widened as Swift widens them`() {
      let swift = patterns.map { Float(Float16(bitPattern: $0)) }
      for conversions in Conversions.available {
        let got = conversions.widenHalf(patterns)
        #expect(zip(got, swift).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) })
      }
    }
  #endif

  @Test func `what remains after whole vectors is widened alike`() {
    let sample = (0..<67).map { UInt16($0 * 977 % 0x7C00) }
    for conversions in Conversions.available {
      let (half, brain) = (conversions.widenHalf(sample), conversions.widenBrain(sample))
      for count in sample.indices {
        #expect(conversions.widenHalf(Array(sample[..<count])) == Array(half[..<count]))
        #expect(conversions.widenBrain(Array(sample[..<count])) == Array(brain[..<count]))
      }
    }
  }

  @Test func `bfloat16 by name`() {
    #expect(BFloat16(1.00390625).bitPattern == 0x3F80 && BFloat16(1.01171875).bitPattern == 0x3F82)
    #expect(BFloat16(3.4e38).bitPattern == 0x7F80 && BFloat16(-.infinity).bitPattern == 0xFF80)
    #expect(BFloat16(.nan).isNaN && BFloat16(bitPattern: 0x7F81).isNaN && !BFloat16(.infinity).isNaN)
    #expect(BFloat16(0) != BFloat16(-0.0) && BFloat16(.nan) == BFloat16(.nan))
    #expect("\(BFloat16(3.140625))" == "3.140625" && "\(BFloat16(.nan))" == "nan")
  }
}
