internal import Safetensors

/// The numbers of a tensor of a file as Floats, whatever precision they have there.
enum FloatConversion {
  /// What can be read.
  static let types: [ElementType] = [.f32, .bf16, .f16, .f64]

  /// Reads a tensor of one of ``types``: F16 and BF16 exactly, F64 to the nearest.
  ///
  /// - Throws: ``CheckpointRefusal`` for a finite number that is past the greatest Float.
  static func values(of key: String, _ tensor: SafetensorsLayout.Tensor, _ reader: borrowing SafetensorsReader) throws
    -> [Float]
  {
    let count = tensor.byteCount / tensor.elementType.byteCount
    try ProcessMemory.require(count * MemoryLayout<Float>.stride)
    var values = [Float](repeating: 0, count: count)
    switch tensor.elementType {
    case .bf16: try read(key, reader, into: &values, from: UInt16.self) { Float(BFloat16(bitPattern: $0)) }
    case .f16: try read(key, reader, into: &values, from: UInt16.self, half)
    case .f64:
      try read(key, reader, into: &values, from: UInt64.self) { Float(Double(bitPattern: $0)) }
      try checkOverflow(key, reader, values)
    default:
      var span = values.mutableSpan
      try reader.read(key, into: &span)
    }
    return values
  }

  /// How many numbers are read at once: a tensor takes little memory beside its Floats.
  private static let piece = 1 << 16

  private static func read<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ key: String, _ reader: borrowing SafetensorsReader, into values: inout [Float], from: Bits.Type,
    _ float: (Bits) -> Float
  ) throws {
    var bits = [Bits](repeating: 0, count: min(piece, values.count))
    var start = 0
    while start < values.count {
      let count = min(piece, values.count - start)
      if count < bits.count { bits.removeLast(bits.count - count) }
      var span = bits.mutableSpan
      // An integer has no padding, and any bits are one.
      var raw = unsafe span.mutableBytes
      try reader.read(key, into: &raw, from: start * MemoryLayout<Bits>.stride)
      for i in 0..<count { values[start + i] = float(Bits(littleEndian: bits[i])) }
      start += count
    }
  }

  /// The value of an IEEE 754 binary16, exactly: Intel Macs have no type for it.
  private static func half(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let fraction = UInt32(bits & 0x3FF)
    let exponent = UInt32(bits >> 10 & 0x1F)
    let magnitude: Float =
      switch exponent {
      case 0: Float(fraction) * 0x1p-24
      case 31: Float(bitPattern: 0x7F80_0000 | fraction << 13)
      default: Float(bitPattern: (exponent + 112) << 23 | fraction << 13)
      }
    return Float(bitPattern: magnitude.bitPattern | sign)
  }

  /// That an ∞ among the Floats was one before.
  private static func checkOverflow(_ key: String, _ reader: borrowing SafetensorsReader, _ values: [Float]) throws {
    for (i, value) in values.enumerated() where value.isInfinite {
      var bits: [UInt64] = [0]
      var span = bits.mutableSpan
      // An integer has no padding, and any bits are one.
      var raw = unsafe span.mutableBytes
      try reader.read(key, into: &raw, from: i * 8)
      let double = Double(bitPattern: UInt64(littleEndian: bits[0]))
      guard double.isInfinite else {
        throw CheckpointRefusal(
          "tensor \(shown(key)) is \(double) at index \(i);"
            + " allowed: what a Float holds, up to \(Float.greatestFiniteMagnitude)")
      }
    }
  }
}

extension Span<Float> {
  /// Whether none is NaN or infinite.
  var areFinite: Bool {
    // Without a way out, so that many numbers are looked at at once.
    var others: UInt32 = 0
    for i in indices { others |= self[i].bitPattern & 0x7F80_0000 == 0x7F80_0000 ? 1 : 0 }
    return others == 0
  }
}
