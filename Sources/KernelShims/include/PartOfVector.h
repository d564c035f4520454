#pragma once

/// Copies fewer than 64 bytes, a multiple of 4, without a call.
static inline __attribute__((always_inline)) void kernelCopyPart(void *_Nonnull to, const void *_Nonnull from, long byteCount) {
  char *target = (char *)to;
  const char *source = (const char *)from;
#define COPY_IF(size)                               \
  if (byteCount & (size)) {                         \
    __builtin_memcpy_inline(target, source, (size)); \
    target += (size);                               \
    source += (size);                               \
  }
  COPY_IF(32)
  COPY_IF(16)
  COPY_IF(8)
  COPY_IF(4)
#undef COPY_IF
}
