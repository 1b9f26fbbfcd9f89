#define _GNU_SOURCE
#include "nt_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

int nt_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 ? -errno : 0; }

int nt_run_pipe(int descriptors[2]) {
  if (pipe2(descriptors, O_CLOEXEC) < 0) return -errno;
  int flags = fcntl(descriptors[0], F_GETFL);
  return fcntl(descriptors[0], F_SETFL, flags | O_NONBLOCK) < 0 ? -errno : 0;
}

static void close_others(int kept) {
  // Everything but the three standard ones and the one that reports a failed start.
  int below = kept <= 3 || syscall(SYS_close_range, 3, kept - 1, 0) == 0;
  if (below && syscall(SYS_close_range, kept + 1, ~0U, 0) == 0) return;
  struct rlimit limit = {0, 0};
  getrlimit(RLIMIT_NOFILE, &limit);
  int last = limit.rlim_cur > 65536 ? 65536 : (int)limit.rlim_cur;
  for (int descriptor = 3; descriptor < last; descriptor++) {
    if (descriptor != kept) close(descriptor);
  }
}

static void become(const char *path, char *const arguments[], int out, int err, int report, pid_t parent) {
  static char *const environment[] = {"PATH=/nonexistent", "LC_ALL=C", NULL};
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < 32; number++) sigaction(number, &plain, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  // One byte: too little for a core file, and the kernel's own mark for "no helper of core_pattern" (fs/coredump.c).
  struct rlimit core = {1, 1};
  setrlimit(RLIMIT_CORE, &core);
  int null = open("/dev/null", O_RDONLY);
  if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir("/") < 0) goto failed;
  close_others(report);
  execve(path, arguments, environment);
failed:;
  int error = errno;
  ssize_t written = write(report, &error, sizeof error);
  _exit(written == sizeof error ? 127 : 126);
}

int nt_run_program(const char *path, char *const arguments[], int standard_output, int standard_error) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) < 0) return -errno;
  pid_t parent = getpid();
  pid_t child = fork();
  if (child < 0) {
    int error = errno;
    close(report[0]);
    close(report[1]);
    return -error;
  }
  if (child == 0) become(path, arguments, standard_output, standard_error, report[1], parent);
  setpgid(child, child);
  close(report[1]);
  int error = 0;
  ssize_t count;
  do count = read(report[0], &error, sizeof error);
  while (count < 0 && errno == EINTR);
  close(report[0]);
  if (count != sizeof error) return child;
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
  }
  return error > 0 ? -error : -EIO;
}

int nt_run_wait(int first, int second, int timeout_milliseconds) {
  struct pollfd waits[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  int count = poll(waits, 2, timeout_milliseconds);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  return (waits[0].revents != 0) | (waits[1].revents != 0) << 1;
}

int nt_run_ended(int pid) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  if (waitid(P_PID, pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0) return -errno;
  return info.si_pid == pid;
}

static void rest(void) {
  struct timespec time = {0, 10000000};
  nanosleep(&time, NULL);
}

static int is_spared(int pid, const int spared[], size_t count) {
  for (size_t index = 0; index < count; index++) {
    if (spared[index] == pid) return 1;
  }
  return 0;
}

// Kills and reaps each child of this process that is not spared; what it had comes to us in the next turn.
static int sweep(const int spared[], size_t spared_count, int *left) {
  // The list of children is a build option of the kernel; without it nothing is found here and the group was all there is.
  FILE *list = fopen("/proc/thread-self/children", "re");
  if (!list) return 0;
  int found = 0, pid;
  while (fscanf(list, "%d", &pid) == 1) {
    if (is_spared(pid, spared, spared_count)) continue;
    found++;
    kill(pid, SIGKILL);
    if (waitpid(pid, NULL, WNOHANG) == pid) (*left)++;
  }
  fclose(list);
  return found;
}

int nt_run_end(int pid, const int spared[], size_t spared_count, int *exit_code, int *signal_number, int *left) {
  *exit_code = *signal_number = -1;
  *left = 0;
  int status = 0, isReaped = 0;
  kill(-pid, SIGKILL);
  kill(pid, SIGKILL);
  for (int turn = 0; turn < 200 && !isReaped; turn++) {
    pid_t done = waitpid(pid, &status, WNOHANG);
    if (done < 0 && errno != EINTR) return -errno;
    isReaped = done == pid;
    if (!isReaped) rest();
  }
  if (isReaped && WIFEXITED(status)) *exit_code = WEXITSTATUS(status);
  if (isReaped && WIFSIGNALED(status)) *signal_number = WTERMSIG(status);
  for (int turn = 0; turn < 200 && sweep(spared, spared_count, left) > 0; turn++) rest();
  return isReaped ? 0 : -ETIMEDOUT;
}
