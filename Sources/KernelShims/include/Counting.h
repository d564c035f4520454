#pragma once

/// Counts up a number that several threads count up, and gives what it was. It orders nothing else.
static inline __attribute__((always_inline)) long kernelCount(long *_Nonnull count) { return __atomic_fetch_add(count, 1, __ATOMIC_RELAXED); }
