#!/usr/bin/env python3
"""Runs one step of a document inside a suspect, as its agent would.

Takes one JSON order on standard input, answers with one JSON line. SIGTERM
cancels: the whole process tree of the script is killed.
"""
import json
import os
import signal
import sys
import time

ORDER = json.load(sys.stdin)
sys.path.insert(0, ORDER["hosts"])
from parts import boot, kernel  # noqa: E402

CUT = "--output truncated--"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
UNIT = "/sys/fs/cgroup/system.slice/amazon-ssm-agent.service/cgroup.procs"


def enter():
    """Moves this process into the suspect (its children also into the process namespace)."""
    init = boot._living_init(boot.load(ORDER["folder"]))
    boot._enter_cgroup(init)
    boot._join(init)
    try:
        with open(UNIT, "w", encoding="ascii") as file:
            file.write("0")
    except OSError:
        pass  # no such group in this variant


def place():
    """The agent's folder for this command, with the script in it."""
    folder = f"/var/lib/amazon/ssm/{ORDER['instance']}/document/orchestration/{ORDER['command']}/{ORDER['step']}"
    os.makedirs(folder, mode=0o700, exist_ok=True)
    descriptor = os.open(f"{folder}/_script.sh", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o700)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(ORDER["script"])
    return folder


def launch(folder):
    """Starts the script; returns (pid outside, pid inside)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            kernel.die_with_parent()
            os.setsid()
            os.write(writing, str(os.getpid()).encode())
            os.close(writing)
            null = os.open("/dev/null", os.O_RDONLY)
            out = os.open(f"{folder}/stdout", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            err = os.open(f"{folder}/stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            for number, target in ((0, null), (1, out), (2, err)):
                os.dup2(target, number)
            os.closerange(3, 1024)
            os.umask(0o022)
            os.chdir(ORDER.get("directory") or "/usr/bin")
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            os.execve("/bin/sh", ["sh", "-c", f"{folder}/_script.sh"], {"PATH": PATH, "LANG": "C.UTF-8", **ORDER["environment"]})
        except BaseException as error:  # the only way out of a forked child
            os.write(2, f"{error}\n".encode())
            os._exit(126)
    os.close(writing)
    inside = int(os.read(reading, 20) or b"0")
    os.close(reading)
    return child, inside


def await_end(child, limit):
    """(outcome, wait status) of the script: exit, timeout or cancel."""
    deadline = time.monotonic() + limit
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return "exit", status
        left = deadline - time.monotonic()
        if left <= 0:
            return "timeout", 0
        got = signal.sigtimedwait([signal.SIGCHLD, signal.SIGTERM], min(left, 5))
        if got and got.si_signo == signal.SIGTERM:
            return "cancel", 0


def kill_tree(inside):
    """Kills the script, all that descends from it and all of its session, from within the namespace."""
    killer = os.fork()
    if killer == 0:
        try:
            for _ in range(100):
                victims = tree(inside)
                if not victims:
                    break
                for pid in victims:
                    try:
                        os.kill(pid, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                time.sleep(0.01)
        finally:
            os._exit(0)
    os.waitpid(killer, 0)


def tree(top):
    """The living processes of the session or tree of `top`."""
    parents, found = {}, set()
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] in "ZX":
            continue
        parents[int(entry)] = int(fields[1])
        if int(fields[3]) == top or int(entry) == top:
            found.add(int(entry))
    while True:
        more = {pid for pid, parent in parents.items() if parent in found and pid not in found}
        if not more:
            return found
        found |= more


def text(path, limit):
    """The head of an output file, cut as the agent cuts it."""
    try:
        with open(path, "rb") as file:
            data = file.read(limit * 4 + 4)
    except OSError:
        return ""
    value = data.decode("utf-8", "replace")
    return value if len(value) <= limit else value[:limit - len(CUT)] + CUT


def main():
    """Carries out the order."""
    kernel.die_with_parent()
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD, signal.SIGTERM])
    answer = os.dup(1)
    try:
        enter()
        folder = place()
        child, inside = launch(folder)
        outcome, status = await_end(child, ORDER["timeout"])
        if outcome != "exit":
            kill_tree(inside)
            os.waitpid(child, 0)
        code = boot._exit_code(status) if outcome == "exit" else 137
        result = {"outcome": outcome, "code": code, "stdout": text(f"{folder}/stdout", ORDER["limit"]),
                  "stderr": text(f"{folder}/stderr", ORDER["errorLimit"])}
    except (OSError, boot.HostError) as error:
        result = {"outcome": "exit", "code": 1, "stdout": "", "stderr": f"failed to run commands: {error}"}
    os.write(answer, json.dumps(result).encode())


main()
