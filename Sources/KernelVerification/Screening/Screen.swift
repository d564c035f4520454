public import OptimizerReference

/// One admissible step of a reference, held against what a kernel made of whole arrays, in one pass: the value and its bound are computed and
/// compared where they are, and nothing is kept.
///
/// It decides nearly all elements, ten times as fast as a `StepComparison`. Those that it cannot decide it names: where the bound is infinite,
/// or a value is beyond it, a `CloseStep` says more.
public struct Screen {
  /// The branch that the step takes; nil where there is none.
  public let branch: String?
  /// Compares every element of `after` with the step from `before`.
  public let judge: (_ before: CandidateStep, _ after: CandidateStep, inout ScreenTally) -> Void
  /// Compares the elements named, each observable with what follows from ∞ as the operations are written, and with what follows from the
  /// finite number, where something overflows. Returns those that are neither.
  public let judgeOverflow: (_ elements: [Int], _ before: CandidateStep, _ after: CandidateStep, inout ScreenTally) -> [Int]
  /// Takes elements that go their own way from before the step to after it, and compares.
  public let judgeFree: (_ elements: inout [EnclosedElement], _ after: CandidateStep, inout ScreenTally) -> Void

  /// - Parameters:
  ///   - overflowing: the step of an element in which something overflows, as the operations are written.
  ///   - makeUnlimited: the same with the finite number in its place, made where it is asked for.
  @inlinable init(
    _ variant: Variant<Bounded<Float>>, overflowing: @escaping (inout Element<Bounded<Overflowing<Float>>>) -> Void,
    makeUnlimited: @escaping () -> (inout Element<Bounded<Unlimited<Float>>>) -> Void
  ) {
    branch = variant.branch
    let step = variant.step
    judge = { before, after, tally in Self.judge(step, before, after, &tally) }
    judgeOverflow = { elements, before, after, tally in
      var unlimited: ((inout Element<Bounded<Unlimited<Float>>>) -> Void)?
      let (from, to) = (ScreenArrays(before), ScreenArrays(after))
      return elements.filter { i in
        var first = from.element(i, of: Bounded<Overflowing<Float>>.self)
        overflowing(&first)
        // Nearly all that overflows does so as the operations are written.
        if tally.admits(to, i, first, first) { return false }
        var second = from.element(i, of: Bounded<Unlimited<Float>>.self)
        let step = unlimited ?? makeUnlimited()
        unlimited = step
        step(&second)
        return !tally.admits(to, i, first, second)
      }
    }
    judgeFree = { elements, after, tally in
      let to = ScreenArrays(after)
      for i in elements.indices {
        var x = Element<Bounded<Float>>(elements[i])
        step(&x)
        // An element that may be anything has left the run.
        tally.compare(to, i, x, countsOpen: false)
        elements[i] = EnclosedElement(x)
      }
    }
  }

  @inlinable static func judge(
    _ step: (inout Element<Bounded<Float>>) -> Void, _ before: CandidateStep, _ after: CandidateStep, _ tally: inout ScreenTally
  ) {
    let (from, to) = (ScreenArrays(before), ScreenArrays(after))
    tally.elementSteps += from.θ.count
    for i in from.θ.indices {
      var x = from.element(i, of: Bounded<Float>.self)
      step(&x)
      tally.compare(to, i, x, countsOpen: true)
    }
  }
}
