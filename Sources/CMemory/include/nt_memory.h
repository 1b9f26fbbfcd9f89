// Searching memory, and naming files without replacing one, which the Glibc module does not give to Swift.
#ifndef NEEDLETAIL_MEMORY_H
#define NEEDLETAIL_MEMORY_H
#include <stddef.h>

/// memmem(3): where `pattern` first stands in `bytes`, or NULL.
const void *nt_find(const void *bytes, size_t count, const void *pattern, size_t pattern_count);
/// How many of the whole 4 KiB pages at the start of `bytes` are zero throughout.
size_t nt_zero_pages(const void *bytes, size_t count);
/// Renames a file; -EEXIST if the new name is taken, -errno otherwise. File systems that cannot do it in one step get
/// link(2) and unlink(2), and those that cannot do that either a look before the rename.
int nt_rename_new(const char *name, const char *new_name);
#endif
