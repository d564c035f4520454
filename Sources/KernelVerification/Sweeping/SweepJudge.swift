import OptimizerReference

/// Holds the kernel of one optimizer against its reference, block after block of gradients.
struct SweepJudge {
  /// The arrays before the step, but for the gradients.
  private struct Start {
    let slots: [Slot]
    let values: [Float]
  }

  private var candidate: any Candidate
  private let start: Start
  private let screen: Screen
  /// The step for arrays of elements, with its bounds.
  private let step: ErasedReference.Step
  /// What each observable of an element may be, slowly: θ and the slots.
  private let closely: (EnclosedElement) -> [[Bounded<Double>]]

  init(_ subject: SweepPlan.Subject, _ implementation: Implementation) throws {
    guard let kernel = implementation.kernel else {
      throw InvalidHyperparameter(name: "optimizer", found: subject.name, allowed: "one that has a kernel")
    }
    let reference = try implementation.reference(subject.hyperparameters)
    self.init(reference, try kernel(subject.hyperparameters), arrangement: subject.arrangement, step: subject.step)
  }

  init(_ reference: ErasedReference, _ candidate: any Candidate, arrangement: Int, step index: Int) {
    self.candidate = candidate
    let arrangement = reference.arrangements[arrangement]
    screen = reference.screens(1, arrangement)[index]
    step = reference.steps(1, arrangement, .float)[index]
    closely = step.closely?.admitted(slots: reference.slots) ?? { _ in [] }
    start = Start(slots: reference.slots, values: reference.slots.map { Float(reference.start($0, 0)) })
  }

  /// Judges every gradient of a chunk.
  mutating func judge(_ chunk: SweepChunk) -> SweepBin {
    var bin = SweepBin()
    var kind = BlockKind.mixed
    for block in chunk.blocks {
      bin.gradients += block.count
      do throws(BrokenCandidate) {
        let (before, after) = try stepped(block)
        kind = judge(block, before, after, after: kind, &bin)
      } catch {
        bin.failed += block.count
        if bin.broken == nil { bin.broken = SweepBin.Failure(gradient: block[0], reason: error.description) }
      }
    }
    return bin
  }

  /// How many of these gradients are beyond their bound, as far as no close look is needed; nil where the candidate broke.
  mutating func suspects(_ block: [UInt32]) -> Int? {
    guard let (before, after) = try? stepped(block) else { return nil }
    var tally = ScreenTally()
    screen.judge(before, after, &tally)
    let rest = screen.judgeOverflow(tally.undecided, before, after, &tally)
    let got = values(after)
    return zip(rest, bounds(rest, ScreenArrays(before))).count { compared($0, $1, got).ratio > 1 }
  }

  private mutating func stepped(_ block: [UInt32]) throws(BrokenCandidate) -> (before: CandidateStep, after: CandidateStep) {
    func filled(_ value: Float) -> [Float] { Array(repeating: value, count: block.count) }
    let slots = Dictionary(uniqueKeysWithValues: zip(start.slots, start.values.map(filled)))
    let before = CandidateStep(
      t: 1, gradients: block.map { Float(bitPattern: $0) }, parameters: filled(0), slots: slots, continues: false)
    var after = before
    do { try candidate.step(&after) } catch { throw BrokenCandidate(description: "the candidate threw: \(error)") }
    for (name, found) in [("θ", after.parameters.count)] + start.slots.map({ ($0.rawValue, after[$0].count) }) where found != block.count {
      throw BrokenCandidate(description: "the candidate left \(found) values of \(name), where there were \(block.count)")
    }
    return (before, after)
  }

  /// What all gradients of a block have in common.
  private enum BlockKind { case mixed, overflowing, open }

  /// - Parameter last: the kind of the block before: what held for all of it most likely holds for all of this one, and is asked first.
  /// - Returns: the kind of this block.
  private func judge(
    _ block: [UInt32], _ before: CandidateStep, _ after: CandidateStep, after last: BlockKind, _ bin: inout SweepBin
  ) -> BlockKind {
    let observables = 1 + start.slots.count
    var tally = ScreenTally()
    if last == .overflowing && screen.judgeOverflow(Array(block.indices), before, after, &tally).isEmpty {
      bin.comparisons += block.count * observables
      bin.overflows += block.count
      return .overflowing
    }
    let ends = [0, block.count - 1]
    if last == .open && screen.judgeOverflow(ends, before, after, &tally) == ends {
      return judge(Array(block.indices), block, before, after, &bin) == block.count ? .open : .mixed
    }
    tally = ScreenTally()
    screen.judge(before, after, &tally)
    bin.note(tally.worstRatio, at: block[tally.worstElement])
    let rest = tally.undecided.isEmpty ? [] : screen.judgeOverflow(tally.undecided, before, after, &tally)
    bin.overflows += tally.overflows
    bin.comparisons += (block.count - rest.count) * observables
    if judge(rest, block, before, after, &bin) == block.count { return .open }
    return tally.overflows == block.count ? .overflowing : .mixed
  }

  /// Judges elements one by one, with their bounds. Returns how many are open.
  private func judge(_ rest: [Int], _ block: [UInt32], _ before: CandidateStep, _ after: CandidateStep, _ bin: inout SweepBin) -> Int {
    guard !rest.isEmpty else { return 0 }
    let (from, got) = (ScreenArrays(before), values(after))
    var hasFailed = false
    var open = 0
    for (i, element) in zip(rest, bounds(rest, from)) {
      let (bounded, ratio) = compared(i, element, got)
      bin.comparisons += bounded
      let isBeyond = ratio > 1
      let isOpen = !isBeyond && bounded <= start.slots.count
      if isOpen { open += 1 }
      // One failure is enough of a block: what is beyond its bound too counts without a closer look.
      if isBeyond && hasFailed {
        bin.failed += 1
      } else if isBeyond || isOpen && (rest.count <= SweepChunk.few || SweepChunk.looksClosely(at: block[i])) {
        if isOpen { bin.lookedAt += 1 }
        let before = from.element(i, of: Bounded<Double>.self)
        if !lookClosely(at: block[i], from: before, got.map { Double($0[i]) }, isOpen: isOpen, &bin) { hasFailed = true }
      } else {
        bin.note(ratio, at: block[i])
      }
    }
    bin.open += open
    return open
  }

  /// What the candidate left: θ and the slots.
  private func values(_ after: CandidateStep) -> [[Float]] { [after.parameters] + start.slots.map { after[$0] } }

  /// The elements after the reference's step, with their bounds.
  private func bounds(_ indices: [Int], _ before: ScreenArrays) -> [EnclosedElement] {
    let elements = indices.map { before.element($0, of: Bounded<Double>.self) }
    var after = elements
    step.advance(elements, &after)
    return after
  }

  /// How many values have a bound, and the largest |error| / bound of them.
  private func compared(_ i: Int, _ x: EnclosedElement, _ got: [[Float]]) -> (bounded: Int, ratio: Double) {
    var bounded = x.θ.bound == .infinity ? 0 : 1
    var ratio = errorRatio(Double(got[0][i]), x.θ.value, x.θ.bound)
    for (k, slot) in start.slots.enumerated() {
      let (value, bound) = (x[slot].value, x[slot].bound)
      if bound != .infinity { bounded += 1 }
      ratio = max(ratio, errorRatio(Double(got[k + 1][i]), value, bound))
    }
    return (bounded, ratio)
  }

  /// Holds each value against everything that it may be. Returns whether it is one of them.
  private func lookClosely(
    at gradient: UInt32, from before: EnclosedElement, _ got: [Double], isOpen: Bool, _ bin: inout SweepBin
  ) -> Bool {
    let names = ["θ"] + start.slots.map(\.rawValue)
    var hasNoBound = false
    for ((name, value), possible) in zip(zip(names, got), closely(before)) {
      if possible.contains(where: { $0.bound == .infinity }) {
        hasNoBound = true
        continue
      }
      let ratios = possible.map { errorRatio(value, $0.value, $0.bound) }
      let nearest = ratios.indices.reduce(0) { ratios[$1] < ratios[$0] ? $1 : $0 }
      bin.note(ratios[nearest], at: gradient)
      guard ratios[nearest] > 1 else { continue }
      bin.failed += 1
      if bin.failure == nil {
        let apart = possible.countApart
        let others = apart == 1 ? "" : ", the nearest of \(apart), where something may overflow,"
        let reason =
          "\(name) is \(Float(value)) after g = \(Float(bitPattern: gradient)); the reference gives \(possible[nearest].value)\(others), "
          + "with a bound of \(possible[nearest].bound): |error| / bound = \(formatRatio(ratios[nearest]))"
        bin.failure = SweepBin.Failure(gradient: gradient, reason: reason)
      }
      return false
    }
    guard hasNoBound else { return true }
    bin.noBound += 1
    if !isOpen {
      bin.open += 1
      bin.lookedAt += 1
    }
    return true
  }
}
