/* What the programs here have in common: they count what is not as it should be. */
#ifndef CHECK_H
#define CHECK_H

#include "optimizer_kernels.h"
#include <stdio.h>
#include <string.h>

static int failures = 0;

/* A condition that must hold. */
#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
      failures += 1; \
    } \
  } while (0)

/* A call that must succeed. */
#define DO(call) expect(__FILE__, __LINE__, #call, call, OPTK_STATUS_OK, "")

/* A call that must fail with this status, and a message that begins with this text. */
#define REFUSED(call, status, text) expect(__FILE__, __LINE__, #call, call, status, text)

static void expect(const char *file, int line, const char *text, int32_t got, int32_t status, const char *message) {
  int differs = got != status || (status != OPTK_STATUS_OK && strncmp(optk_error_message(), message, strlen(message)) != 0);
  if (!differs) return;
  printf("%s:%d: %s\n  status %d, %d expected\n  message  %s\n  expected %s\n", file, line, text, got, status, optk_error_message(), message);
  failures += 1;
}

static int finish(const char *name) {
  printf("%s: %s\n", name, failures == 0 ? "all good" : "FAILED");
  return failures == 0 ? 0 : 1;
}

#endif
