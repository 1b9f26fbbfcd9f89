"""Starting, entering and ending a host."""
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import traceback
import zlib

from . import base, catalogue, kernel, world
from .guest import ADDRESS, GATEWAY, Guest

ALL_SPACES = (kernel.CLONE_NEWNS | kernel.CLONE_NEWUTS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWNET
              | kernel.CLONE_NEWPID)
SPACE_FILES = ("cgroup", "ipc", "uts", "net", "pid", "mnt")
DEVICES = (("null", 1, 3, 0o666), ("zero", 1, 5, 0o666), ("full", 1, 7, 0o666), ("random", 1, 8, 0o666),
           ("urandom", 1, 9, 0o666), ("tty", 5, 0, 0o666), ("fuse", 10, 229, 0o666))
UP_LIMIT = 120


class HostError(Exception):
    """A host could not be started, entered or ended."""


# --- up ---------------------------------------------------------------
def up(variant, folder, options):
    """Boots a host; returns its state."""
    began = time.time()
    image = base.ensure()
    folder = os.path.realpath(folder)
    if os.path.exists(f"{folder}/state.json"):
        raise HostError(f"{folder} already holds a host; end it with: host down {folder}")
    os.makedirs(f"{folder}/root", exist_ok=True)
    subprocess.run(["cp", "--sparse=always", image, f"{folder}/disk.ext4"], check=True, timeout=120)
    state = {"variant": variant, "folder": folder, "processes": {}}
    outside = None
    try:
        init = _boot(folder)
        state.update(init=init, init_start=kernel.start_time(init), root=f"/proc/{init}/root")
        _write_json(f"{folder}/state.json", state)
        control, outside, outside_pid = _start_world(folder, init, image)
        state.update(world=outside_pid, world_start=kernel.start_time(outside_pid))
        _write_json(f"{folder}/state.json", state)
        answer = _inside(init, lambda: _apply(variant, options, control), UP_LIMIT)
        state.update(processes=answer["processes"], notes=answer["notes"], options=options,
                     seconds=round(time.time() - began, 2))
        _write_json(f"{folder}/state.json", state)
        _write_truth(folder, variant, answer)
        return state
    except BaseException:
        if os.path.exists(f"{folder}/state.json"):
            down(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        if outside:
            outside.close()


def _write_json(path, value):
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)
    os.replace(f"{path}.new", path)


def _write_truth(folder, variant, answer):
    """The truth with this boot's process ids."""
    with open(f"{folder}/truth.jsonl", "w", encoding="utf-8") as file:
        for unit in catalogue.units(variant):
            record = unit.truth()
            names = record["where"].get("process", [])
            pids = [answer["processes"][n] for n in ([names] if isinstance(names, str) else names)
                    if n in answer["processes"]]
            if pids:
                record["where"]["pids"] = pids
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _boot(folder):
    """Makes the namespaces and the first process; returns its id outside."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.setsid()
            os.chdir(folder)
            _join_control_group(_group_name(folder))
            kernel.unshare(ALL_SPACES | kernel.CLONE_NEWCGROUP)
            kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
            device, handle = kernel.attach_loop("disk.ext4")
            kernel.mount(device, "root", "ext4")
            os.close(handle)
            init = os.fork()
            if init == 0:
                _become_init(writing)
            os.write(writing, f"{init}\n".encode())
            os._exit(0)
        except BaseException as error:  # the only way out of a forked child
            os.write(writing, f"\n{error}".encode())
            os._exit(1)
    os.close(writing)
    os.waitpid(child, 0)
    text = b""
    while select.select([reading], [], [], 30)[0]:
        piece = os.read(reading, 4096)
        if not piece:
            break
        text += piece
    os.close(reading)
    pid, _, trouble = text.decode().partition("\n")
    if trouble or not pid:
        raise HostError(f"boot: {trouble or 'no answer'}")
    return int(pid)


def _control_groups():
    """The machine's cgroup2 mount, or None."""
    with open("/proc/self/mounts", encoding="utf-8") as file:
        for line in file:
            fields = line.split()
            if fields[2] == "cgroup2":
                return fields[1]
    return None


def _group_name(folder):
    """One control group per host's folder."""
    return f"needletail-{os.path.basename(folder)}-{zlib.crc32(folder.encode()):08x}"


def _join_control_group(name):
    """Puts the caller into a control group of its own, where cgroup2 can be had."""
    try:
        top = _control_groups()
        if not top:
            kernel.unshare(kernel.CLONE_NEWNS)
            kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
            kernel.mount("cgroup2", "/mnt", "cgroup2")
            top = "/mnt"
        path = f"{top}/{name}"
        os.makedirs(path, exist_ok=True)
        with open(f"{path}/cgroup.procs", "w", encoding="ascii") as file:
            file.write("0")
        if top == "/mnt":
            kernel.unmount("/mnt")
    except OSError:
        pass  # the host shares the machine's group


def _become_init(report):
    """Inside the new namespaces: mounts, names, then the init program. Never returns."""
    try:
        os.chdir("root")
        _mounts()
        kernel.pivot_root(".", "mnt")
        os.chdir("/")
        kernel.unmount("/mnt")
        with open("/etc/hostname", encoding="ascii") as file:
            socket.sethostname(file.read().strip())
        null = os.open("/dev/null", os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        os.dup2(report, 3)
        os.set_inheritable(3, False)
        os.closerange(4, 4096)
        report = 3
        os.umask(0o022)
        os.execve("/usr/bin/tini", ["/usr/bin/tini", "--", "/usr/bin/sleep", "infinity"],
                  {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/", "TERM": "linux"})
    except BaseException as error:  # the only way out of a forked child
        os.write(report, f"\n{error}".encode())
        os._exit(1)


def _mounts():
    """The pseudo file systems of a booted host, below the current directory."""
    plain = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("proc", "proc", "proc", plain)
    kernel.mount("sysfs", "sys", "sysfs", plain | kernel.MS_RDONLY)
    kernel.mount("udev", "dev", "tmpfs", kernel.MS_NOSUID, "size=4m,mode=755")
    for name, major, minor, mode in DEVICES:
        os.mknod(f"dev/{name}", 0o020000 | mode, os.makedev(major, minor))
        os.chmod(f"dev/{name}", mode)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"),
                         ("stderr", "/proc/self/fd/2"), ("ptmx", "pts/ptmx")):
        os.symlink(target, f"dev/{name}")
    os.mkdir("dev/pts")
    os.mkdir("dev/shm")
    kernel.mount("devpts", "dev/pts", "devpts", kernel.MS_NOSUID | kernel.MS_NOEXEC,
                 "newinstance,gid=5,mode=620,ptmxmode=666")
    kernel.mount("tmpfs", "dev/shm", "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=256m")
    kernel.mount("tmpfs", "run", "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=64m,mode=755")
    os.mkdir("run/lock", 0o1777)
    os.chmod("run/lock", 0o1777)
    try:
        kernel.mount("cgroup2", "sys/fs/cgroup", "cgroup2", plain)
    except OSError:
        pass


# --- the outside world ------------------------------------------------
def _start_world(folder, init, image):
    """The network around the host, in namespaces of its own."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    reading, writing = os.pipe()
    first = os.fork()
    if first == 0:
        os.setsid()
        pid = os.fork()
        if pid:
            os.write(writing, f"{pid}".encode())
            os._exit(0)
        try:
            here.close()
            os.close(reading)
            os.close(writing)
            null = os.open("/dev/null", os.O_RDWR)
            log = os.open(f"{folder}/world.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            for number, target in ((0, null), (1, log), (2, log)):
                os.dup2(target, number)
            world.live(init, there, image, base.folder())
        except BaseException:
            traceback.print_exc()
            there.send(json.dumps({"error": traceback.format_exc()[-800:]}).encode())
        finally:
            os._exit(0)
    there.close()
    os.close(writing)
    os.waitpid(first, 0)
    pid = int(os.read(reading, 100))
    os.close(reading)
    here.settimeout(30)
    answer = json.loads(here.recv(65536) or b"{}")
    if "ready" not in answer:
        raise HostError(f"outside world: {answer}")
    return here, here, pid


# --- inside -----------------------------------------------------------
def _join(init, spaces=SPACE_FILES):
    """Moves the caller into a host's namespaces (pid: for its children)."""
    descriptors = []
    for name in spaces:
        try:
            descriptors.append(os.open(f"/proc/{init}/ns/{name}", os.O_RDONLY | os.O_CLOEXEC))
        except FileNotFoundError:
            pass
    for descriptor in descriptors:
        kernel.setns(descriptor)
        os.close(descriptor)
    os.chdir("/")


def _enter_cgroup(init):
    """Moves the caller into the init's control group, so that paths look native."""
    top = _control_groups()
    if not top:
        return
    try:
        with open(f"/proc/{init}/cgroup", encoding="ascii") as file:
            path = [line.rstrip("\n").partition("::")[2] for line in file if line.startswith("0::")][0]
        with open(f"{top}{path}/cgroup.procs", "w", encoding="ascii") as file:
            file.write("0")
    except (OSError, IndexError):
        pass


def _inside(init, work, limit):
    """Runs `work` in a process inside the host; returns what it returned."""
    reading, writing = os.pipe()
    outer = os.fork()
    if outer == 0:
        try:
            os.setsid()
            os.close(reading)
            _enter_cgroup(init)
            _join(init)
            inner = os.fork()
            if inner:
                os.close(writing)
                os._exit(0 if os.waitpid(inner, 0)[1] == 0 else 1)
            kernel.die_with_parent()
            result = work()
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                json.dump(result, pipe)
            os._exit(0)
        except BaseException as error:  # the only way out of a forked child
            trouble = f"{error}\n{traceback.format_exc()}"
            os.write(writing, json.dumps({"error": trouble}).encode())
            os._exit(1)
    os.close(writing)
    text = b""
    deadline = time.monotonic() + limit
    try:
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([reading], [], [], left)[0]:
                raise HostError(f"gave up after {limit} s")
            piece = os.read(reading, 65536)
            if not piece:
                break
            text += piece
    finally:
        os.close(reading)
        if kernel.start_time(outer) is not None and not text:
            os.kill(outer, signal.SIGKILL)
        os.waitpid(outer, 0)
    answer = json.loads(text or b'{"error": "no answer"}')
    if "error" in answer:
        raise HostError(answer["error"])
    return answer


def _apply(variant, options, control):
    """Inside: brings the variant to life."""
    guest = Guest(HELPERS or base.helpers(), options, control)
    catalogue.bring_to_life(variant, guest)
    return {"processes": guest.processes, "notes": guest.notes}


HELPERS = {}


def prepare():
    """Loads what is needed inside before the root changes."""
    HELPERS.update(base.helpers())
    "x".encode("idna")
    "x".encode("ascii", "surrogateescape")
    socket.getaddrinfo("127.0.0.1", 80)


# --- run, check, down -------------------------------------------------
def load(folder):
    """The state of a running host."""
    try:
        with open(f"{folder}/state.json", encoding="utf-8") as file:
            state = json.load(file)
    except FileNotFoundError:
        raise HostError(f"no host in {folder}") from None
    return state


def _living_init(state):
    if kernel.start_time(state["init"]) != state["init_start"]:
        raise HostError("the host's init no longer runs")
    return state["init"]


def run(folder, binds, command):
    """Runs a command inside; returns its exit code."""
    init = _living_init(load(folder))
    trees = [(kernel.clone_tree(outside), inside) for outside, inside in binds]
    outer = os.fork()
    if outer == 0:
        try:
            kernel.die_with_parent()
            _enter_cgroup(init)
            _join(init)
            if trees:
                kernel.unshare(kernel.CLONE_NEWNS)
                kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
                for tree, inside in trees:
                    _bind(tree, inside)
            inner = os.fork()
            if inner == 0:
                kernel.die_with_parent()
                environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                               "HOME": "/root", "LANG": "C.UTF-8", "TERM": os.environ.get("TERM", "dumb")}
                os.execvpe(command[0], command, environment)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, lambda got, _: os.kill(inner, got))
            os._exit(_exit_code(os.waitpid(inner, 0)[1]))
        except FileNotFoundError as error:
            print(f"host: {error}", file=sys.stderr)
            os._exit(127)
        except BaseException as error:  # the only way out of a forked child
            print(f"host: {error}", file=sys.stderr)
            os._exit(126)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda got, _: os.kill(outer, got))
    return _exit_code(os.waitpid(outer, 0)[1])


def _exit_code(status):
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _bind(tree, inside):
    """Attaches an outside tree; makes the mount point if there is none."""
    if not os.path.lexists(inside):
        if _is_folder(tree):
            os.makedirs(inside, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(inside), exist_ok=True)
            os.close(os.open(inside, os.O_CREAT | os.O_WRONLY, 0o755))
    kernel.attach_tree(tree, inside)


def _is_folder(descriptor):
    return (os.fstat(descriptor).st_mode & 0o170000) == 0o040000


def inside(folder, work, limit=60):
    """Runs `work(guest)` inside a running host; returns what it returned."""
    state = load(folder)
    init = _living_init(state)

    def carry_out():
        guest = Guest(HELPERS, state.get("options"))
        guest.processes, guest.notes = state["processes"], state.get("notes", {})
        return work(guest)
    return _inside(init, carry_out, limit)


def check(folder):
    """Verifies every unit of a host's variant from a process that runs nothing of the host."""
    state = load(folder)
    init = _living_init(state)

    def work():
        guest = Guest({}, state.get("options"))
        guest.processes, guest.notes = state["processes"], state.get("notes", {})
        return {"results": [(unit.id, unit.kind, unit.title, unit.verify(guest))
                            for unit in catalogue.units(state["variant"])]}
    return _inside(init, work, 60)["results"]


def down(folder):
    """Ends a host and removes its files. May be repeated."""
    folder = os.path.realpath(folder)
    try:
        state = load(folder)
    except HostError:
        state = {}
    for name in ("init", "world"):
        pid = state.get(name)
        if pid and kernel.start_time(pid) == state.get(f"{name}_start"):
            _end(pid)
    if not state and os.path.isdir(folder) and not set(os.listdir(folder)) <= {"root", "disk.ext4", "world.log"}:
        raise HostError(f"{folder} is no host's folder")
    _remove_control_groups(_group_name(folder))
    shutil.rmtree(folder, ignore_errors=True)
    return bool(state)


def _end(pid):
    """Kills a process and waits until it has gone."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        if not select.select([descriptor], [], [], 20)[0]:
            raise HostError(f"process {pid} does not end")
    except ProcessLookupError:
        pass
    finally:
        os.close(descriptor)


def _remove_control_groups(name):
    """Removes the host's (now empty) control groups."""
    top = _control_groups()
    if top:
        for path, _, _ in os.walk(f"{top}/{name}", topdown=False):
            try:
                os.rmdir(path)
            except OSError:
                pass


__all__ = ["ADDRESS", "GATEWAY", "HostError", "check", "down", "inside", "load", "prepare", "run", "up"]
