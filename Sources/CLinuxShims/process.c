#define _GNU_SOURCE
#include "nt_process.h"

#include <errno.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int nt_fork(void) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child < 0) return -errno;
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
  }
  return child;
}

void *nt_shared_memory(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

int nt_socket_pair(int descriptors[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors) < 0 ? -errno : 0;
}

int nt_wait_readable(int descriptor, int timeout_milliseconds) {
  struct pollfd wait = {.fd = descriptor, .events = POLLIN};
  int count = poll(&wait, 1, timeout_milliseconds);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  return count;
}

int nt_reap(int pid) {
  int status;
  pid_t done = waitpid(pid, &status, WNOHANG);
  return done < 0 ? -errno : done == pid;
}

void nt_kill(int pid) {
  if (pid > 1) kill(pid, SIGKILL);
}

int nt_task_exists(int pid) { return getpgid(pid) < 0 ? -errno : 0; }

int64_t nt_clock(int which) {
  static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_BOOTTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID};
  struct timespec time = {0, 0};
  if (which >= 0 && which < 4) clock_gettime(clocks[which], &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

void nt_sleep(int64_t nanoseconds) {
  struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  nanosleep(&time, NULL);
}

int nt_random(void *buffer, size_t size) {
  ssize_t count = getrandom(buffer, size, 0);
  return count == (ssize_t)size ? 0 : -EIO;
}

void nt_be_gentle(void) {
  setpriority(PRIO_PROCESS, 0, 10);
  syscall(SYS_ioprio_set, 1 /* IOPRIO_WHO_PROCESS */, 0, (2 << 13) | 7 /* best effort, lowest */);
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 4096) {
    limit.rlim_cur = limit.rlim_max < 4096 ? limit.rlim_max : 4096;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

int64_t nt_peak_memory(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) < 0 ? 0 : (int64_t)usage.ru_maxrss * 1024;
}

int nt_is_privileged(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct data[2];
  memset(data, 0, sizeof data);
  if (syscall(SYS_capget, &header, data) < 0) return 0;
  uint64_t effective = data[0].effective | (uint64_t)data[1].effective << 32;
  uint64_t wanted = 1ull << CAP_SYS_ADMIN | 1ull << CAP_SYS_PTRACE | 1ull << CAP_DAC_READ_SEARCH;
  return (effective & wanted) == wanted;
}

static volatile sig_atomic_t interrupted;

static void note_signal(int number) { interrupted = number; }

void nt_catch_signals(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_signal;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
}

int nt_interrupted(void) { return interrupted; }

int nt_set_network_namespace(int descriptor) { return setns(descriptor, CLONE_NEWNET) < 0 ? -errno : 0; }

int nt_uname(char nodename[65], char machine[65], char release[65]) {
  struct utsname name;
  if (uname(&name) < 0) return -errno;
  memcpy(nodename, name.nodename, 65);
  memcpy(machine, name.machine, 65);
  memcpy(release, name.release, 65);
  return 0;
}
