#pragma once

typedef float KernelFloat16 __attribute__((ext_vector_type(16)));

/// The square root of each lane, correctly rounded, without a call: Swift's own becomes a scalar root and a branch for each lane.
static inline __attribute__((always_inline)) KernelFloat16 kernelSquareRoot16(KernelFloat16 x) {
  return __builtin_elementwise_sqrt(x);
}

/// The magnitude of each lane: the sign bit cleared.
static inline __attribute__((always_inline)) KernelFloat16 kernelMagnitude16(KernelFloat16 x) {
  return __builtin_elementwise_abs(x);
}

/// The square root of a coefficient, correctly rounded.
static inline __attribute__((always_inline)) double kernelSquareRoot(double x) { return __builtin_elementwise_sqrt(x); }
