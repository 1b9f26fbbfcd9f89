// Plants, each a process of its own: code in a memfd, a deleted executable, a name that is not its own, code that is writable and executable,
// a listener, a secret in a heap. One JSON line each on stdout; the line is the truth that tests compare with.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void rest(void) {
  for (;;) pause();
}

static void told(const char *plant, pid_t pid, const char *more) {
  printf("{\"plant\":\"%s\",\"pid\":%d%s%s}\n", plant, pid, *more ? "," : "", more);
  fflush(stdout);
}

// Copies this program's bytes to a descriptor.
static void copy_self(int to) {
  char buffer[65536];
  int from = open("/proc/self/exe", O_RDONLY);
  ssize_t count;
  while ((count = read(from, buffer, sizeof buffer)) > 0)
    if (write(to, buffer, (size_t)count) != count) exit(1);
  close(from);
}

static pid_t child(void (*work)(void)) {
  pid_t pid = fork();
  if (pid == 0) {
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++) dup2(null, fd);
    work();
    rest();
  }
  return pid;
}

static void from_memory(void) {
  int memory = memfd_create("upd", MFD_CLOEXEC);
  copy_self(memory);
  char *words[] = {"[kworker/0:3]", "wait", NULL};
  fexecve(memory, words, (char *[]){"LANG=C", NULL});
}

static void deleted(void) {
  int file = open("/tmp/.x11", O_CREAT | O_WRONLY | O_TRUNC, 0755);
  copy_self(file);
  close(file);
  pid_t pid = fork();
  if (pid == 0) {
    execl("/tmp/.x11", "sshd: root@pts/0", "wait", NULL);
    exit(1);
  }
  sleep(1);
  unlink("/tmp/.x11");
}

static void renamed(void) { prctl(PR_SET_NAME, "kthreadd"); }

static void writable_code(void) {
  unsigned char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(page, 0x90, 64);
  page[64] = 0xc3;
}

static void listener(void) {
  int server = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(31337)};
  bind(server, (struct sockaddr *)&place, sizeof place);
  listen(server, 5);
}

static void packets(void) { socket(AF_PACKET, SOCK_RAW, htons(3)); }

static char *secret;
static void heap_secret(void) {
  secret = malloc(4096);
  snprintf(secret, 4096, "NEEDLETAIL-%s-%s", "HEAP", "SECRET");
}

// Nothing odd: a child of a thread that is not the first of its process hangs on that thread, and so do its own.
static void *forking(void *none) {
  if (fork() == 0) rest();
  rest();
  return none;
}

static void threads(void) {
  pthread_t thread;
  for (int number = 0; number < 3; number++) pthread_create(&thread, NULL, forking, NULL);
}

int main(int count, char **words) {
  if (count > 1 && !strcmp(words[1], "wait")) rest();
  if (count > 1 && !strcmp(words[1], "lookalike")) {
    told("threads", child(threads), "\"children\":3");
    sleep(1);
    return 0;
  }
  told("memfd", child(from_memory), "\"exe\":\"/memfd:upd (deleted)\"");
  told("deleted", child(deleted), "\"exe\":\"/tmp/.x11 (deleted)\",\"child\":true");
  told("renamed", child(renamed), "\"comm\":\"kthreadd\"");
  told("rwx", child(writable_code), "");
  told("listener", child(listener), "\"port\":31337");
  told("packet", child(packets), "");
  told("heap", child(heap_secret), "\"text\":\"NEEDLETAIL-HEAP-SECRET\"");
  sleep(2);
  return 0;
}
