#define _GNU_SOURCE
#include "nt_netlink.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

int nt_network_namespace_open(int proc_directory, int pid) {
  char path[64];
  const char *prefix = proc_directory < 0 ? "/proc/" : "";
  snprintf(path, sizeof path, "%s%d/ns/net", prefix, pid);
  int fd = openat(proc_directory < 0 ? AT_FDCWD : proc_directory, path, O_RDONLY | O_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

// A socket knows its namespace, which works where /proc is covered; the file is for callers without CAP_NET_ADMIN.
static int own_namespace(void) {
  int probe = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (probe >= 0) {
    int fd = ioctl(probe, SIOCGSKNS);
    close(probe);
    if (fd >= 0) {
      fcntl(fd, F_SETFD, FD_CLOEXEC);
      return fd;
    }
  }
  int fd = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

static int socket_here(int protocol) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
  return fd < 0 ? -errno : fd;
}

static int are_same(int left, int right) {
  struct stat one, other;
  return fstat(left, &one) == 0 && fstat(right, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// A socket stays in the namespace where it was made, so the thread is away for two system calls only.
static int socket_there(int protocol, int namespace_fd) {
  int home = own_namespace();
  if (home < 0) return home;
  // Its own namespace is open to a caller without privileges too.
  if (are_same(home, namespace_fd)) {
    close(home);
    return socket_here(protocol);
  }
  if (setns(namespace_fd, CLONE_NEWNET) != 0) {
    int error = -errno;
    close(home);
    return error;
  }
  int fd = socket_here(protocol);
  int lost = setns(home, CLONE_NEWNET) != 0;
  close(home);
  if (!lost) return fd;
  if (fd >= 0) close(fd);
  return NT_NAMESPACE_LOST;
}

int nt_netlink_open(int protocol, int namespace_fd, int timeout_milliseconds) {
  int fd = namespace_fd < 0 ? socket_here(protocol) : socket_there(protocol, namespace_fd);
  if (fd < 0) return fd;
  struct timeval timeout = {timeout_milliseconds / 1000, (timeout_milliseconds % 1000) * 1000};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  return fd;
}

int nt_netlink_send(int fd, uint16_t type, uint16_t flags, uint32_t sequence, const void *payload, size_t length) {
  struct nlmsghdr header = {
      .nlmsg_len = (uint32_t)(NLMSG_HDRLEN + length),
      .nlmsg_type = type,
      .nlmsg_flags = flags,
      .nlmsg_seq = sequence,
  };
  struct iovec parts[] = {{&header, sizeof header}, {(void *)payload, length}};
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  struct msghdr message = {
      .msg_name = &kernel, .msg_namelen = sizeof kernel, .msg_iov = parts, .msg_iovlen = length == 0 ? 1 : 2};
  return sendmsg(fd, &message, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

long nt_netlink_receive(int fd, void *buffer, size_t capacity) {
  // A process that floods us with datagrams must not keep us here.
  for (int strangers = 0; strangers < 1000; strangers++) {
    struct sockaddr_nl sender = {0};
    struct iovec part = {buffer, capacity};
    struct msghdr message = {.msg_name = &sender, .msg_namelen = sizeof sender, .msg_iov = &part, .msg_iovlen = 1};
    ssize_t length = recvmsg(fd, &message, 0);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return -errno;
    if (sender.nl_pid != 0) continue;
    return message.msg_flags & MSG_TRUNC ? -EMSGSIZE : length;
  }
  return -EAGAIN;
}

// linux/netfilter_ipv4/ip_tables.h, with the numbers that IPv6 shares.
enum { table_get_info = 64, table_get_entries = 65, table_name_length = 32 };

struct table_info {
  char name[table_name_length];
  uint32_t valid_hooks, hook_entry[5], underflow[5], entries, size;
};

// The entries behind it start on eight bytes, so 40 and not 36.
struct table_entries {
  char name[table_name_length];
  uint32_t size, pad;
};

static long read_table(int fd, int level, const char *table, uint8_t *buffer, size_t capacity) {
  struct table_info info = {0};
  strncpy(info.name, table, table_name_length - 1);
  socklen_t length = sizeof info;
  if (getsockopt(fd, level, table_get_info, &info, &length) != 0) return -errno;
  size_t total = sizeof info + sizeof(struct table_entries) + info.size;
  if (total > capacity) return -EMSGSIZE;
  struct table_entries head = {.size = info.size};
  memcpy(head.name, info.name, table_name_length);
  memcpy(buffer, &info, sizeof info);
  memcpy(buffer + sizeof info, &head, sizeof head);
  length = (socklen_t)(sizeof head + info.size);
  return getsockopt(fd, level, table_get_entries, buffer + sizeof info, &length) != 0 ? -errno : (long)total;
}

long nt_legacy_table_read(int ip_version, const char *table, void *buffer, size_t capacity) {
  int fd = socket(ip_version == 6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  long length = read_table(fd, ip_version == 6 ? IPPROTO_IPV6 : IPPROTO_IP, table, buffer, capacity);
  close(fd);
  return length;
}

void nt_descriptor_close(int fd) { close(fd); }
