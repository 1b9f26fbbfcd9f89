// Process control and clocks for the collector. Every function returns -errno on failure.
#ifndef NEEDLETAIL_PROCESS_H
#define NEEDLETAIL_PROCESS_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// fork(2) of the single-threaded collector: the child is the guarded reader. In the child, dies with its parent.
int nt_fork(void);
/// Shared anonymous memory for the guarded reader.
void *nt_shared_memory(size_t size);
int nt_socket_pair(int descriptors[2]);
/// poll(2) for reading: 1 readable, 0 timed out.
int nt_wait_readable(int descriptor, int timeout_milliseconds);
/// waitpid(WNOHANG): 1 gone, 0 still there.
int nt_reap(int pid);
void nt_kill(int pid);
/// getpgid(2): 0 if a task of that id exists, -ESRCH if not. Sends nothing.
int nt_task_exists(int pid);
/// Nanoseconds of CLOCK_REALTIME, CLOCK_BOOTTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID (0 to 3).
int64_t nt_clock(int which);
void nt_sleep(int64_t nanoseconds);
int nt_random(void *buffer, size_t size);
/// Sets nice 10, idle-free best-effort I/O priority 7, and a limit of 4,096 descriptors, as far as allowed.
void nt_be_gentle(void);
/// Peak resident bytes of this process.
int64_t nt_peak_memory(void);
/// 1 if the effective capabilities hold CAP_SYS_ADMIN, CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH.
int nt_is_privileged(void);
/// Catches SIGINT, SIGTERM, SIGHUP; nt_interrupted() then gives the signal's number. SIGPIPE is ignored.
void nt_catch_signals(void);
int nt_interrupted(void);
/// Enters the network namespace behind a descriptor; see setns(2).
int nt_set_network_namespace(int descriptor);
/// Length of this host's name, nodename and machine of uname(2), into the buffers of 65 bytes each.
int nt_uname(char nodename[65], char machine[65], char release[65]);
#endif
