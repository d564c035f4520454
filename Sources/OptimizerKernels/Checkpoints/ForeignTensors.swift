internal import Safetensors

/// The tensors of a file that another library wrote, each asked for by name.
struct ForeignTensors: ~Copyable {
  let reader: SafetensorsReader
  /// Those that were asked for.
  private var known: Set<String> = []
  /// Those that were no Floats, in the order in which they were read.
  private(set) var converted: [(key: String, type: ElementType)] = []
  /// Those with NaN or ∞.
  private(set) var notFinite: [String] = []

  init(path: String, fileLimit: Int?) throws {
    reader = try SafetensorsReader(path: path, fileLimit: fileLimit ?? ProcessMemory.limit)
  }

  func has(_ key: String) -> Bool { reader.layout.tensors[key] != nil }

  /// The numbers of a slot, as Floats.
  ///
  /// - Parameter types: what they may be in the file.
  /// - Throws: ``CheckpointRefusal`` for another type or shape, a number that no Float holds, and one that the slot
  ///   never has.
  mutating func floats(_ key: String, shape: [Int], slot: CheckpointSlot, types: [ElementType] = [.f32]) throws
    -> [Float]
  {
    let tensor = try check(key, types)
    guard tensor.shape == shape else {
      throw CheckpointRefusal("tensor \(shown(key)) has shape \(tensor.shape); allowed: \(shape)")
    }
    let values = try FloatConversion.values(of: key, tensor, reader)
    if tensor.elementType != .f32 { converted.append((key, tensor.elementType)) }
    try slot.check(values.span, of: key)
    if !values.span.areFinite { notFinite.append(key) }
    return values
  }

  /// One whole number of 64 bits.
  mutating func integer(_ key: String) throws -> Int {
    let tensor = try check(key, [.i64])
    guard tensor.shape.isEmpty else {
      throw CheckpointRefusal("tensor \(shown(key)) has shape \(tensor.shape); allowed: []")
    }
    return Int(truncatingIfNeeded: try bits(key, 8))
  }

  /// How often torch has counted: a whole number of one of four types, alone or in an axis of its own.
  ///
  /// - Throws: ``CheckpointRefusal`` where it is below 0, not whole, or so large that its type skips whole numbers or
  ///   the next step has no count.
  mutating func count(_ key: String) throws -> Int {
    let type = try checkSingle(key, [.f32, .f64, .i32, .i64]).elementType
    let bits = try bits(key, type.byteCount)
    let found: (count: Int?, text: String, most: Int)
    switch type {
    case .i32, .i64:
      let value = type == .i32 ? Int(Int32(truncatingIfNeeded: bits)) : Int(truncatingIfNeeded: bits)
      found = (value, "\(value)", OptimizerStateError.mostSteps)
    case .f32:
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      found = (Int(exactly: value), "\(value)", 1 << 24)
    default:
      let value = Double(bitPattern: bits)
      found = (Int(exactly: value), "\(value)", 1 << 53)
    }
    guard let count = found.count, 0...found.most ~= count else {
      throw CheckpointRefusal("tensor \(shown(key)) is \(found.text); allowed: whole numbers from 0 to \(found.most)")
    }
    return count
  }

  /// One number of single or double precision, alone or in an axis of its own.
  mutating func number(_ key: String) throws -> Double {
    let type = try checkSingle(key, [.f32, .f64]).elementType
    let bits = try bits(key, type.byteCount)
    return type == .f32 ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
  }

  private mutating func checkSingle(_ key: String, _ types: [ElementType]) throws -> SafetensorsLayout.Tensor {
    let tensor = try check(key, types)
    guard tensor.shape == [] || tensor.shape == [1] else {
      throw CheckpointRefusal("tensor \(shown(key)) has shape \(tensor.shape); allowed: [], [1]")
    }
    return tensor
  }

  private mutating func check(_ key: String, _ types: [ElementType]) throws -> SafetensorsLayout.Tensor {
    guard let tensor = reader.layout.tensors[key] else { throw CheckpointRefusal("tensor \(shown(key)) is missing") }
    guard types.contains(tensor.elementType) else {
      let allowed = types.map(\.rawValue).joined(separator: ", ")
      throw CheckpointRefusal("tensor \(shown(key)) is \(tensor.elementType.rawValue); allowed: \(allowed)")
    }
    known.insert(key)
    return tensor
  }

  /// The bytes of a single number, the least first.
  private func bits(_ key: String, _ count: Int) throws -> UInt64 {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    // Bytes have no padding.
    var raw = unsafe span.mutableBytes
    try reader.read(key, into: &raw)
    return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// That nothing is left that nobody asked for.
  func checkNoneIsLeft(in what: String) throws {
    guard let stray = reader.layout.names.first(where: { !known.contains($0) }) else { return }
    throw CheckpointRefusal("tensor \(shown(stray)) is not one of \(what) of these parameters")
  }
}

extension OptimizerState {
  subscript(_ slot: CheckpointSlot) -> [Float] {
    get {
      switch slot {
      case .firstMoment: firstMoment
      case .secondMoment: secondMoment
      case .maximum: maximum ?? []
      case .averagedRate: averagedRate ?? []
      case .slowWeights: slowWeights ?? []
      }
    }
    set {
      switch slot {
      case .firstMoment: firstMoment = newValue
      case .secondMoment: secondMoment = newValue
      case .maximum: maximum = newValue
      case .averagedRate: averagedRate = newValue
      case .slowWeights: slowWeights = newValue
      }
    }
  }
}
