// Netlink sockets, network namespaces and legacy packet-filter tables. Nothing here decides whether asking is safe: a
// netlink protocol or a table name may make the kernel load a module, so callers prove presence first.
#ifndef NEEDLETAIL_NETLINK_H
#define NEEDLETAIL_NETLINK_H
#include <stddef.h>
#include <stdint.h>

/// The thread is stuck in another network namespace: nothing it reads from now on is about its own.
static const int NT_NAMESPACE_LOST = -100000;

/// Opens the namespace file of a process. `proc_directory` is a descriptor of a procfs, or -1 for /proc.
/// Returns a descriptor or -errno.
int nt_network_namespace_open(int proc_directory, int pid);

/// Opens a netlink socket that waits at most `timeout_milliseconds` for an answer, in the network namespace behind
/// `namespace_fd`, or in the thread's own one if that is -1. The thread is back in its own namespace on return.
/// Returns a descriptor, -errno, or NT_NAMESPACE_LOST.
int nt_netlink_open(int protocol, int namespace_fd, int timeout_milliseconds);

/// Sends one request. Returns 0 or -errno.
int nt_netlink_send(int fd, uint16_t type, uint16_t flags, uint32_t sequence, const void *payload, size_t length);

/// Receives one datagram of the kernel; datagrams of processes are dropped.
/// Returns its length, or -errno: -EAGAIN when the time is over, -EMSGSIZE when it is longer than `capacity`.
long nt_netlink_receive(int fd, void *buffer, size_t capacity);

/// Reads one legacy iptables table: `struct ipt_getinfo` (84 bytes) and `struct ipt_get_entries`, one behind the other;
/// `ip_version` is 4 or 6. A name that is not loaded makes the kernel load it.
/// Returns the bytes written, or -errno: -EMSGSIZE when `capacity` is too small.
long nt_legacy_table_read(int ip_version, const char *table, void *buffer, size_t capacity);

/// Closes a descriptor.
void nt_descriptor_close(int fd);
#endif
