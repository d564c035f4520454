import KernelsBaseline
import Testing

@testable import OptimizerKernels

@Suite struct NarrowingTests {
  @Test func `halves and bfloat16s are the nearest, ties to even`() {
    for conversions in Conversions.available {
      #expect(NarrowFormat.half.fault(of: conversions.narrowHalf) == nil, "\(conversions.name)")
      #expect(NarrowFormat.brain.fault(of: conversions.narrowBrain) == nil, "\(conversions.name)")
    }
    #expect(NarrowFormat.brain.fault { $0.map { BFloat16($0).bitPattern } } == nil)
  }

  @Test func `cutting off, and rounding ties up or away, is caught`() {
    #expect(NarrowFormat.brain.fault { $0.map { UInt16($0.bitPattern >> 16) } } != nil)
    #expect(NarrowFormat.brain.fault { $0.map { UInt16(($0.bitPattern + 0x8000) >> 16) } } != nil)
    let narrow = Conversions.baseline.narrowHalf
    // A tie or what lies a bit above goes to the next float's half: only an even tie differs.
    #expect(NarrowFormat.half.fault { narrow($0.map { $0.isFinite ? Float(bitPattern: $0.bitPattern | 1) : $0 }) } != nil)
    #expect(NarrowFormat.half.fault { narrow($0.map { Float(bitPattern: $0.bitPattern & ~0x1FFF) }) } != nil)
  }

  @Test func `NaN stays NaN, with its sign and the upper bits of its payload`() {
    let patterns: [UInt32] = [0x7F80_0001, 0x7FC0_0000, 0xFF80_0001, 0xFFFF_FFFF, 0x7FA0_2000, 0xFFC0_0000]
    let nans = patterns.map { Float(bitPattern: $0) }
    for conversions in Conversions.available {
      #expect(conversions.narrowHalf(nans) == [0x7E00, 0x7E00, 0xFE00, 0xFFFF, 0x7F01, 0xFE00])
      #expect(conversions.narrowBrain(nans) == [0x7FC0, 0x7FC0, 0xFFC0, 0xFFFF, 0x7FE0, 0xFFC0])
    }
    #expect(nans.map { BFloat16($0).bitPattern } == Conversions.baseline.narrowBrain(nans))
  }

  #if !(os(macOS) && arch(x86_64))
    @Test func `every upper half of a Float with what may follow it is rounded as Swift rounds`() {
      for low: UInt32 in [0, 0xFFF, 0x1000, 0x1001, 0x1FFF, 0x3000] {
        let floats = (0..<UInt32(0x7F80)).map { Float(bitPattern: $0 << 16 | low) }
        let swift = floats.map { Float16($0).bitPattern }
        for conversions in Conversions.available { #expect(conversions.narrowHalf(floats) == swift) }
      }
    }
  #endif

  @Test func `what remains after whole vectors is rounded alike, and nothing else is written`() {
    let floats = (0..<67).map { Float($0) * 1.00390625 - 20 }
    for conversions in Conversions.available {
      let (halves, brains) = (conversions.narrowHalf(floats), conversions.narrowBrain(floats))
      for count in floats.indices {
        #expect(conversions.narrowHalf(Array(floats[..<count])) == Array(halves[..<count]))
        #expect(conversions.narrowBrain(Array(floats[..<count])) == Array(brains[..<count]))
      }
    }
    // From an odd address, into the middle of sentinels.
    var bytes = [UInt8](repeating: 0xAA, count: 80)
    unsafe bytes.withUnsafeMutableBytes { bytes in
      unsafe floats.withUnsafeBufferPointer { floats in
        // 33 elements of two bytes after the third byte end at the 69th of 80.
        guard let to = bytes.baseAddress, let from = floats.baseAddress else { return }
        unsafe KernelsBaseline.narrowHalf(from, to + 3, count: 33)
      }
    }
    #expect(bytes[..<3] == [0xAA, 0xAA, 0xAA] && bytes[69...].allSatisfy { $0 == 0xAA } && bytes[67...68].contains { $0 != 0xAA })
  }
}
