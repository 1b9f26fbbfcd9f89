#ifndef NEEDLETAIL_STARTUP_GUARD_H
#define NEEDLETAIL_STARTUP_GUARD_H
/// Arguments of the program, kept by the start-up guard (Sources/CLinuxShims/startup_guard.c). Calling these also keeps the guard in the
/// program.
int nt_argument_count(void);
const char *nt_argument(int index);
#endif
