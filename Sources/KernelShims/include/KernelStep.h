#pragma once

#include <stdbool.h>

/// One step's constants, each rounded once from Double, and the choices that give the loop its shape. What stands in brackets is there by choice:
///
///     g' = [−] gradientScale · g [+ decay · θ]                negatesGradient, decaysGradient
///     m  = firstDecay · m + firstWeight · g'                  keepsFirstMoment
///     q  = g' [− m]                                           averagesResidual
///     v  = secondDecay · v + secondWeight · (q · q) [+ secondEpsilon]                keepsSecondMoment, addsSecondEpsilon
///        | max(secondDecay · v, |q| [+ secondEpsilon])        takesGreatest
///     x  = max(maximum, v [· scale]) [+ maximumEpsilon]       keepsMaximum, scalesMaximum, addsMaximumEpsilon
///     y  = v | x                                              x where keepsMaximum and not ignoresMaximum
///     D  = √((y [+ momentEpsilon]) [· scale] [+ rootEpsilon]) [· scale] [+ epsilon]
///                                        momentEpsilonInside, scalesInside, epsilonInside, scalesOutside, epsilonOutside
///        | y [· scale] [+ epsilon]                            dividesByMoment
///     n  = m | g' | momentWeight · m + gradientWeight · g'    m | stepsByGradient | mixesGradient
///     u  = rate · (n / D)                                     dividesByRoot or dividesByMoment
///        | rate · n                                           neither
///        | η̂ · n                                              boundsRate
///     η  = rate / D                                           boundsRate
///     s  = averageDecay · s + averageWeight · η               averagesRate; then s takes the place of η, or min(η, s) with capsAtAverage
///     η̂  = clamp(η, lowerRate, upperRate) · boundedScale      clampsRate
///     θ  = θ [· decay] − u                                    decaysBeforeUpdate
///        | θ − (u [+ decay · θ])                              decaysInUpdate
///        | θ [· decay]                                        holds
///
/// With `averagesQuotient` the first moment averages g'/D, after v: m = firstDecay · m + firstWeight · (g'/D), u = rate · m.
///
/// Without a residual, and where the update takes no gradient but through m, a maximised objective needs no `negatesGradient`:
/// `firstWeight` and an in-gradient `decay` are negative, which gives the bits of −g.
typedef struct {
  /// What a clip leaves of the gradient; 1 for all of it.
  float gradientScale;
  /// β1, or the momentum.
  float firstDecay;
  /// 1 − β1, or what else weighs the gradient.
  float firstWeight;
  /// β2; 1 where squares are summed.
  float secondDecay;
  /// 1 − β2; 1 where squares are summed.
  float secondWeight;
  /// ε that v keeps.
  float secondEpsilon;
  /// ε that the maximum keeps.
  float maximumEpsilon;
  /// ε beside v, forgotten after the step.
  float momentEpsilon;
  /// The correction of the second moment: 1/c₂ inside the root or at the maximum, 1/√c₂ outside.
  float scale;
  /// ε inside the root, after the correction.
  float rootEpsilon;
  /// ε outside the root.
  float epsilon;
  /// The learning rate with all that multiplies the quotient.
  float rate;
  /// λ in the gradient, 1 − αλ before the update, αλ in the update.
  float decay;
  /// What multiplies m where the gradient enters the update beside it.
  float momentWeight;
  /// What multiplies the gradient there.
  float gradientWeight;
  /// β3
  float averageDecay;
  /// 1 − β3
  float averageWeight;
  /// Between these the rate is clamped.
  float lowerRate;
  float upperRate;
  /// What multiplies the bounded rate: 1, 1/c₁ or 1/√t.
  float boundedScale;
  bool negatesGradient;
  bool decaysGradient;
  bool keepsFirstMoment;
  bool averagesResidual;
  bool averagesQuotient;
  bool keepsSecondMoment;
  bool takesGreatest;
  bool addsSecondEpsilon;
  bool keepsMaximum;
  bool scalesMaximum;
  bool addsMaximumEpsilon;
  bool ignoresMaximum;
  bool dividesByRoot;
  bool dividesByMoment;
  bool momentEpsilonInside;
  bool scalesInside;
  bool epsilonInside;
  bool scalesOutside;
  bool epsilonOutside;
  bool stepsByGradient;
  bool mixesGradient;
  bool boundsRate;
  bool averagesRate;
  bool capsAtAverage;
  bool clampsRate;
  bool decaysBeforeUpdate;
  bool decaysInUpdate;
  bool holds;
} KernelStep;
