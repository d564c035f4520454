import Safetensors
import Testing

private let singles: [UInt32] = [
  0x0000_0000, 0x8000_0000, 0x0000_0001, 0x807F_FFFF, 0x0080_0000, 0x3F80_0000, 0xFF7F_FFFF, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0000,
  0xFFC1_2345, 0x7F80_0001, 0xFFA5_5A5A,
]

private let doubles: [UInt64] = [
  0, 0x8000_0000_0000_0000, 1, 0x800F_FFFF_FFFF_FFFF, 0x0010_0000_0000_0000, 0x3FF0_0000_0000_0000, 0xFFEF_FFFF_FFFF_FFFF,
  0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000, 0x7FF8_0000_0000_0000, 0xFFF8_0123_4567_89AB, 0x7FF0_0000_0000_0001,
]

@Test("Single precision keeps every bit")
func singleBits() throws {
  let tensor = try Tensor(shape: [singles.count], float32: singles.map(Float.init(bitPattern:)))
  #expect(tensor.elementType == .f32)
  #expect(tensor.shape == [13])
  #expect(tensor.count == 13)
  #expect(tensor.float32?.map(\.bitPattern) == singles)
}

@Test("Double precision keeps every bit")
func doubleBits() throws {
  let tensor = try Tensor(shape: [3, 4], float64: doubles.map(Double.init(bitPattern:)))
  #expect(tensor.elementType == .f64)
  #expect(tensor.shape == [3, 4])
  #expect(tensor.count == 12)
  #expect(tensor.float32 == nil)
  #expect(tensor.float64?.map(\.bitPattern) == doubles)
}

@Test("Single precision widens exactly")
func widening() throws {
  let bits: [UInt32] = [0x8000_0000, 0x0000_0001, 0x3DCC_CCCD, 0xFF7F_FFFF, 0x7F80_0000]
  let wide: [UInt64] = [
    0x8000_0000_0000_0000, 0x36A0_0000_0000_0000, 0x3FB9_9999_A000_0000, 0xC7EF_FFFF_E000_0000, 0x7FF0_0000_0000_0000,
  ]
  #expect(try Tensor(shape: [5], float32: bits.map(Float.init(bitPattern:))).float64?.map(\.bitPattern) == wide)
}

@Test("The bytes are little-endian")
func littleEndian() throws {
  #expect(try Tensor(shape: [], float32: [Float(bitPattern: 0x0102_0304)]).bytes == [4, 3, 2, 1])
  #expect(try Tensor(shape: [], float64: [Double(bitPattern: 0x0102_0304_0506_0708)]).bytes == [8, 7, 6, 5, 4, 3, 2, 1])
}

@Test("Equality is of type, shape and bits")
func equality() throws {
  #expect(try Tensor(shape: [1], float32: [.nan]) == Tensor(shape: [1], float32: [.nan]))
  #expect(try Tensor(shape: [1], float32: [0]) != Tensor(shape: [1], float32: [-0.0]))
  #expect(try Tensor(shape: [1], float32: [0]) != Tensor(shape: [], float32: [0]))
  #expect(try Tensor(shape: [0], float32: []) != Tensor(shape: [0], float64: []))
}

@Test("An empty shape holds one element and a zero extent none", arguments: [([], 1), ([0], 0), ([3, 0, 2], 0), ([1, 1], 1)])
func counts(shape: [Int], count: Int) throws {
  let tensor = try Tensor(shape: shape, float64: [Double](repeating: 1, count: count))
  #expect(tensor.count == count)
  #expect(tensor.float64?.count == count)
}

private func refusal(_ make: () throws(TensorError) -> Tensor) -> String? {
  do throws(TensorError) { _ = try make() } catch { return error.description }
  return nil
}

@Test("Elements that do not fit the shape are refused with both numbers")
func countMismatch() {
  #expect(
    refusal { () throws(TensorError) in try Tensor(shape: [2, 3], float32: [1, 2, 3, 4, 5]) }
      == "5 elements were given for the shape [2, 3], which holds 6.")
  #expect(
    refusal { () throws(TensorError) in try Tensor(shape: [0], float64: [1]) }
      == "1 elements were given for the shape [0], which holds 0.")
  #expect(
    refusal { () throws(TensorError) in try Tensor(elementType: .bf16, shape: [2, 3], bytes: [1, 2, 3]) }
      == "3 bytes were given for the shape [2, 3] of BF16, which needs 12.")
}

@Test("A shape that cannot be is refused")
func impossibleShape() {
  #expect(
    refusal { () throws(TensorError) in try Tensor(shape: [-1, -1], float32: [1]) }
      == "The shape [-1, -1] has a negative extent; every extent must be 0 or more.")
  #expect(
    refusal { () throws(TensorError) in try Tensor(shape: [1 << 32, 1 << 32], float64: []) }
      == "The shape [4294967296, 4294967296] holds more elements than an Int counts.")
}
