import KernelVerification

/// The optimizers without a second average: β2 is 0, and so is β1 where there is no momentum.
extension Dialects {
  static let torchSGD = descent(
    rate: "lr", momentum: "momentum", decay: "weight_decay", maximize: "maximize", ["dampening": 0, "nesterov": false])
  static let torchAdagrad = descent(
    rate: "lr", epsilon: "eps", decay: "weight_decay", inverseTimeDecay: "lr_decay", maximize: "maximize",
    ["initial_accumulator_value": 0])
  static let paperMomentum = descent(rate: "epsilon", momentum: "mu", [:])
  static let paperAdaGrad = descent(rate: "eta", epsilon: "delta", [:])

  /// - Parameters: the keys, nil for what it has not, and others at their defaults.
  private static func descent(
    rate: String, momentum: String? = nil, epsilon: String? = nil, decay: String? = nil, inverseTimeDecay: String? = nil,
    maximize: String? = nil, _ others: [String: any Sendable]
  ) -> Dialect {
    Dialect(
      read: { json in
        guard let o = try? PresetOptions(json), let learningRate = try? o.number(rate) else { return nil }
        func number(_ key: String?) throws -> Double { try key.map { try o.number($0) } ?? 0 }
        return try? CommonHyperparameters(
          learningRate: learningRate, beta1: number(momentum), beta2: 0, epsilon: number(epsilon), weightDecay: number(decay),
          isDecoupled: decay == nil, maximize: maximize.map { try o.flag($0) } ?? false, inverseTimeDecay: number(inverseTimeDecay))
      },
      write: { h in
        var members = others
        members[rate] = h.learningRate
        if let momentum { members[momentum] = h.beta1 }
        if let epsilon { members[epsilon] = h.epsilon }
        if let decay { members[decay] = h.weightDecay }
        if let inverseTimeDecay { members[inverseTimeDecay] = h.inverseTimeDecay }
        if let maximize { members[maximize] = h.maximize }
        return object(members)
      })
  }
}

/// What wraps another: the shared hyperparameters are the inner one's. It is written with Adam inside.
extension Dialects {
  static let paperLookahead = around("paper.Adam", paper, [paper, paperMomentum, paperAdaGrad], #""k": 5, "alpha": 0.5"#)
  static let torchOptimizerLookahead = around("torch.optim.Adam", torchAdam, torchInner, #""k": 5, "alpha": 0.5"#)
  static let michaelrzhang = around(
    "torch.optim.Adam", torchAdam, torchInner, #""la_steps": 5, "la_alpha": 0.8, "pullback_momentum": "none""#)

  /// So far off that nothing is clipped: a norm sees all elements of a population.
  static let torchClipping = around("torch.optim.Adam", torchAdam, torchInner, #""max_norm": 1e30"#)

  private static let torchInner = [torchAdam, torchSGD, torchAdagrad]

  private static func around(_ name: String, _ inner: Dialect, _ others: [Dialect], _ own: String) -> Dialect {
    Dialect(
      read: { json in
        guard let arguments = try? PresetOptions(json).json("inner_args") else { return nil }
        return others.lazy.compactMap { $0.read(arguments) }.first
      },
      write: { h in #"{"inner": "\#(name)", "inner_args": \#(inner.write(h)), \#(own)}"# })
  }
}
