extension Labml {
  /// The learning rate at a step: `get_lr`, which counts t from 1.
  public enum Rate: Sendable {
    case constant
    /// 10⁻⁸ + t lr/warmup while t < warmup, then lr.
    case warmup(Double)
    /// The same warmup; then half a cosine down to a tenth of lr at the least. Past `totalSteps` the cosine comes up again.
    case warmupCosine(Double, totalSteps: Double)
    /// lr times the least of t^−½ and t · warmup^−3⁄2, over the root of the model's width.
    case noam(warmup: Double, model: Double)

    /// The rate at t, where the group's own is `lr`, with the bound of Python's arithmetic.
    public func rate(at t: Int, lr: Double) -> Bounded<Double> { at(t, lr: Coefficient<Bounded<Double>>(lr)).scalar }

    /// The rate at t, where the group's own is `lr`.
    @usableFromInline func at<C: Scalar>(_ t: Int, lr: Coefficient<C>) -> Coefficient<C> {
      typealias K = Coefficient<C>
      switch self {
      case .constant: return lr
      case .warmup(let warmup):
        return Double(t) < warmup ? K(1e-8) + K(t) * lr / K(warmup) : lr
      case .warmupCosine(let warmup, let totalSteps):
        if Double(t) < warmup { return K(1e-8) + K(t) * lr / K(warmup) }
        let progress = (K(t) - K(warmup)) / .max(1, K(totalSteps) - K(warmup))
        return lr * .max(K(0.1), K(0.5) * (1 + progress.cosineOfπTimes))
      case .noam(let warmup, let model):
        let w = K(warmup)
        let factor = Double(t) > warmup ? 1 / √K(t) : K(t) / (w * √w)
        return lr * (1 / √K(model)) * factor
      }
    }
  }
}
