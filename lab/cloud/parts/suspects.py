"""The suspects: real hosts of lab/hosts, booted at their first command, and their way to the cloud."""
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading

from . import network, ways

HOSTS = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))), "hosts")
HELPERS = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "helpers")
AGENT = f"{HELPERS}/agent.py"
TARGET_ADDRESS = "203.0.113.250"
BOOT_LIMIT = 240
_HELPER = threading.Lock()


class SuspectError(Exception):
    """A suspect cannot be booted or entered."""


class Suspect:
    """One booted host."""

    def __init__(self, plan, folder):
        self.plan, self.folder = plan, folder
        self.lock = threading.Lock()
        self.state = None
        self.ways = {}  # name -> ways.Way
        self.reboots = 0


class Suspects:
    """All hosts of a cloud."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.links = {}  # local port of a forwarded connection -> instance id
        self._hosts = {}
        self._lock = threading.Lock()
        self._booting = threading.Semaphore(2)

    def describe(self):
        """What is booted."""
        with self._lock:
            hosts = list(self._hosts.values())
        return [{"instance": host.plan.id, "name": host.plan.name, "variant": host.plan.suspect, "folder": host.folder,
                 "booted": host.state is not None, "reboots": host.reboots, "ways": sorted(host.ways)} for host in hosts]

    def of(self, plan):
        """The host of an instance, booted if it was not."""
        with self._lock:
            host = self._hosts.setdefault(plan.id, Suspect(plan, f"{self.cloud.folder}/suspects/{plan.id}"))
        with host.lock:
            if host.state is None:
                with self._booting:
                    self._boot(host)
            self._open_ways(host)
        return host

    def booted(self, ident):
        """A host that is already up, or None."""
        with self._lock:
            host = self._hosts.get(ident)
        return host if host and host.state else None

    def _boot(self, host):
        if self.cloud.closing.is_set():
            raise SuspectError("the cloud is being closed")
        os.makedirs(os.path.dirname(host.folder), exist_ok=True)
        options = host.plan.options
        if options.get("nfs", True):
            command = [sys.executable, "-B", f"{HELPERS}/host_up.py", HOSTS, host.plan.suspect, host.folder, mount_helper(),
                       str(int(options.get("files", 40000))), str(int(options.get("megabytes", 800)))]
        else:  # without the mount helper: a host that has no NFS client at all
            command = [sys.executable, "-B", f"{HOSTS}/host", "up", host.plan.suspect, host.folder]
        done = subprocess.run(command, capture_output=True, text=True, timeout=BOOT_LIMIT, check=False)
        if done.returncode:
            raise SuspectError(f"{host.plan.name}: {done.stderr[-500:]}")
        with open(f"{host.folder}/state.json", encoding="utf-8") as file:
            host.state = json.load(file)
        for program in options.get("without", []):  # a host without curl, say; no longer a clean one
            subprocess.run([sys.executable, "-B", f"{HOSTS}/host", "run", host.folder, "--", "rm", "-f", f"/usr/bin/{os.path.basename(program)}"],
                           capture_output=True, timeout=30, check=False)

    def _open_ways(self, host):
        """The S3 endpoint as this suspect's network lets it be reached just now."""
        self.cloud.shares.open_ways(host)
        wanted = network.reaches(host.plan, "s3")
        if wanted and "s3" not in host.ways:
            def connect():
                link = socket.create_connection(("127.0.0.1", self.cloud.port), timeout=10)
                self.links[link.getsockname()[1]] = host.plan.id
                return link
            host.ways["s3"] = ways.Way(host.state["world"], TARGET_ADDRESS, self.cloud.port,
                                       lambda link: ways.pump(link, connect(), self.links))
        elif not wanted and "s3" in host.ways:
            host.ways.pop("s3").close()

    def run(self, plan, order, register):
        """Runs one step; `register` gets the process (to cancel). Returns the agent's answer."""
        host = self.of(plan)
        order = {"hosts": HOSTS, "folder": host.folder, "instance": plan.id, **order}
        process = subprocess.Popen([sys.executable, "-B", "-E", AGENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        register(process)
        out, err = process.communicate(json.dumps(order).encode(), timeout=order["timeout"] + 60)
        try:
            answer = json.loads(out)
        except ValueError:
            raise SuspectError(f"agent: {err[-400:]!r}") from None
        if answer["outcome"] == "exit" and answer["code"] == 194:
            host.reboots += 1
        return answer

    def close(self):
        """Ends every host."""
        with self._lock:
            hosts = list(self._hosts.values())
        for host in hosts:
            for way in host.ways.values():
                way.close()
        threads = [threading.Thread(target=end, args=(host.folder,)) for host in hosts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)


def mount_helper():
    """The compiled mount helper; made once per state of its source."""
    with open(f"{HELPERS}/mount.c", "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()[:16]
    top = os.environ.get("NEEDLETAIL_LAB_DIR") or os.path.join(HOSTS, "..", "..", ".lab")
    path = f"{os.path.realpath(top)}/mount-{digest}"
    with _HELPER:  # suspects boot two at a time
        if os.path.exists(path):
            return path
        compiler = shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")
        if not compiler:
            raise SuspectError("a C compiler (gcc or clang) is needed")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        partial = f"{path}.{os.getpid()}"
        subprocess.run([compiler, "-O2", "-Wall", "-static", "-s", "-o", partial, f"{HELPERS}/mount.c"], check=True, timeout=120)
        os.replace(partial, path)
    return path


def end(folder):
    """Ends one host by what its folder says."""
    if os.path.isdir(folder):
        subprocess.run([sys.executable, "-B", f"{HOSTS}/host", "down", folder], capture_output=True, timeout=60, check=False)
