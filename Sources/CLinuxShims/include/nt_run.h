// Starts and ends one static program of the responder. Every function returns -errno on failure.
#ifndef NEEDLETAIL_RUN_H
#define NEEDLETAIL_RUN_H
#include <stddef.h>

/// Makes this process the one that gets orphans of its children, so that what a program leaves behind is found.
int nt_adopt_orphans(void);
/// fork and execve of an absolute path, no shell: empty environment but PATH=/nonexistent and LC_ALL=C, stdin from /dev/null, stdout and
/// stderr into the write ends given, a process group of its own, directory `/`, no core dump (not even to a helper of the host), no other
/// descriptor. Dies with its parent. The result is its process id.
int nt_run_program(const char *path, char *const arguments[], int standard_output, int standard_error);
/// pipe2(2), close on exec; the read end does not block.
int nt_run_pipe(int descriptors[2]);
/// Waits until one of two descriptors (or -1) can be read, at most so many milliseconds. Bit 0 and 1 tell which; 0 none.
int nt_run_wait(int first, int second, int timeout_milliseconds);
/// 1 if the program has ended; it is not reaped, so that its group stays its own.
int nt_run_ended(int pid);
/// Kills the program's process group, reaps the program and kills and reaps what it left behind elsewhere but `spared` processes.
/// Waits at most about two seconds. `exit_code` and `signal_number` are -1 where there is none; `left` counts what else was ended.
int nt_run_end(int pid, const int spared[], size_t spared_count, int *exit_code, int *signal_number, int *left);
#endif
