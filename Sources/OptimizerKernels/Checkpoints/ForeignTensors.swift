internal import Safetensors

/// The tensors of a file that another library wrote, each asked for by name.
struct ForeignTensors: ~Copyable {
  let reader: SafetensorsReader
  /// Those that were asked for.
  private var known: Set<String> = []

  init(path: String, fileLimit: Int?) throws {
    reader = try SafetensorsReader(path: path, fileLimit: fileLimit ?? ProcessMemory.limit)
  }

  func has(_ key: String) -> Bool { reader.layout.tensors[key] != nil }

  /// The numbers of a tensor of single precision.
  mutating func floats(_ key: String, shape: [Int]) throws -> [Float] {
    let count = try check(key, .f32, shape) / 4
    try ProcessMemory.require(count * MemoryLayout<Float>.stride)
    var values = [Float](repeating: 0, count: count)
    var span = values.mutableSpan
    try reader.read(key, into: &span)
    return values
  }

  /// One whole number of 64 bits.
  mutating func integer(_ key: String) throws -> Int {
    _ = try check(key, .i64, [])
    var bytes = [UInt8](repeating: 0, count: 8)
    var span = bytes.mutableSpan
    // Bytes have no padding.
    var raw = unsafe span.mutableBytes
    try reader.read(key, into: &raw)
    return Int(truncatingIfNeeded: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private mutating func check(_ key: String, _ type: ElementType, _ shape: [Int]) throws -> Int {
    guard let tensor = reader.layout.tensors[key] else { throw CheckpointRefusal("tensor \(shown(key)) is missing") }
    guard tensor.elementType == type else {
      throw CheckpointRefusal("tensor \(shown(key)) is \(tensor.elementType.rawValue); allowed: \(type.rawValue)")
    }
    guard tensor.shape == shape else { throw CheckpointRefusal("tensor \(shown(key)) has shape \(tensor.shape); allowed: \(shape)") }
    known.insert(key)
    return tensor.byteCount
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
