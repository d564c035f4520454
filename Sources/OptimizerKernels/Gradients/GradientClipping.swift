/// What shortens gradients before a step: each element, then each array, then all together, in the order of Keras.
///
/// ```swift
/// let clipping = try GradientClipping.torch(maxNorm: 1)
/// let norm = clipping.clip(&gradients)[0]
/// ```
///
/// Norms are computed in Double, in a fixed order, whatever library the convention is of: from TensorFlow and torch, which sum in Float, they
/// differ in rounding alone.
public struct GradientClipping: Codable, Hashable, Sendable {
  /// What an array is multiplied by whose norm is n, where the limit is c.
  public enum Convention: String, Codable, CaseIterable, Hashable, Sendable {
    /// c / n where n > c. All becomes NaN where the norm of all is ∞.
    case keras
    /// c / (n + 1e-6) where that is below 1, as `torch.nn.utils.clip_grad_norm_`. Where n is ∞ what is finite becomes 0, and ∞ NaN.
    case torch
  }

  /// Each element is clamped between this and its negative.
  public let value: Double?
  /// An array of a greater norm is scaled to this one.
  public let norm: Double?
  /// Arrays of a greater norm all together are scaled to this one.
  public let globalNorm: Double?
  /// How a norm becomes a factor.
  public let convention: Convention

  /// - Throws: ``HyperparameterError`` for a limit that is not above 0 or no Float, and for a norm beside a global norm, as Keras.
  public init(
    value: Double? = nil, norm: Double? = nil, globalNorm: Double? = nil, convention: Convention = .keras
  ) throws(HyperparameterError) {
    for (name, limit) in [("value", value), ("norm", norm), ("globalNorm", globalNorm)] {
      if let limit { try HyperparameterRange.positiveConstant(name, limit) }
    }
    if let norm, globalNorm != nil {
      throw HyperparameterError(parameter: "norm", value: "\(norm)", allowed: "none beside a globalNorm")
    }
    self.value = value
    self.norm = norm
    self.globalNorm = globalNorm
    self.convention = convention
  }

  /// `torch.nn.utils.clip_grad_norm_(parameters, max_norm)`: by the norm of all gradients together.
  ///
  /// torch takes the norm of the norms of the arrays; that is the same number, rounded otherwise.
  ///
  /// - Throws: ``HyperparameterError`` for a norm that is not above 0 or no Float.
  public static func torch(maxNorm: Double) throws(HyperparameterError) -> GradientClipping {
    try GradientClipping(globalNorm: maxNorm, convention: .torch)
  }

  /// Decodes and validates. Limits that are not there are none; the convention is Keras' where none is said.
  ///
  /// - Throws: ``HyperparameterError``, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      value: values.decodeIfPresent(Double.self, forKey: .value), norm: values.decodeIfPresent(Double.self, forKey: .norm),
      globalNorm: values.decodeIfPresent(Double.self, forKey: .globalNorm),
      convention: values.decodeIfPresent(Convention.self, forKey: .convention) ?? .keras)
  }
}

extension GradientClipping {
  /// Clips the gradients of one step, and returns the norms that the limit was held against, as they were before.
  ///
  /// What is within its limit keeps its bits. NaN stays, and a norm that is NaN makes all NaN that it is of. What an infinite norm of all does is
  /// by ``Convention``; an array's own makes 0 of what is finite, and NaN of ∞.
  ///
  /// - Returns: with ``globalNorm`` one number, the norm of all; with ``norm`` one for each array; otherwise none. Elements are clamped by
  ///   ``value`` first.
  @discardableResult public func clip(_ gradients: inout [[Float]]) -> [Double] {
    if let value {
      for i in gradients.indices { Self.clamp(&gradients[i], Float(value)) }
    }
    if globalNorm != nil {
      let all = BiasCorrection.squareRoot(GradientNorm.squared(gradients))
      let factor = factor(globalNorm: all)
      for i in gradients.indices { Self.scale(&gradients[i], by: factor) }
      return [all]
    }
    guard norm != nil else { return [] }
    let norms = gradients.map { BiasCorrection.squareRoot(GradientNorm.squared($0.span)) }
    for i in gradients.indices { Self.scale(&gradients[i], by: factor(norm: norms[i])) }
    return norms
  }

  /// What an array of this norm is multiplied by; nil where it is within its limit.
  package func factor(norm length: Double) -> Float? { norm.flatMap { factor(limit: $0, length) } }

  /// What all arrays are multiplied by where this is their norm; nil where it is within the limit.
  package func factor(globalNorm length: Double) -> Float? {
    globalNorm.flatMap { convention == .keras && length.isInfinite ? .nan : factor(limit: $0, length) }
  }

  /// A factor below 1, or NaN.
  private func factor(limit: Double, _ length: Double) -> Float? {
    let quotient = convention == .torch ? limit / (length + 1e-6) : limit / length
    return quotient >= 1 ? nil : Float(quotient)
  }

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
