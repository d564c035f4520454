/// What a legacy Keras optimizer does to gradients before its step: `keras/optimizers/legacy/optimizer_v2.py` of Keras 2.15.0.
///
/// By value, then each parameter's gradient by its norm, then all together by the norm of all. Of a gradient that lacks rows it takes the norm
/// of the given rows, which is the same with zeros in the others.
public struct KerasClipping: Sendable {
  static let keys = ["clipnorm", "clipvalue", "global_clipnorm"]

  let norm, value, globalNorm: Double?

  init(_ given: Hyperparameters) throws(InvalidHyperparameter) {
    norm = given.has("clipnorm") ? try given.number("clipnorm", .nonNegative) : nil
    value = given.has("clipvalue") ? try given.number("clipvalue", .nonNegative) : nil
    globalNorm = given.has("global_clipnorm") ? try given.number("global_clipnorm", .nonNegative) : nil
    if norm != nil && globalNorm != nil {
      throw InvalidHyperparameter(name: "global_clipnorm", found: "set together with clipnorm", allowed: "only one of the two")
    }
  }

  /// Whether there is anything to do.
  public var isSet: Bool { norm != nil || value != nil || globalNorm != nil }

  /// Clips the gradients of all parameters that have one.
  public func clip<S: Scalar>(_ gradients: inout [Gradient<S>]) {
    for i in gradients.indices {
      if let value { clip(&gradients[i].values, value: S(constant: value, bound: 0)) }
      if let norm { clip(&gradients[i].values, norm: S(constant: norm, bound: 0)) }
    }
    guard let globalNorm else { return }
    let c = S(constant: globalNorm, bound: 0)
    let norm = self.norm(gradients.flatMap(\.values))
    // Where the norm is not finite, all becomes NaN.
    let scale = S.max(c * (1 / S.max(norm, c)), 0 * norm)
    for i in gradients.indices {
      for j in gradients[i].values.indices { gradients[i].values[j] = gradients[i].values[j] * scale }
    }
  }

  private func clip<S: Scalar>(_ g: inout [S], value c: S) {
    for j in g.indices { g[j] = S.clamp(g[j], from: -c, to: c) }
  }

  private func clip<S: Scalar>(_ g: inout [S], norm c: S) {
    let divisor = S.max(norm(g), c)
    for j in g.indices { g[j] = g[j] * c / divisor }
  }

  private func norm<S: Scalar>(_ g: [S]) -> S { √S.sum(g.map { $0 * $0 }) }
}
