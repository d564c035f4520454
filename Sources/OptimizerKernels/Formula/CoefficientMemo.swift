/// What earlier steps computed on the way to their coefficients, for the steps that follow. A coefficient has the same bits with it and without: the same
/// operations are done in the same order, and those whose operands are the same are not done again.
///
/// It belongs to one optimizer's workspace, which steps on one thread at a time.
final class CoefficientMemo {
  private var powers: [(powers: BiasCorrection.Powers, oneFrom: Int)] = []
  private var rectifications: [Rectification.Prefixes] = []
  private var schedules: [NesterovSchedule] = []
  /// A rule has two βs; whoever has had more than this begins anew.
  private static let most = 16

  fileprivate func complement(of β: Double, toThe t: Int) -> Double {
    if powers.count > Self.most { powers = [] }
    let i = powers.firstIndex { $0.powers.β == β } ?? powers.count
    if i == powers.count { powers.append((BiasCorrection.Powers(β), .max)) }
    // βᵗ only falls: what was 1 once stays so.
    if t >= powers[i].oneFrom { return 1 }
    let complement = (DoubleDouble(1) - powers[i].powers.power(t)).high
    if complement == 1 { powers[i].oneFrom = t }
    return complement
  }

  fileprivate func rectification(_ β2: Double, _ t: Int) -> Rectification {
    if rectifications.count > Self.most { rectifications = [] }
    let i = rectifications.firstIndex { $0.β2 == β2 } ?? rectifications.count
    if i == rectifications.count { rectifications.append(Rectification.Prefixes(β2)) }
    return rectifications[i].rectification(t)
  }

  fileprivate func nesterov(_ β1: Double, _ ψ: Double, _ t: Int) -> NesterovSchedule {
    if schedules.count > Self.most { schedules = [] }
    guard let i = schedules.firstIndex(where: { $0.β1 == β1 && $0.ψ == ψ }) else {
      schedules.append(NesterovSchedule(β1: β1, ψ: ψ, t: t))
      return schedules[schedules.count - 1]
    }
    schedules[i] = NesterovSchedule(β1: β1, ψ: ψ, t: t, after: schedules[i].t < t ? schedules[i] : nil)
    return schedules[i]
  }
}

extension CoefficientMemo? {
  /// 1 − βᵗ.
  func complement(of β: Double, toThe t: Int) -> Double { self?.complement(of: β, toThe: t) ?? BiasCorrection.complement(of: β, toThe: t) }

  /// ρt and rt.
  func rectification(_ β2: Double, _ t: Int) -> Rectification { self?.rectification(β2, t) ?? Rectification(β2: β2, t: t) }

  /// NAdam's momentum.
  func nesterov(_ β1: Double, _ ψ: Double, _ t: Int) -> NesterovSchedule {
    self?.nesterov(β1, ψ, t) ?? NesterovSchedule(β1: β1, ψ: ψ, t: t)
  }
}
