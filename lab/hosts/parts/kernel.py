"""System calls that Python's standard library does not wrap."""
import ctypes
import ctypes.util
import fcntl
import os
import struct

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS = 0x00020000, 0x02000000, 0x04000000
CLONE_NEWIPC, CLONE_NEWPID, CLONE_NEWNET = 0x08000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE, MS_UNBINDABLE = 0x1000, 0x4000, 1 << 18, 1 << 17
MNT_DETACH = 2

IMMUTABLE_FLAG = 0x10
_FS_IOC_GETFLAGS, _FS_IOC_SETFLAGS = 0x80086601, 0x40086602
_LOOP_CTL_GET_FREE, _LOOP_CONFIGURE = 0x4C82, 0x4C0A
_SYS = {"x86_64": {"pivot_root": 155}, "aarch64": {"pivot_root": 41}}
_SYS_MOVE_MOUNT, _SYS_OPEN_TREE = 429, 428
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_OPEN_TREE_CLONE, _OPEN_TREE_CLOEXEC = 1, os.O_CLOEXEC
_MOVE_MOUNT_F_EMPTY_PATH = 4
_PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result, what):
    """Raises OSError when a C call failed."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def _text(value):
    return None if value is None else os.fsencode(value)


def unshare(flags):
    """Moves the caller into new namespaces."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(descriptor, flags=0):
    """Joins the namespace(s) behind a descriptor."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(flags)), "setns")


def mount(source, target, kind, flags=0, options=None):
    """mount(2)."""
    result = _libc.mount(_text(source), _text(target), _text(kind),
                         ctypes.c_ulong(flags), _text(options))
    _check(result, f"mount {kind or ''} on {target}")


def unmount(target, flags=MNT_DETACH):
    """umount2(2)."""
    _check(_libc.umount2(_text(target), ctypes.c_int(flags)), f"umount {target}")


def pivot_root(new, old):
    """Makes `new` the root of the caller's mount namespace."""
    number = _SYS[os.uname().machine]["pivot_root"]
    _check(_libc.syscall(ctypes.c_long(number), _text(new), _text(old)), "pivot_root")


def clone_tree(path):
    """A detached copy of the mount tree at a path, as a descriptor."""
    flags = _OPEN_TREE_CLONE | _OPEN_TREE_CLOEXEC | _AT_RECURSIVE
    return _check(_libc.syscall(ctypes.c_long(_SYS_OPEN_TREE), ctypes.c_int(_AT_FDCWD),
                                _text(path), ctypes.c_uint(flags)), f"open_tree {path}")


def attach_tree(descriptor, target):
    """Attaches a detached mount tree."""
    _check(_libc.syscall(ctypes.c_long(_SYS_MOVE_MOUNT), ctypes.c_int(descriptor), b"",
                         ctypes.c_int(_AT_FDCWD), _text(target),
                         ctypes.c_uint(_MOVE_MOUNT_F_EMPTY_PATH)), f"move_mount {target}")


def die_with_parent(signal_number=9):
    """Lets the kernel end the caller when its parent ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal_number), 0, 0, 0)


def set_immutable(path, on=True):
    """Sets or clears the immutable flag (chattr +i)."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        flags = file_flags(descriptor)
        flags = flags | IMMUTABLE_FLAG if on else flags & ~IMMUTABLE_FLAG
        fcntl.ioctl(descriptor, _FS_IOC_SETFLAGS, struct.pack("i", flags))
    finally:
        os.close(descriptor)


def file_flags(descriptor):
    """The inode flags behind an open descriptor."""
    return struct.unpack("i", fcntl.ioctl(descriptor, _FS_IOC_GETFLAGS, b"\0" * 4))[0]


def is_immutable(path):
    """True if the path carries the immutable flag."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return bool(file_flags(descriptor) & IMMUTABLE_FLAG)
    finally:
        os.close(descriptor)


def attach_loop(image, read_only=False):
    """Binds a loop device to an image; it frees itself at the last unmount.

    Returns the device's path and a descriptor that must stay open until the
    device has been mounted.
    """
    backing = os.open(image, os.O_RDONLY if read_only else os.O_RDWR)
    flags = 4 | (1 if read_only else 0)
    info = struct.pack("=5Q4I64s64s32s2Q", 0, 0, 0, 0, 0, 0, 0, 0, flags,
                       b"disk", b"", b"", 0, 0)
    request = struct.pack("=II", backing, 0) + info + b"\0" * 64
    try:
        with open("/dev/loop-control", "rb", buffering=0) as control:
            for _ in range(32):
                path = f"/dev/loop{fcntl.ioctl(control, _LOOP_CTL_GET_FREE)}"
                device = os.open(path, os.O_RDWR | os.O_CLOEXEC)
                try:
                    fcntl.ioctl(device, _LOOP_CONFIGURE, request)
                    return path, device
                except OSError:
                    os.close(device)
        raise OSError("no free loop device")
    finally:
        os.close(backing)


def start_time(pid):
    """The start time of a process in clock ticks since boot, or None."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])
