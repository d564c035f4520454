#pragma once

/// Asks for the line of memory at an address that may be anybody's: nothing is read.
static inline __attribute__((always_inline)) void kernelPrefetch(const void *_Nonnull base, long offset) {
  __builtin_prefetch((const char *)base + offset);
}
