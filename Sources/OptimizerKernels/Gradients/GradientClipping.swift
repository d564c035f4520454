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
      if let norm { Self.scale(&gradients[i], by: norm / BiasCorrection.squareRoot(GradientNorm.squared([gradients[i]]))) }
    }
    guard let globalNorm else { return }
    let all = BiasCorrection.squareRoot(GradientNorm.squared(gradients))
    for i in gradients.indices { Self.scale(&gradients[i], by: all.isInfinite ? .nan : globalNorm / all) }
  }

  private static func clamp(_ gradients: inout [Float], _ limit: Float) {
    for i in gradients.indices {
      if gradients[i] > limit { gradients[i] = limit }
      if gradients[i] < -limit { gradients[i] = -limit }
    }
  }

  /// Scales by less than 1, or NaN.
  private static func scale(_ gradients: inout [Float], by factor: Double) {
    guard !(factor >= 1) else { return }
    let factor = Float(factor)
    for i in gradients.indices { gradients[i] *= factor }
  }
}
