import KernelShims

/// A plain step with constants of which no two are equal.
let plainShape: KernelStep = {
  var k = KernelStep()
  k.gradientScale = 0.7
  (k.firstDecay, k.firstWeight, k.secondDecay, k.secondWeight) = (0.9, 0.1, 0.999, 0.001)
  (k.secondEpsilon, k.maximumEpsilon, k.momentEpsilon, k.scale) = (2e-3, 5e-4, 3e-3, 1.75)
  (k.rootEpsilon, k.epsilon, k.rate, k.decay) = (4e-3, 1e-3, 0.01, 0.97)
  (k.momentWeight, k.gradientWeight, k.averageDecay, k.averageWeight) = (0.85, 0.15, 0.8, 0.2)
  (k.lowerRate, k.upperRate, k.boundedScale) = (1e-3, 0.3, 1.25)
  (k.keepsFirstMoment, k.keepsSecondMoment) = (true, true)
  return k
}()

/// Every shape that has a loop of its own, with each place of weight decay.
let specialShapes: [KernelStep] = {
  typealias Choice = any WritableKeyPath<KernelStep, Bool> & Sendable
  let plain: [Choice] = [\.epsilonOutside]
  let inside: [Choice] = [\.scalesInside, \.epsilonOutside]
  let outside: [Choice] = [\.scalesOutside, \.epsilonOutside]
  let adam: [Choice] = [\.dividesByRoot]
  let (maximum, belief): ([Choice], [Choice]) = (adam + [\.keepsMaximum], adam + [\.averagesResidual])
  let bound: [Choice] = adam + [\.boundsRate, \.clampsRate]
  let mod: [Choice] = adam + [\.boundsRate, \.averagesRate, \.capsAtAverage]
  let balance: [Choice] = adam + [\.boundsRate, \.averagesRate, \.clampsRate]
  let kept: [Choice] = belief + [\.addsSecondEpsilon]
  let greatest: [Choice] = [\.takesGreatest, \.dividesByMoment]
  // Both moments, then one of them, or none.
  let both: [[Choice]] = [
    [], adam, adam + plain, adam + inside, adam + outside, adam + inside + [\.mixesGradient], maximum, maximum + plain, maximum + outside,
    maximum + plain + [\.scalesMaximum], kept + plain, kept + inside, kept + outside, belief + plain, belief + outside,
    belief + outside + [\.keepsMaximum, \.momentEpsilonInside], belief + outside + [\.keepsMaximum, \.addsMaximumEpsilon], bound,
    bound + plain, bound + [\.keepsMaximum], bound + plain + [\.keepsMaximum], bound + plain + [\.momentEpsilonInside], mod + plain,
    mod + inside, balance + inside, balance + plain + [\.keepsMaximum], greatest, greatest + [\.addsSecondEpsilon],
  ]
  let first: [[Choice]] = [[], [\.mixesGradient]]
  let second: [[Choice]] = [[\.stepsByGradient, \.dividesByRoot] + plain]
  let neither: [[Choice]] = [[\.stepsByGradient]]
  var shapes: [KernelStep] = []
  for (keepsFirst, keepsSecond, all) in [(true, true, both), (true, false, first), (false, true, second), (false, false, neither)] {
    for choices in all {
      for decay in 0..<4 {
        var k = plainShape
        (k.keepsFirstMoment, k.keepsSecondMoment) = (keepsFirst, keepsSecond)
        for choice in choices { k[keyPath: choice] = true }
        (k.decaysGradient, k.decaysBeforeUpdate, k.decaysInUpdate) = (decay == 1, decay == 2, decay == 3)
        shapes.append(k)
      }
    }
  }
  return shapes
}()

/// The choices of the general loop, each with what makes it matter.
private let choices: [@Sendable (inout KernelStep) -> Void] = [
  { $0.negatesGradient = true }, { $0.averagesResidual = true }, { $0.takesGreatest = true }, { $0.addsSecondEpsilon = true },
  { ($0.takesGreatest, $0.addsSecondEpsilon) = (true, true) }, { ($0.keepsMaximum, $0.scalesMaximum) = (true, true) },
  { ($0.keepsMaximum, $0.addsMaximumEpsilon) = (true, true) }, { ($0.keepsMaximum, $0.ignoresMaximum) = (true, true) },
  { ($0.dividesByMoment, $0.dividesByRoot) = (true, false) }, { $0.momentEpsilonInside = true }, { $0.scalesInside = true },
  { $0.scalesOutside = true }, { $0.epsilonInside = true }, { $0.epsilonOutside = false }, { $0.stepsByGradient = true },
  { $0.mixesGradient = true }, { ($0.boundsRate, $0.clampsRate) = (true, true) }, { ($0.boundsRate, $0.averagesRate) = (true, true) },
  { ($0.boundsRate, $0.averagesRate, $0.capsAtAverage) = (true, true, true) },
  { ($0.boundsRate, $0.averagesRate, $0.clampsRate) = (true, true, true) }, { $0.holds = true }, { $0.averagesQuotient = true },
  { ($0.keepsFirstMoment, $0.stepsByGradient) = (false, true) },
  { ($0.keepsSecondMoment, $0.dividesByRoot) = (false, false) },
]

/// Each choice of the general loop alone, then many of them at once.
let generalShapes: [KernelStep] = {
  func shape(_ chosen: [Int], decay: Int) -> KernelStep {
    var k = plainShape
    (k.dividesByRoot, k.epsilonOutside) = (true, true)
    for number in chosen { choices[number](&k) }
    (k.decaysGradient, k.decaysBeforeUpdate, k.decaysInUpdate) = (decay == 1, decay == 2, decay == 3)
    // Without its array a moment does not take part.
    if !k.keepsFirstMoment { (k.averagesResidual, k.averagesQuotient, k.mixesGradient, k.stepsByGradient) = (false, false, false, true) }
    if !k.keepsSecondMoment {
      (k.dividesByRoot, k.dividesByMoment, k.keepsMaximum, k.boundsRate, k.averagesQuotient) = (false, false, false, false, false)
    }
    if !k.keepsMaximum { (k.scalesMaximum, k.addsMaximumEpsilon, k.ignoresMaximum) = (false, false, false) }
    if k.averagesQuotient { (k.averagesResidual, k.boundsRate) = (false, false) }
    // A held step keeps its averaged rate.
    if !k.boundsRate || k.holds { (k.averagesRate, k.capsAtAverage, k.clampsRate) = (false, false, false) }
    return k
  }
  var draws = Draws(state: 42)
  let alone = choices.indices.map { shape([$0], decay: 0) }
  let held = [shape([20], decay: 2)]
  let drawn = (0..<72).map { _ in shape(choices.indices.filter { _ in draws.bits() % 5 == 0 }, decay: Int(draws.bits() % 4)) }
  return alone + held + drawn
}()

/// All of them.
let everyShape = specialShapes + generalShapes

/// Those that are stepped at every place: each loop of its own, and each choice of the general one.
let placedShapes = specialShapes + generalShapes.prefix(24)
