#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "KernelStep.h"

// The choices of a step as the bits of one word, in the order in which `KernelStep` declares them: a loop of its own is found by comparing words.

#define KernelNegatesGradient (1u << 0)
#define KernelDecaysGradient (1u << 1)
#define KernelKeepsFirstMoment (1u << 2)
#define KernelAveragesResidual (1u << 3)
#define KernelAveragesQuotient (1u << 4)
#define KernelKeepsSecondMoment (1u << 5)
#define KernelTakesGreatest (1u << 6)
#define KernelAddsSecondEpsilon (1u << 7)
#define KernelKeepsMaximum (1u << 8)
#define KernelScalesMaximum (1u << 9)
#define KernelAddsMaximumEpsilon (1u << 10)
#define KernelIgnoresMaximum (1u << 11)
#define KernelDividesByRoot (1u << 12)
#define KernelDividesByMoment (1u << 13)
#define KernelMomentEpsilonInside (1u << 14)
#define KernelScalesInside (1u << 15)
#define KernelEpsilonInside (1u << 16)
#define KernelScalesOutside (1u << 17)
#define KernelEpsilonOutside (1u << 18)
#define KernelStepsByGradient (1u << 19)
#define KernelMixesGradient (1u << 20)
#define KernelBoundsRate (1u << 21)
#define KernelAveragesRate (1u << 22)
#define KernelCapsAtAverage (1u << 23)
#define KernelClampsRate (1u << 24)
#define KernelDecaysBeforeUpdate (1u << 25)
#define KernelDecaysInUpdate (1u << 26)
#define KernelHolds (1u << 27)

/// All choices of a step: bit n is its member number n of type bool.
static inline __attribute__((always_inline)) uint32_t kernelChoices(KernelStep step) {
  typedef unsigned char Bytes __attribute__((ext_vector_type(32)));
  typedef bool Bits __attribute__((ext_vector_type(32)));
  // The members of type bool are the last of the structure, and one byte each.
  enum { first = offsetof(KernelStep, negatesGradient), count = offsetof(KernelStep, holds) + 1 - first };
  _Static_assert(count == 28 && sizeof(bool) == 1, "a choice has no bit, or a bit no choice");
  Bytes bytes = 0;
  memcpy(&bytes, (const char *)&step + first, count);
  Bits bits = __builtin_convertvector(bytes != 0, Bits);
  uint32_t word;
  memcpy(&word, &bits, sizeof(word));
  return word;
}
