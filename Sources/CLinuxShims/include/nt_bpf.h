// The read-only part of bpf(2): which programs, links and maps there are. No module is loaded by any of it.
#ifndef NEEDLETAIL_BPF_H
#define NEEDLETAIL_BPF_H
#include <stddef.h>
#include <stdint.h>

/// What is listed.
enum nt_bpf_kind { nt_bpf_program, nt_bpf_link, nt_bpf_map };

/// The first id after `start`. Returns 0, or -errno: -ENOENT after the last.
int nt_bpf_next_id(enum nt_bpf_kind kind, uint32_t start, uint32_t *next);

/// `struct bpf_prog_info`, `bpf_link_info` or `bpf_map_info` as the kernel fills it, without instructions.
/// Returns the bytes filled, or -errno: -ENOENT when it has gone.
long nt_bpf_info(enum nt_bpf_kind kind, uint32_t id, void *buffer, size_t capacity);
#endif
