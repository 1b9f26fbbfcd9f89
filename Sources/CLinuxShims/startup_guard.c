// Runs before the Swift runtime's own initialisers. Without it a program dies where /proc is missing, and a hostile environment could
// choose what the runtime starts on a crash (SWIFT_BACKTRACE, SWIFT_ROOT) or loads (SWIFT_DEBUG_LIB_PRESPECIALIZED_PATH). No SWIFT_
// variable of the environment is believed.
//
// setenv moves the environment, and the standard library finds the arguments by where the environment was; so the arguments are
// kept here too.
#include "nt_startup_guard.h"

#include <stdlib.h>
#include <string.h>

static int kept_count;
static char **kept_arguments;

static void guard(int count, char **arguments, char **environment) {
  kept_count = count;
  kept_arguments = arguments;
  char **kept = environment;
  for (char **entry = environment; *entry; entry++) {
    if (strncmp(*entry, "SWIFT_", 6) != 0) *kept++ = *entry;
  }
  *kept = NULL;
  setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/nonexistent", 1);
}

__attribute__((section(".preinit_array"), used)) static void (*const run_guard)(int, char **, char **) = guard;

int nt_argument_count(void) { return kept_count; }

const char *nt_argument(int index) { return index >= 0 && index < kept_count ? kept_arguments[index] : NULL; }
