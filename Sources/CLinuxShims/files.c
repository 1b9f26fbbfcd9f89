#define _GNU_SOURCE
#include "nt_files.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE 1
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif

static int result(long value) { return value < 0 ? -errno : (int)value; }

int nt_open_tree_clone(const char *path, int recursive) {
  unsigned flags = OPEN_TREE_CLONE | O_CLOEXEC | AT_SYMLINK_NOFOLLOW | (recursive ? AT_RECURSIVE : 0);
  long tree = syscall(SYS_open_tree, AT_FDCWD, path, flags);
  if (tree < 0) return -errno;
  struct mount_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOATIME | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC;
  attributes.attr_clr = MOUNT_ATTR__ATIME;
  unsigned at = AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0);
  if (syscall(SYS_mount_setattr, (int)tree, "", at, &attributes, sizeof attributes) < 0) {
    int error = errno;
    close((int)tree);
    return -error;
  }
  return (int)tree;
}

int nt_open_fresh_procfs(void) {
  long context = syscall(SYS_fsopen, "proc", FSOPEN_CLOEXEC);
  if (context < 0) return -errno;
  long done = syscall(SYS_fsconfig, (int)context, FSCONFIG_CMD_CREATE, NULL, NULL, 0);
  long mount = done < 0 ? done
                        : syscall(SYS_fsmount, (int)context, FSMOUNT_CLOEXEC,
                                  MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOATIME | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV |
                                      MOUNT_ATTR_NOEXEC);
  int error = errno;
  close((int)context);
  return mount < 0 ? -error : (int)mount;
}

int nt_private_mount_namespace(void) {
  if (unshare(CLONE_NEWNS) < 0) return -errno;
  return result(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
}

int nt_remount_quiet(const char *path, int is_read_only) {
  unsigned long flags = MS_REMOUNT | MS_BIND | MS_NOATIME | MS_NODEV | MS_NOSUID | (is_read_only ? MS_RDONLY : 0);
  return result(mount(NULL, path, NULL, flags, NULL));
}

static int open_below(int root, const char *path, int flags, int noatime) {
  while (*path == '/') path++;
  if (*path == 0) path = ".";
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)(unsigned)flags;
  how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
  long file;
  // A rename or mount anywhere during a walk through ".." gives EAGAIN (openat2(2)); it is tried again, not for ever.
  for (int tries = 0; tries < 128; tries++) {
    file = syscall(SYS_openat2, root, path, &how, sizeof how);
    if (file >= 0 || errno != EAGAIN) break;
  }
  if (file < 0 && errno == EPERM && noatime) {
    how.flags &= ~(uint64_t)O_NOATIME;
    file = syscall(SYS_openat2, root, path, &how, sizeof how);
  }
  if (file < 0 && errno == ENOSYS) file = openat(root, path, flags);
  return result(file);
}

int nt_open_below(int root, const char *path, int path_only, int follow, int noatime) {
  int how = path_only ? O_PATH : O_RDONLY | O_NONBLOCK | O_NOCTTY | (noatime ? O_NOATIME : 0);
  return open_below(root, path, O_CLOEXEC | how | (follow ? 0 : O_NOFOLLOW), noatime);
}

int nt_open_directory_below(int root, const char *path, int follow, int noatime) {
  int flags = O_CLOEXEC | O_RDONLY | O_DIRECTORY | (noatime ? O_NOATIME : 0) | (follow ? 0 : O_NOFOLLOW);
  return open_below(root, path, flags, noatime);
}

int nt_open_component(int directory, const char *name, int is_directory, int noatime) {
  int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | (is_directory ? O_DIRECTORY : 0);
  int file = openat(directory, name, flags | (noatime ? O_NOATIME : 0));
  if (file < 0 && errno == EPERM && noatime) file = openat(directory, name, flags);
  return result(file);
}

int nt_open_magic(int directory, const char *path, int path_only) {
  if (path_only) return result(openat(directory, path, O_PATH | O_CLOEXEC));
  int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  int file = openat(directory, path, flags | O_NOATIME);
  if (file < 0 && errno == EPERM) file = openat(directory, path, flags);
  return result(file);
}

static int64_t nanoseconds(struct statx_timestamp time) {
  int64_t value;
  if (__builtin_mul_overflow(time.tv_sec, (int64_t)1000000000, &value)) return time.tv_sec < 0 ? INT64_MIN + 1 : INT64_MAX;
  if (__builtin_add_overflow(value, (int64_t)time.tv_nsec, &value)) return INT64_MAX;
  return value;
}

int nt_statx(int directory, const char *path, int follow, nt_status *status) {
  struct statx raw;
  int flags = AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT | (follow ? 0 : AT_SYMLINK_NOFOLLOW) | (*path ? 0 : AT_EMPTY_PATH);
  if (statx(directory, path, flags, STATX_BASIC_STATS | STATX_BTIME | 0x1000 /* STATX_MNT_ID */, &raw) < 0) return -errno;
  status->mode = raw.stx_mode;
  status->uid = raw.stx_uid;
  status->gid = raw.stx_gid;
  status->nlink = raw.stx_nlink;
  status->inode = raw.stx_ino;
  status->size = raw.stx_size;
  status->attributes = raw.stx_attributes & raw.stx_attributes_mask;
  status->mount_id = raw.stx_mask & 0x1000 ? raw.stx_mnt_id : 0;
  status->device_major = raw.stx_dev_major;
  status->device_minor = raw.stx_dev_minor;
  status->rdev_major = raw.stx_rdev_major;
  status->rdev_minor = raw.stx_rdev_minor;
  status->accessed = nanoseconds(raw.stx_atime);
  status->modified = nanoseconds(raw.stx_mtime);
  status->changed = nanoseconds(raw.stx_ctime);
  status->born = raw.stx_mask & STATX_BTIME ? nanoseconds(raw.stx_btime) : INT64_MIN;
  return 0;
}

ssize_t nt_getdents(int directory, void *buffer, size_t size) {
  long count = syscall(SYS_getdents64, directory, buffer, size);
  return count < 0 ? -errno : count;
}

ssize_t nt_readlinkat(int directory, const char *path, char *buffer, size_t size) {
  ssize_t count = readlinkat(directory, path, buffer, size);
  return count < 0 ? -errno : count;
}

ssize_t nt_pread(int file, void *buffer, size_t size, int64_t offset) {
  ssize_t count;
  do count = offset < 0 ? read(file, buffer, size) : pread(file, buffer, size, offset);
  while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}

ssize_t nt_llistxattr(const char *name, char *buffer, size_t size) {
  ssize_t count = llistxattr(name, buffer, size);
  return count < 0 ? -errno : count;
}

ssize_t nt_lgetxattr(const char *name, const char *attribute, void *buffer, size_t size) {
  ssize_t count = lgetxattr(name, attribute, buffer, size);
  return count < 0 ? -errno : count;
}

int nt_fchdir(int directory) { return result(fchdir(directory)); }

void nt_advise(int file, int sequential) { posix_fadvise(file, 0, 0, sequential ? POSIX_FADV_SEQUENTIAL : POSIX_FADV_DONTNEED); }

uint64_t nt_fs_magic(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) < 0 ? 0 : (uint64_t)status.f_type;
}
