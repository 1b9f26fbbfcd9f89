#define _GNU_SOURCE
#include "nt_tcp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static socklen_t fill_address(struct sockaddr_storage *storage, const uint8_t *address, size_t length, uint16_t port) {
  memset(storage, 0, sizeof *storage);
  if (length == 4) {
    struct sockaddr_in *four = (struct sockaddr_in *)storage;
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    memcpy(&four->sin_addr, address, 4);
    return sizeof *four;
  }
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)storage;
  six->sin6_family = AF_INET6;
  six->sin6_port = htons(port);
  memcpy(&six->sin6_addr, address, 16);
  return sizeof *six;
}

static int wait_for_connection(int fd, int timeout_milliseconds) {
  struct pollfd waiting = {.fd = fd, .events = POLLOUT};
  int ready = poll(&waiting, 1, timeout_milliseconds);
  if (ready < 0) return -errno;
  if (ready == 0) return -ETIMEDOUT;
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
  return -error;
}

int nt_tcp_connect(const uint8_t *address, size_t length, uint16_t port, int timeout_milliseconds) {
  if (length != 4 && length != 16) return -EINVAL;
  struct sockaddr_storage storage;
  socklen_t storage_length = fill_address(&storage, address, length, port);
  int fd = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -errno;
  int result = connect(fd, (struct sockaddr *)&storage, storage_length) == 0 ? 0 : -errno;
  if (result == -EINPROGRESS) result = wait_for_connection(fd, timeout_milliseconds);
  if (result != 0) {
    close(fd);
    return result;
  }
  struct timeval timeout = {timeout_milliseconds / 1000, (timeout_milliseconds % 1000) * 1000};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
  return fd;
}

int nt_tcp_send(int fd, const void *bytes, size_t length) {
  const uint8_t *next = bytes;
  while (length > 0) {
    ssize_t sent = send(fd, next, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return -errno;
    next += sent;
    length -= (size_t)sent;
  }
  return 0;
}

long nt_tcp_receive(int fd, void *buffer, size_t capacity) {
  for (;;) {
    ssize_t length = recv(fd, buffer, capacity, 0);
    if (length >= 0) return length;
    if (errno != EINTR) return -errno;
  }
}

int64_t nt_milliseconds(void) {
  struct timespec time = {0};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
