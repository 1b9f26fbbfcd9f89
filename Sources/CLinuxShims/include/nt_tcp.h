// A TCP client for numeric addresses: no resolver, so no configuration and no library of the host.
#ifndef NEEDLETAIL_TCP_H
#define NEEDLETAIL_TCP_H
#include <stddef.h>
#include <stdint.h>

/// Connects to an IPv4 (`length` 4) or IPv6 (16) address in network order within the time, which then also holds for every
/// send and receive. Returns a descriptor or -errno: -ETIMEDOUT, -ECONNREFUSED, ….
int nt_tcp_connect(const uint8_t *address, size_t length, uint16_t port, int timeout_milliseconds);

/// Sends all of it. Returns 0 or -errno.
int nt_tcp_send(int fd, const void *bytes, size_t length);

/// Returns the bytes received, 0 at the end, or -errno: -EAGAIN when the time is over.
long nt_tcp_receive(int fd, void *buffer, size_t capacity);

/// Monotonic milliseconds, for deadlines.
int64_t nt_milliseconds(void);
#endif
