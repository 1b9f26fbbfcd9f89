// File and mount system calls that the Glibc module does not give to Swift. Every function returns -errno on failure.
#ifndef NEEDLETAIL_FILES_H
#define NEEDLETAIL_FILES_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// statx(2), flattened. Times in nanoseconds since the epoch; INT64_MIN where the file system has none.
typedef struct {
  uint32_t mode, uid, gid, nlink;
  uint64_t inode, size, attributes, mount_id;
  uint32_t device_major, device_minor, rdev_major, rdev_minor;
  int64_t accessed, modified, changed, born;
} nt_status;

enum {
  NT_ATTR_COMPRESSED = 0x4,
  NT_ATTR_IMMUTABLE = 0x10,
  NT_ATTR_APPEND = 0x20,
  NT_ATTR_NODUMP = 0x40,
  NT_ATTR_ENCRYPTED = 0x800,
  NT_ATTR_MOUNT_ROOT = 0x2000,
  NT_ATTR_VERITY = 0x100000,
};

/// A detached copy of the mount tree at `path`, read-only, no-atime, nodev (Linux 5.12): a directory descriptor (O_PATH).
/// The host's own mounts are not changed.
int nt_open_tree_clone(const char *path, int recursive);
/// A new procfs of the caller's pid namespace, mounted nowhere (Linux 5.2): a directory descriptor.
int nt_open_fresh_procfs(void);
/// A private mount namespace for this process alone; nothing it changes is seen outside.
int nt_private_mount_namespace(void);
/// In a private mount namespace: makes one mount no-atime, nodev, and read-only if asked.
int nt_remount_quiet(const char *path, int is_read_only);
/// openat2(2) below `root` (RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS). `path_only`: O_PATH. Otherwise O_RDONLY|O_NONBLOCK|O_NOCTTY.
/// `follow`: 0 refuses links at the end (O_NOFOLLOW), 1 follows. `noatime` adds O_NOATIME. Falls back to openat on old kernels.
int nt_open_below(int root, const char *path, int path_only, int follow, int noatime);
/// As `nt_open_below`, of a directory: anything else is refused without being opened (a FIFO would see a reader).
int nt_open_directory_below(int root, const char *path, int follow, int noatime);
/// openat(2) of one component, O_NOFOLLOW; directory or file as asked.
int nt_open_component(int directory, const char *name, int is_directory, int noatime);
/// Plain openat(2) with O_RDONLY|O_NONBLOCK|O_NOCTTY|O_CLOEXEC, following links (for /proc magic links); O_NOATIME tried first.
int nt_open_magic(int directory, const char *path, int path_only);
/// statx(2), links not followed unless `follow`; an empty path means the descriptor itself.
int nt_statx(int directory, const char *path, int follow, nt_status *status);
/// getdents64(2).
ssize_t nt_getdents(int directory, void *buffer, size_t size);
ssize_t nt_readlinkat(int directory, const char *path, char *buffer, size_t size);
ssize_t nt_pread(int file, void *buffer, size_t size, int64_t offset);
/// llistxattr(2) and lgetxattr(2) of a name in the current directory (see nt_fchdir).
ssize_t nt_llistxattr(const char *name, char *buffer, size_t size);
ssize_t nt_lgetxattr(const char *name, const char *attribute, void *buffer, size_t size);
int nt_fchdir(int directory);
/// posix_fadvise(POSIX_FADV_DONTNEED) for what was read only to be hashed, and POSIX_FADV_SEQUENTIAL before.
void nt_advise(int file, int sequential);
/// f_type of statfs(2), such as 0xEF53; 0 if unknown.
uint64_t nt_fs_magic(int descriptor);
#endif
