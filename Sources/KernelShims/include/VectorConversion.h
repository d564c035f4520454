#pragma once

#include "VectorRoot.h"

typedef float KernelFloat8 __attribute__((ext_vector_type(8)));
typedef double KernelDouble8 __attribute__((ext_vector_type(8)));
typedef unsigned short KernelShort16 __attribute__((ext_vector_type(16)));
typedef unsigned int KernelWord16 __attribute__((ext_vector_type(16)));

// Swift's own conversions of vectors are generic: a call, or a loop over the lanes.

/// Each lane as 32 bits.
static inline __attribute__((always_inline)) KernelWord16 kernelWords16(KernelShort16 x) {
  return __builtin_convertvector(x, KernelWord16);
}

/// The low 16 bits of each lane.
static inline __attribute__((always_inline)) KernelShort16 kernelLowHalves16(KernelWord16 x) {
  return __builtin_convertvector(x, KernelShort16);
}

/// The lanes' bits.
static inline __attribute__((always_inline)) KernelWord16 kernelBits16(KernelFloat16 x) { return (KernelWord16)x; }

/// The lanes that have these bits.
static inline __attribute__((always_inline)) KernelFloat16 kernelFromBits16(KernelWord16 x) { return (KernelFloat16)x; }

/// Each lane as a Double, exactly.
static inline __attribute__((always_inline)) KernelDouble8 kernelDoubles8(KernelFloat8 x) {
  return __builtin_convertvector(x, KernelDouble8);
}
