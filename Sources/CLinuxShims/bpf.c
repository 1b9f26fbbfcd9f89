#define _GNU_SOURCE
#include "nt_bpf.h"

#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static long bpf(int command, union bpf_attr *attributes) {
  long result = syscall(SYS_bpf, command, attributes, sizeof *attributes);
  return result < 0 ? -errno : result;
}

int nt_bpf_next_id(enum nt_bpf_kind kind, uint32_t start, uint32_t *next) {
  static const int commands[] = {BPF_PROG_GET_NEXT_ID, BPF_LINK_GET_NEXT_ID, BPF_MAP_GET_NEXT_ID};
  union bpf_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.start_id = start;
  long result = bpf(commands[kind], &attributes);
  *next = attributes.next_id;
  return (int)result;
}

long nt_bpf_info(enum nt_bpf_kind kind, uint32_t id, void *buffer, size_t capacity) {
  static const int commands[] = {BPF_PROG_GET_FD_BY_ID, BPF_LINK_GET_FD_BY_ID, BPF_MAP_GET_FD_BY_ID};
  union bpf_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.prog_id = id;
  if (kind == nt_bpf_map) attributes.open_flags = BPF_F_RDONLY;
  long fd = bpf(commands[kind], &attributes);
  if (fd < 0) return fd;
  // The kernel refuses a longer structure than its own unless the rest is zero, and takes zeros as "fill nothing here".
  memset(buffer, 0, capacity);
  memset(&attributes, 0, sizeof attributes);
  attributes.info.bpf_fd = (uint32_t)fd;
  attributes.info.info_len = (uint32_t)capacity;
  attributes.info.info = (uint64_t)(uintptr_t)buffer;
  long result = bpf(BPF_OBJ_GET_INFO_BY_FD, &attributes);
  close((int)fd);
  return result < 0 ? result : (long)attributes.info.info_len;
}
