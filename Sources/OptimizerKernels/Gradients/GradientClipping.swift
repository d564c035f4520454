/// How Keras shortens gradients before a step: each element, then each array, then all together.
public struct GradientClipping: Codable, Hashable, Sendable {
  /// Each element is clamped between this and its negative.
  public let value: Double?
  /// An array of a greater norm is scaled to this one.
  public let norm: Double?
  /// Arrays of a greater norm all together are scaled to this one.
  public let globalNorm: Double?

  /// - Throws: ``HyperparameterError`` for a limit that is not above 0 or no Float, and for a norm beside a global norm, as Keras.
  public init(value: Double? = nil, norm: Double? = nil, globalNorm: Double? = nil) throws(HyperparameterError) {
    for (name, limit) in [("value", value), ("norm", norm), ("globalNorm", globalNorm)] {
      if let limit { try HyperparameterRange.positiveConstant(name, limit) }
    }
    if let norm, globalNorm != nil {
      throw HyperparameterError(parameter: "norm", value: "\(norm)", allowed: "none beside a globalNorm")
    }
    self.value = value
    self.norm = norm
    self.globalNorm = globalNorm
  }

  /// Decodes and validates.
  ///
  /// - Throws: ``HyperparameterError``, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      value: values.decodeIfPresent(Double.self, forKey: .value), norm: values.decodeIfPresent(Double.self, forKey: .norm),
      globalNorm: values.decodeIfPresent(Double.self, forKey: .globalNorm))
  }

  /// Clips the gradients of one step. What is within its limit keeps its bits.
  ///
  /// NaN stays. An array with ∞ becomes 0 where it is finite and NaN where it is not; with a global norm all becomes NaN then, as in TensorFlow.
  public func clip(_ gradients: inout [[Float]]) {
    for i in gradients.indices {
      if let value { Self.clamp(&gradients[i], Float(value)) }
      if norm != nil { Self.scale(&gradients[i], by: factor(norm: BiasCorrection.squareRoot(GradientNorm.squared([gradients[i]])))) }
    }
    guard globalNorm != nil else { return }
    let all = BiasCorrection.squareRoot(GradientNorm.squared(gradients))
    for i in gradients.indices { Self.scale(&gradients[i], by: factor(globalNorm: all)) }
  }

  /// What an array of this norm is multiplied by; nil where it is within its limit.
  func factor(norm length: Double) -> Float? { norm.flatMap { Self.factor($0 / length) } }

  /// What all arrays are multiplied by where this is their norm; nil where it is within the limit.
  func factor(globalNorm length: Double) -> Float? { globalNorm.flatMap { Self.factor(length.isInfinite ? .nan : $0 / length) } }

  /// A factor below 1, or NaN.
  private static func factor(_ quotient: Double) -> Float? { quotient >= 1 ? nil : Float(quotient) }

  private static func clamp(_ gradients: inout [Float], _ limit: Float) {
    unsafe gradients.withUnsafeMutableBufferPointer { g in
      guard let first = g.baseAddress else { return }
      // The buffer's own address and count, in place.
      unsafe Blocks.clamp(first, first, count: g.count, to: limit)
    }
  }

  private static func scale(_ gradients: inout [Float], by factor: Float?) {
    guard let factor else { return }
    unsafe gradients.withUnsafeMutableBufferPointer { g in
      guard let first = g.baseAddress else { return }
      // The buffer's own address and count, in place.
      unsafe Blocks.scale(first, first, count: g.count, by: factor)
    }
  }
}
