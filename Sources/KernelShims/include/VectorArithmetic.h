#pragma once

#include "VectorRoot.h"

// One instruction each. Swift's own operators take the lanes one after the other and leave it to the compiler to find the vector again, which it does not
// in every loop. They are separate functions, which no compiler joins to a fused multiply-add.

/// A number in every lane.
static inline __attribute__((always_inline)) KernelFloat16 kernelSplat16(float x) { return (KernelFloat16)(x); }

static inline __attribute__((always_inline)) KernelFloat16 kernelSum16(KernelFloat16 a, KernelFloat16 b) { return a + b; }

static inline __attribute__((always_inline)) KernelFloat16 kernelDifference16(KernelFloat16 a, KernelFloat16 b) { return a - b; }

static inline __attribute__((always_inline)) KernelFloat16 kernelProduct16(KernelFloat16 a, KernelFloat16 b) { return a * b; }

static inline __attribute__((always_inline)) KernelFloat16 kernelQuotient16(KernelFloat16 a, KernelFloat16 b) { return a / b; }
