// Runs before the Swift runtime's own initialisers. Without it a program dies where /proc is missing, and a hostile SWIFT_BACKTRACE or
// SWIFT_ROOT in the environment could name a program that the runtime starts on a crash.
//
// setenv moves the environment, and the standard library finds the arguments by where the environment was; so the arguments are
// kept here too.
#include "nt_startup_guard.h"

#include <stdlib.h>

static int kept_count;
static char **kept_arguments;

static void guard(int count, char **arguments, char **environment) {
  (void)environment;
  kept_count = count;
  kept_arguments = arguments;
  setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/nonexistent", 1);
  unsetenv("SWIFT_ROOT");
}

__attribute__((section(".preinit_array"), used)) static void (*const run_guard)(int, char **, char **) = guard;

int nt_argument_count(void) { return kept_count; }

const char *nt_argument(int index) { return index >= 0 && index < kept_count ? kept_arguments[index] : NULL; }
