// Runs before the Swift runtime's own initialisers. Without it a program dies where /proc is missing, and a hostile SWIFT_BACKTRACE or
// SWIFT_ROOT in the environment could name a program that the runtime starts on a crash.
#include <stdlib.h>

static void guard(void) {
  setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/nonexistent", 1);
  unsetenv("SWIFT_ROOT");
}

__attribute__((section(".preinit_array"), used)) static void (*const run_guard)(void) = guard;

/// Named by the collector so that the linker keeps this object.
void nt_keep_startup_guard(void) {}
