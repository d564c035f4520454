#pragma once

#include <stdbool.h>

/// One step's constants, each rounded once from Double, and the choices that give the loop its shape:
///
///     g' = g [+ decay · θ]                        decaysGradient
///     m  = firstDecay · m + firstWeight · g'
///     v  = secondDecay · v + secondWeight · (g' · g')
///     x  = v, or max(maximum, v)                  keepsMaximum
///     D  = √(x [· scale] [+ ε]) [· scale] [+ ε]   scalesInside, epsilonInside, scalesOutside, epsilonOutside
///     u  = rate · (m / D), or rate · m            dividesByRoot, or not
///     θ  = θ [· decay] − u                        decaysBeforeUpdate
///     θ  = θ − (u [+ decay · θ])                  decaysInUpdate
///
/// A maximised objective needs no choice: `firstWeight` and an in-gradient `decay` are negative, which gives the bits of −g.
typedef struct {
  /// β1
  float firstDecay;
  /// 1 − β1
  float firstWeight;
  /// β2
  float secondDecay;
  /// 1 − β2
  float secondWeight;
  /// The correction of the second moment: 1/c₂ inside the root, 1/√c₂ outside.
  float scale;
  /// ε
  float epsilon;
  /// The learning rate with all that multiplies the quotient.
  float rate;
  /// λ in the gradient, 1 − αλ before the update, αλ in the update.
  float decay;
  bool decaysGradient;
  bool keepsMaximum;
  bool dividesByRoot;
  bool scalesInside;
  bool epsilonInside;
  bool scalesOutside;
  bool epsilonOutside;
  bool decaysBeforeUpdate;
  bool decaysInUpdate;
} KernelStep;
