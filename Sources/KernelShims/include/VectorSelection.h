#pragma once

#include "VectorRoot.h"

typedef int KernelMask16 __attribute__((ext_vector_type(16)));

// One compare-select is one instruction, which gives its second operand where either is NaN. Swift's own maximum and minimum of vectors are calls, and
// swallow NaN.

/// The greater of each two lanes, or NaN where either is.
static inline __attribute__((always_inline)) KernelFloat16 kernelMaximum16(KernelFloat16 a, KernelFloat16 b) {
  // Where a is NaN all bits are set, which is a NaN too.
  return (KernelFloat16)((KernelMask16)(a > b ? a : b) | (a != a));
}

/// The lesser of each two lanes, or NaN where either is.
static inline __attribute__((always_inline)) KernelFloat16 kernelMinimum16(KernelFloat16 a, KernelFloat16 b) {
  return (KernelFloat16)((KernelMask16)(a < b ? a : b) | (a != a));
}

/// Each lane between two numbers, or NaN where it is.
static inline __attribute__((always_inline)) KernelFloat16 kernelClamp16(KernelFloat16 a, float lower, float upper) {
  KernelFloat16 low = lower, high = upper;
  a = low > a ? low : a;
  return high < a ? high : a;
}

/// The bits of each lane that the mask has.
static inline __attribute__((always_inline)) KernelFloat16 kernelMasked16(KernelFloat16 a, unsigned int mask) {
  return (KernelFloat16)((KernelMask16)a & (KernelMask16)((int)mask));
}

/// The bits of either lane.
static inline __attribute__((always_inline)) KernelFloat16 kernelUnion16(KernelFloat16 a, KernelFloat16 b) {
  return (KernelFloat16)((KernelMask16)a | (KernelMask16)b);
}
