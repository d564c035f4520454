import KernelVerification
import OptimizerReference
import Registry
import Testing

/// The transcriptions of what trained the recording, put together: the clip that both groups share, and each group's own step.
struct TrainingReference {
  let recording: TrainingRecording
  let arithmetic: Arithmetic

  /// Elements that are known exactly.
  static func enclosed(_ state: [TensorState]) -> [[EnclosedElement]] {
    state.map { tensor in
      tensor.θ.indices.map { i in
        func exact(_ x: Float) -> Bounded<Double> { Bounded(value: Double(x), bound: 0) }
        var x = EnclosedElement(θ: exact(tensor.θ[i]), g: 0)
        x.m = exact(tensor.m[i])
        x.v = exact(tensor.v[i])
        x.slow = exact(tensor.slow[i])
        return x
      }
    }
  }

  private static func gradients(_ values: [[Float]]) -> [Gradient<Bounded<Float>>] {
    zip(TrainingRecording.shapes, values).map { shape, values in
      Gradient(shape: shape, values: values.map { Bounded(value: Double($0), bound: 0) })
    }
  }

  /// The norm of all gradients, as torch has it: that of their norms.
  static func norm(_ values: [[Float]]) -> Bounded<Float> {
    let norms = gradients(values).map { gradient in √Bounded<Float>.sum(gradient.values.map { $0 * $0 }) }
    return √Bounded<Float>.sum(norms.map { $0 * $0 })
  }

  /// Both parameters after step t, from where they are. The learning rate is the recorded one: it is a Double, and judged on its own.
  func step(_ t: Int, from before: [[EnclosedElement]], _ gradients: [[Float]]) throws -> [[EnclosedElement]] {
    var clipped = Self.gradients(gradients)
    Torch.clip(&clipped, maxNorm: try recording.setting("max_norm"))
    var result: [[EnclosedElement]] = []
    for (i, elements) in before.enumerated() {
      var before = elements
      for (j, g) in clipped[i].values.enumerated() { before[j].g = Bounded(value: g.value, bound: g.bound) }
      var after = before
      try reference(t, decays: i == 0).steps(t, .asWritten, arithmetic)[0].advance(before, &after)
      result.append(after)
    }
    return result
  }

  private func reference(_ t: Int, decays: Bool) throws -> ErasedReference {
    func setting(_ name: String) throws -> Double { try recording.setting(name) }
    let inner =
      #"{"lr": \#(recording.learningRates[t - 1]), "betas": \#(recording.betas), "eps": \#(try setting("eps")), "#
      + #""weight_decay": \#(decays ? try setting("weight_decay") : 0), "amsgrad": false, "maximize": false}"#
    let json =
      #"{"inner": "torch.optim.AdamW", "inner_args": \#(inner), "k": \#(Int(try setting("k"))), "alpha": \#(try setting("alpha"))}"#
    return try #require(Registry.verifier.implementation("torch_optimizer.Lookahead")).reference(json)
  }
}

extension [TensorState] {
  /// The largest error, in bounds.
  func ratio(to enclosed: [[EnclosedElement]]) -> Double {
    var worst = 0.0
    for (tensor, elements) in zip(self, enclosed) {
      for (i, x) in elements.enumerated() {
        for (got, want) in [(tensor.θ[i], x.θ), (tensor.m[i], x.m), (tensor.v[i], x.v), (tensor.slow[i], x.slow)] {
          let error = abs(Double(got) - want.value)
          // NaN is beyond every bound.
          worst = error == 0 ? worst : Swift.max(worst, error.isNaN ? .infinity : error / want.bound)
        }
      }
    }
    return worst
  }
}
