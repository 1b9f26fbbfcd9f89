"""Makes a host hostile; runs inside it. argv: how many names the large folder gets."""
import ctypes
import os
import socket
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)
MS_NOSUID = 2
SPECIAL = ["/etc/cron.d/pipe", "/etc/profile.d/zz-pipe.sh", "/root/.bash_history", "/etc/systemd/system/pipe.service",
           "/etc/cron.d/socket", "/etc/ld.so.conf.d/zero.conf", "/etc/sudoers.d/zero"]


def mount(source, target, kind, data):
    if libc.mount(source.encode(), target.encode(), kind.encode(), MS_NOSUID, data.encode()):
        raise OSError(ctypes.get_errno(), f"mount {target}")


def daemon(work):
    """Runs `work` in a process that outlives this one; returns when it says that it is ready."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.close(reading)
        null = os.open("/dev/null", os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        try:
            work(lambda: (os.write(writing, b"r"), os.close(writing)))
        finally:
            os._exit(1)
    os.close(writing)
    if os.read(reading, 1) != b"r":
        raise SystemExit("a daemon did not start")
    os.close(reading)


def for_ever():
    while True:
        libc.pause()


def replace(path):
    if os.path.lexists(path):
        os.unlink(path)


def special_files():
    for path in SPECIAL:
        replace(path)
        if "pipe" in path or "history" in path:
            os.mkfifo(path, 0o644)
        elif "socket" in path:
            server = socket.socket(socket.AF_UNIX)
            server.bind(path)
        else:
            os.mknod(path, 0o020644, os.makedev(1, 5))


def watch_opens(ready):
    """Writes down each open of a special file (an O_PATH look is none)."""
    inotify = libc.inotify_init1(0)
    names = {libc.inotify_add_watch(inotify, path.encode(), 0x20): path for path in SPECIAL}
    if -1 in names:
        raise SystemExit("inotify")
    out = os.open("/run/opened", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    ready()
    while True:
        events = os.read(inotify, 65536)
        while events:
            watch, mask, _, length = struct.unpack_from("iIII", events)
            os.write(out, f"{names[watch]} {mask:x}\n".encode())
            events = events[16 + length:]


def hung_mounts():
    """FUSE file systems whose server never reads a request."""
    for path in ("/srv/hung", "/home/deploy/.ssh", "/etc/cron.d/hung"):
        os.makedirs(path, exist_ok=True)

    def hold(ready):
        for path in ("/srv/hung", "/home/deploy/.ssh", "/etc/cron.d/hung"):
            device = os.open("/dev/fuse", os.O_RDWR)
            mount("hung", path, "fuse", f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other")
        ready()
        for_ever()
    daemon(hold)


def many_names(count):
    os.makedirs("/srv/many")
    mount("many", "/srv/many", "tmpfs", "nr_inodes=0,size=64m")
    folder = os.open("/srv/many", os.O_RDONLY)
    for number in range(count):
        os.close(os.open(f"name-{number}", os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=folder))


def odd_names():
    os.makedirs("/srv/names")
    for name in (b"new\nline", b"bad\xff\xfeutf8", b"\x1b[2Jclear", b"...", b".. ", b"..\n", b"\\x41", b"x" * 255, b"\xe2\x80\xaertl", b"\x7f\x01"):
        os.close(os.open(b"/srv/names/" + name, os.O_CREAT | os.O_WRONLY))


def deep_folders():
    os.makedirs("/srv/deep")
    os.chdir("/srv/deep")
    for _ in range(1000):
        os.mkdir("d")
        os.chdir("d")
    os.chdir("/")


def loops():
    os.symlink("loop", "/etc/cron.d/loop")
    os.symlink("/srv/loop-b", "/srv/loop-a")
    os.symlink("/srv/loop-a", "/srv/loop-b")
    os.makedirs("/srv/up")
    os.symlink("..", "/srv/up/again")


def growing(ready):
    """A log that grows as long as it may, and an entry that comes and goes."""
    out = os.open("/var/log/auth.log", os.O_WRONLY | os.O_APPEND)
    ready()
    for _ in range(400000):
        os.write(out, b"Nov 24 10:00:00 ip-10-20-0-15 sshd[7]: Connection closed by 10.20.0.9 port 40022\n")
        with open("/etc/cron.d/vanishing", "w", encoding="ascii") as file:
            file.write("# nothing\n")
        os.unlink("/etc/cron.d/vanishing")
        libc.poll(None, 0, 1)
    for_ever()


def renamed(ready):
    libc.prctl(15, b"\x1b[2J\x1b]0;x\x07", 0, 0, 0)
    ready()
    for_ever()


def many_descriptors(ready):
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    libc.prctl(15, b"manyfiles", 0, 0, 0)
    for _ in range(2000):
        os.open("/dev/null", os.O_RDONLY)
    ready()
    for_ever()


def deleted_log(ready):
    out = os.open("/var/log/wiped.log", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o640)
    os.write(out, b"".join(b"line %d of a log that was wiped\n" % number for number in range(5000)))
    os.unlink("/var/log/wiped.log")
    libc.prctl(15, b"wiped", 0, 0, 0)
    ready()
    for_ever()


special_files()
daemon(watch_opens)
odd_names()
deep_folders()
loops()
for work in (growing, renamed, many_descriptors, deleted_log):
    daemon(work)
many_names(int(sys.argv[1]))
hung_mounts()
