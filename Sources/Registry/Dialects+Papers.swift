import KernelVerification

/// The papers, each with symbols of its own beside α, β1 and β2.
extension Dialects {
  static let paperAdaBound = paperLike(["alpha_star": 0.1], hasEpsilon: false)
  static let paperAdaMod = paperLike(["beta3": 0.999])
  static let paperAdaBalance = paperLike(["alpha_star": 0.1, "beta3": 0.999, "gamma": 1e-3])

  /// `alpha`, `beta1`, `beta2` and `epsilon`, and others at usual values.
  private static func paperLike(_ others: [String: any Sendable], hasEpsilon: Bool = true) -> Dialect {
    Dialect(
      read: paper.read,
      write: { h in
        var members = others
        members["alpha"] = h.learningRate
        members["beta1"] = h.beta1
        members["beta2"] = h.beta2
        if hasEpsilon { members["epsilon"] = h.epsilon }
        return object(members)
      })
  }

  /// Its decay is not multiplied by α: what it calls λ is λ of others only where α = 1.
  static let paperAdamW = Dialect(
    read: { json in
      guard var common = paper.read(json), let λ = try? PresetOptions(json).number("lambda") else { return nil }
      common.weightDecay = λ
      return common
    },
    write: { h in
      object([
        "alpha": h.learningRate, "beta1": h.beta1, "beta2": h.beta2, "epsilon": h.epsilon, "lambda": h.weightDecay, "eta": 1,
      ])
    })
}
