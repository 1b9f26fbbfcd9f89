#define _GNU_SOURCE
#include "nt_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const void *nt_find(const void *bytes, size_t count, const void *pattern, size_t pattern_count) {
  return memmem(bytes, count, pattern, pattern_count);
}

size_t nt_zero_pages(const void *bytes, size_t count) {
  const char *page = bytes;
  size_t zero = 0;
  // A page that equals itself shifted by a byte has one value throughout.
  for (; count >= 4096; count -= 4096, page += 4096)
    zero += page[0] == 0 && page[4095] == 0 && memcmp(page, page + 1, 4095) == 0;
  return zero;
}

int nt_rename_new(const char *name, const char *new_name) {
  if (renameat2(AT_FDCWD, name, AT_FDCWD, new_name, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -errno;
  if (link(name, new_name) == 0) return unlink(name) == 0 ? 0 : -errno;
  if (errno == EEXIST) return -EEXIST;
  struct stat status;
  if (lstat(new_name, &status) == 0) return -EEXIST;
  return rename(name, new_name) == 0 ? 0 : -errno;
}
