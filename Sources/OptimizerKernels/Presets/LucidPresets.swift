/// lucid.
enum LucidPresets {
  static let rows = [
    PresetRow("lucid.Adam", adam), PresetRow("lucid.AdamW", adamW),
    PresetRow("lucid.RAdam") { try rAdam(&$0, RAdam.lucid) },
    PresetRow("lucid.compiled.RAdam") { try rAdam(&$0, RAdam.lucidCompiled) },
    PresetRow("lucid.documented.RAdam") { try rAdam(&$0, RAdam.lucidDocumented) },
    PresetRow("lucid.NAdam", nAdam), PresetRow("lucid.Adamax", adamax), PresetRow("lucid.Adagrad", adagrad),
    PresetRow("lucid.RMSprop", rmsProp), PresetRow("lucid.SGD", sgd),
  ]

  /// Its `amsgrad` changes nothing.
  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.lucid()
    o.ignore("amsgrad")
    return try Adam.lucid(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func adamW(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdamW.lucid()
    o.ignore("amsgrad")
    return try AdamW.lucid(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func rAdam(
    _ o: inout PresetReader, _ make: (Double, (Double, Double), Double, Double) throws(HyperparameterError) -> RAdam
  ) throws -> any TrainingRule {
    let d = try RAdam.lucid()
    return try make(
      o.number("lr", d.learningRate), o.betas(d), o.number("eps", d.epsilon), o.number("weight_decay", d.weightDecay))
  }

  private static func nAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try NAdam.lucid()
    return try NAdam.lucid(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func adamax(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adamax.lucid()
    return try Adamax.lucid(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func adagrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaGrad.lucid()
    return try AdaGrad.lucid(
      lr: o.number("lr", d.learningRate), lrDecay: o.number("lr_decay", 0, as: "epsilon"),
      weightDecay: o.number("weight_decay", d.weightDecay), eps: o.number("eps", 1e-10, as: "initialSecondMoment"))
  }

  /// Its `centered` changes nothing.
  private static func rmsProp(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RMSProp.lucid()
    o.ignore("centered")
    return try RMSProp.lucid(
      lr: o.number("lr", d.learningRate), alpha: o.number("alpha", d.beta2), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), momentum: o.number("momentum", d.momentum))
  }

  private static func sgd(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try SGD.lucid()
    return try SGD.lucid(
      lr: o.number("lr", d.learningRate), momentum: o.number("momentum", d.momentum), dampening: o.number("dampening", d.dampening),
      weightDecay: o.number("weight_decay", d.weightDecay), nesterov: o.flag("nesterov"))
  }
}
