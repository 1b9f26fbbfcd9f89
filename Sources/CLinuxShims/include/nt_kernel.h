// What the kernel says about itself outside of files: its log, its clocks, its name.
#ifndef NEEDLETAIL_KERNEL_H
#define NEEDLETAIL_KERNEL_H
#include <stddef.h>
#include <stdint.h>

/// Opens the kernel's log device for reading from its first record, without waiting. Anything but character device 1:11
/// is refused with -ENODEV before it is opened. `proc_directory` as for nt_network_namespace_open.
/// Returns a descriptor or -errno.
int nt_kernel_log_open(int proc_directory);

/// One record of that device. Returns its length, 0 after the last, or -errno: -EPIPE when records were overwritten.
long nt_kernel_log_read(int fd, void *buffer, size_t capacity);

/// The whole log as syslog(2) gives it, not consumed. Returns its length or -errno.
long nt_kernel_log_copy(void *buffer, size_t capacity);

/// Size of the kernel's log buffer in bytes, or -errno.
long nt_kernel_log_capacity(void);

/// Nanoseconds of CLOCK_REALTIME, CLOCK_BOOTTIME and CLOCK_MONOTONIC, and the state of the clock as adjtimex(2) says it,
/// asked without changing anything.
struct nt_clocks {
  int64_t realtime, boottime, monotonic;
  int64_t offset, maximum_error, estimated_error, frequency;
  int32_t state, status, international_atomic_offset;
};

/// Returns 0 or -errno; the three times are filled even where the state is refused.
int nt_clocks_read(struct nt_clocks *clocks);

/// uname(2): `machine` and `release`, each of 65 bytes with a NUL.
void nt_kernel_name(char machine[65], char release[65]);
#endif
