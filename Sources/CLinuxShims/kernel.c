#define _GNU_SOURCE
#include "nt_kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/timex.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

int nt_kernel_log_open(int proc_directory) {
  // O_PATH opens no device, so a node that is something else is never touched.
  int handle = open("/dev/kmsg", O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (handle < 0) return -errno;
  struct stat status;
  int known = fstat(handle, &status) == 0 && S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 11);
  char path[64];
  snprintf(path, sizeof path, "%sself/fd/%d", proc_directory < 0 ? "/proc/" : "", handle);
  int where = proc_directory < 0 ? AT_FDCWD : proc_directory;
  int fd = known ? openat(where, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
  int error = known ? errno : ENODEV;
  close(handle);
  return fd < 0 ? -error : fd;
}

long nt_kernel_log_read(int fd, void *buffer, size_t capacity) {
  ssize_t length = read(fd, buffer, capacity);
  if (length >= 0) return length;
  return errno == EAGAIN ? 0 : -errno;
}

enum { log_read_all = 3, log_size_buffer = 10 };

long nt_kernel_log_copy(void *buffer, size_t capacity) {
  int length = klogctl(log_read_all, buffer, (int)capacity);
  return length < 0 ? -errno : length;
}

long nt_kernel_log_capacity(void) {
  int length = klogctl(log_size_buffer, NULL, 0);
  return length < 0 ? -errno : length;
}

static int64_t nanoseconds(clockid_t clock) {
  struct timespec time = {0};
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int nt_clocks_read(struct nt_clocks *clocks) {
  memset(clocks, 0, sizeof *clocks);
  clocks->realtime = nanoseconds(CLOCK_REALTIME);
  // In this order the clock with sleep never seems behind the one without.
  clocks->monotonic = nanoseconds(CLOCK_MONOTONIC);
  clocks->boottime = nanoseconds(CLOCK_BOOTTIME);
  struct timex state = {.modes = 0};
  int result = clock_adjtime(CLOCK_REALTIME, &state);
  if (result < 0) return -errno;
  clocks->state = result;
  clocks->status = state.status;
  clocks->offset = state.offset;
  clocks->maximum_error = state.maxerror;
  clocks->estimated_error = state.esterror;
  clocks->frequency = state.freq;
  clocks->international_atomic_offset = state.tai;
  return 0;
}

void nt_kernel_name(char machine[65], char release[65]) {
  struct utsname name;
  memset(&name, 0, sizeof name);
  uname(&name);
  memcpy(machine, name.machine, 65);
  memcpy(release, name.release, 65);
  machine[64] = release[64] = 0;
}
