/// Lookahead around an optimizer that is named inside: the paper's, its authors' and tensorflow-addons'.
enum LookaheadPresets {
  static let rows = [
    PresetRow("paper.Lookahead", paper), PresetRow("lookahead.Lookahead", michaelrzhang),
    PresetRow("tfa.optimizers.Lookahead", tensorFlowAddons),
  ]

  private static func paper(_ o: inout PresetReader) throws -> any TrainingRule {
    func wrap(_ inner: some FormulaRule) throws -> any TrainingRule {
      let d = try Lookahead.paper(inner)
      return try Lookahead.paper(inner, syncPeriod: o.count("k", d.syncPeriod), slowStepSize: o.number("alpha", d.slowStepSize))
    }
    return try wrap(o.inner())
  }

  private static func michaelrzhang(_ o: inout PresetReader) throws -> any TrainingRule {
    func wrap(_ inner: some FormulaRule) throws -> any TrainingRule {
      let d = try Lookahead.michaelrzhang(inner)
      return try Lookahead.michaelrzhang(
        inner, laSteps: o.count("la_steps", d.syncPeriod), laAlpha: o.number("la_alpha", d.slowStepSize),
        pullbackMomentum: o.choice("pullback_momentum", d.momentum))
    }
    return try wrap(o.inner())
  }

  /// Clipping that is set on the inner optimizer has no effect there, and none here.
  private static func tensorFlowAddons(_ o: inout PresetReader) throws -> any TrainingRule {
    func wrap(_ inner: some FormulaRule) throws -> any TrainingRule {
      let d = try Lookahead.tensorFlowAddons(inner)
      return try Lookahead.tensorFlowAddons(
        inner, syncPeriod: o.count("sync_period", d.syncPeriod), slowStepSize: o.number("slow_step_size", d.slowStepSize))
    }
    try o.readKerasBase()
    return try wrap(o.inner(ignoresClipping: true))
  }
}
