#ifndef NEEDLETAIL_STARTUP_GUARD_H
#define NEEDLETAIL_STARTUP_GUARD_H
/// Calling it keeps the start-up guard in the program (Sources/CLinuxShims/startup_guard.c).
void nt_keep_startup_guard(void);
#endif
