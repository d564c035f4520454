#pragma once

#include <stdbool.h>

/// Whether this machine runs what KernelsAVX2 is compiled for (x86-64-v3: AVX2 and what every processor with it also has).
static inline bool kernelMachineHasAVX2(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}
