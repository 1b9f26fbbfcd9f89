"""What variants and plants use to change a host. Runs chrooted inside it."""
import json
import os
import signal
import socket
import stat
import subprocess
import time

from . import kernel

SERVICE_ENV = {"LANG": "C.UTF-8", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
ADDRESS, GATEWAY = "10.20.0.15", "10.20.0.1"


class PlantError(Exception):
    """Something could not be put in place or was not found in place."""


class Guest:
    """One host as seen from inside: its files, its processes, its outside world."""

    def __init__(self, helpers, options=None, world=None, now=None):
        self.helpers, self.options, self.world = helpers, options or {}, world
        self.now = now or time.time()
        self.processes = {}
        self.notes = {}

    # --- accounts -----------------------------------------------------
    def account(self, name):
        """(uid, gid, home) of an account, read from the host's passwd file."""
        for line in self.read("/etc/passwd").splitlines():
            fields = line.split(":")
            if fields[0] == name:
                return int(fields[2]), int(fields[3]), fields[5]
        raise PlantError(f"no account {name}")

    def add_account(self, name, uid, shell="/bin/bash", home=None, password="!", comment=""):
        """Appends an account to passwd, shadow, group and makes its home."""
        home = home or f"/home/{name}"
        self.append("/etc/passwd", f"{name}:x:{uid}:{uid}:{comment}:{home}:{shell}\n")
        self.append("/etc/shadow", f"{name}:{password}:20350:0:99999:7:::\n")
        self.append("/etc/group", f"{name}:x:{uid}:\n")
        if not os.path.exists(home):
            self.directory(home, 0o750, name)

    # --- files --------------------------------------------------------
    def read(self, path):
        """The text of a file, "" if there is none."""
        try:
            with open(path, encoding="utf-8", errors="surrogateescape") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def directory(self, path, mode=0o755, owner=None, age=None):
        """Makes a directory (with parents)."""
        os.makedirs(path, exist_ok=True)
        os.chmod(path, mode)
        self._finish(path, owner, age)

    def write(self, path, content, mode=0o644, owner=None, age=None):
        """Writes a file; `age` in seconds moves its mtime into the past."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        with open(path, "wb") as file:
            file.write(data)
        os.chmod(path, mode)
        self._finish(path, owner, age)

    def append(self, path, text):
        """Appends text to a file."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)

    def copy(self, source, target, mode=None, owner=None, age=None):
        """Copies one file's bytes."""
        with open(source, "rb") as file:
            data = file.read()
        self.write(target, data, stat.S_IMODE(os.stat(source).st_mode) if mode is None else mode,
                   owner, age)

    def link(self, target, path, owner=None):
        """Makes a symbolic link."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(target, path)
        if owner:
            uid, gid, _ = self.account(owner)
            os.lchown(path, uid, gid)

    def program(self, path, trailer, helper="puppet", mode=0o755, owner=None, age=None):
        """Places a helper program; the trailer gives each copy its own digest."""
        self.write(path, self.helpers[helper] + b"\0" + trailer.encode(), mode, owner, age)

    def age(self, path, seconds):
        """Moves a path's access and modification times into the past."""
        os.utime(path, (self.now - seconds, self.now - seconds), follow_symlinks=False)

    def _finish(self, path, owner, age):
        if owner:
            uid, gid, _ = self.account(owner)
            os.lchown(path, uid, gid)
        if age is not None:
            self.age(path, age)

    # --- processes ----------------------------------------------------
    def run(self, *argv, timeout=30, stdin=None, user=None, cwd="/"):
        """Runs a program of the host to its end; returns its output."""
        def become():
            if user:
                uid, gid, _ = self.account(user)
                os.setgroups([gid])
                os.setgid(gid)
                os.setuid(uid)
        done = subprocess.run(argv, env=SERVICE_ENV, input=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=timeout, check=False, cwd=cwd,
                              stdin=None if stdin is not None else subprocess.DEVNULL,
                              preexec_fn=become)
        if done.returncode:
            raise PlantError(f"{argv}: exit {done.returncode}: {done.stdout[-400:]!r}")
        return done.stdout.decode("utf-8", "replace")

    def start(self, name, argv, path=None, user="root", cwd="/", env=None, script=None,
              descriptors=None, unit=None, memfd=None, inside=None):
        """Starts a process that stays, as a child of the host's init.

        script: commands for the helper program, handed over on its standard
        input; returns when it has answered that all are carried out.
        descriptors: {number: descriptor} to place; memfd: run from memory;
        inside: a folder that becomes the root of a container for it.
        """
        uid, gid, home = self.account(user)
        environment = dict(SERVICE_ENV if env is None else env)
        if user != "root" and env is None:
            environment.update(HOME=home, USER=user)
        plan = dict(descriptors or {})
        opened = []
        if script is not None:
            orders, answer = os.pipe(), os.pipe()
            opened += [*orders, *answer]
            plan.update({0: orders[0], 1: answer[1]})
            os.write(orders[1], script.encode() + b"\n")
        report = os.pipe()
        child = os.fork()
        if child == 0:
            self._launch(report, plan, (uid, gid), cwd, environment, path or argv[0], argv,
                         unit, memfd, inside)
        os.close(report[1])
        os.waitpid(child, 0)
        with os.fdopen(report[0], "rb") as pipe:
            text = pipe.read().decode()
        first, _, trouble = text.partition("\n")
        if trouble or not first.isdigit():
            raise PlantError(f"start {name}: {trouble or 'no pid'}")
        pid = int(first)
        if script is not None:
            os.close(orders[0])
            os.close(orders[1])
            os.close(answer[1])
            self._await_answer(name, answer[0])
        self.processes[name] = pid
        return pid

    def _launch(self, report, plan, ids, cwd, environment, path, argv, unit, memfd, inside):
        """The forked half of start(): never returns."""
        try:
            os.setsid()
            signal.alarm(0)
            if unit:
                self._enter_unit(unit)
            if inside:
                kernel.unshare(kernel.CLONE_NEWPID | kernel.CLONE_NEWNS | kernel.CLONE_NEWNET
                               | kernel.CLONE_NEWUTS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWCGROUP)
            pid = os.fork()
            if pid:
                os.write(report[1], f"{pid}\n".encode())
                os._exit(0)
            os.setsid()
            null = os.open("/dev/null", os.O_RDWR)
            moved = {n: os.dup(plan.get(n, null)) for n in {0, 1, 2, *plan}}
            target = path
            if memfd:
                with open(path, "rb") as file:
                    image = file.read()
                target = os.memfd_create(memfd, os.MFD_CLOEXEC)
                os.write(target, image)
            high = 200
            os.dup2(report[1], high, inheritable=False)
            for number, descriptor in moved.items():
                os.dup2(descriptor, number + 300)
            if memfd:
                os.dup2(target, high + 1, inheritable=False)
                target = high + 1
            os.closerange(3, high)
            for number in moved:
                os.dup2(number + 300, number, inheritable=True)
            os.closerange(300, 600)
            if not memfd:
                os.closerange(high + 1, 300)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            os.umask(0o022)
            if inside:
                self._become_container(inside)
            os.setgroups([ids[1]])
            os.setgid(ids[1])
            os.setuid(ids[0])
            os.chdir(cwd)
            os.execve(target, argv, environment)
        except BaseException as error:  # the only way out of a forked child
            try:
                os.write(200 if "high" in locals() else report[1], f"{error}".encode())
            finally:
                os._exit(126)

    def _become_container(self, root):
        """Makes a folder the root of the caller's own namespaces."""
        kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount(root, root, None, kernel.MS_BIND)
        os.chdir(root)
        plain = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
        kernel.mount("proc", "proc", "proc", plain)
        kernel.mount("tmpfs", "dev", "tmpfs", kernel.MS_NOSUID, "size=64k,mode=755")
        os.mknod("dev/null", 0o020666, os.makedev(1, 3))
        kernel.pivot_root(".", "tmp")
        os.chdir("/")
        kernel.unmount("/tmp")
        socket.sethostname(self.read("/etc/hostname").strip())

    def _enter_unit(self, unit):
        """Moves the caller into a control group named like systemd's."""
        folder = f"/sys/fs/cgroup/{unit}"
        try:
            os.makedirs(folder, exist_ok=True)
            with open(f"{folder}/cgroup.procs", "w", encoding="ascii") as file:
                file.write("0")
        except OSError:
            pass  # no cgroup2 on this machine: the host goes without

    def _await_answer(self, name, descriptor):
        """Waits until a helper has said that it is ready."""
        socket_like = os.fdopen(descriptor, "rb", buffering=0)
        deadline, text = time.monotonic() + 10, b""
        os.set_blocking(descriptor, False)
        while time.monotonic() < deadline:
            piece = socket_like.read(200)
            if piece == b"":
                break
            text += piece or b""
            if b"\n" in text:
                break
            time.sleep(0.005)
        socket_like.close()
        if not text.startswith(b"ready"):
            raise PlantError(f"{name}: helper said {text!r}")

    def alive(self, name):
        """True if the named process still runs (its cmdline is never read)."""
        pid = self.processes.get(name)
        if not pid or os.path.exists(f"/proc/{pid}/stat"):
            return bool(pid) and kernel.start_time(pid) is not None
        try:
            os.kill(pid, 0)  # its folder may be covered by a mount
        except ProcessLookupError:
            return False
        return True

    def pids_by_comm(self, comm):
        """The processes with a given comm."""
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit() and self.read_quietly(f"/proc/{entry}/comm").rstrip("\n") == comm:
                found.append(int(entry))
        return sorted(found)

    def read_quietly(self, path):
        """The text of a file, "" if it cannot be read."""
        try:
            return self.read(path)
        except OSError:
            return ""

    def exe(self, name):
        """The exe link of a named process."""
        return os.readlink(f"/proc/{self.processes[name]}/exe")

    def wait_for(self, predicate, what, timeout=60):
        """Polls until a predicate holds."""
        deadline = time.monotonic() + timeout
        while True:
            result = predicate()
            if result:
                return result
            if time.monotonic() > deadline:
                raise PlantError(f"gave up waiting for {what}")
            time.sleep(0.01)

    # --- network ------------------------------------------------------
    def listening(self, port, kind="tcp"):
        """True if something listens on a port (any address family)."""
        wanted = f":{port:04X}"
        for family in (kind, kind + "6"):
            for line in self.read_quietly(f"/proc/net/{family}").splitlines()[1:]:
                fields = line.split()
                if fields[1].endswith(wanted) and (kind == "udp" or fields[3] == "0A"):
                    return True
        return False

    def connected(self, port):
        """True if an established TCP connection to a remote port exists."""
        wanted = f":{port:04X}"
        return any(line.split()[2].endswith(wanted) and line.split()[3] == "01"
                   for line in self.read_quietly("/proc/net/tcp").splitlines()[1:])

    def connect(self, address, port):
        """A TCP connection from the host's own address to the outside."""
        return socket.create_connection((address, port), timeout=5, source_address=(ADDRESS, 0))

    def ask_world(self, **request):
        """Asks the outside world (another network) to do something."""
        self.world.send(json.dumps(request).encode())
        self.world.settimeout(15)
        answer = json.loads(self.world.recv(65536))
        if "error" in answer:
            raise PlantError(f"outside world: {answer['error']}")
        return answer

    def stamp(self, seconds_ago=0, form="%b %e %H:%M:%S"):
        """A log time stamp some seconds ago."""
        return time.strftime(form, time.gmtime(self.now - seconds_ago))
