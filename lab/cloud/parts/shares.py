"""Shares: what a suspect may mount, decided by mount target, security groups and file-system policy; one server process per mount."""
import json
import os
import subprocess
import sys
import threading

from moto.efs.models import efs_backends

from . import efs, network, services, suspects, ways

SERVER = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "helpers", "sharefs.py")
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_NOATIME = 1, 2, 4, 8, 1024
FLAGS = {"ro": MS_RDONLY, "nosuid": MS_NOSUID, "nodev": MS_NODEV, "noexec": MS_NOEXEC, "noatime": MS_NOATIME}
PORT = 2049


class Refused(Exception):
    """A mount that is not allowed; the text is what the client prints."""


class Mount:
    """One mounted share."""

    def __init__(self, process, plan, target):
        self.process, self.plan = process, plan
        self.address, self.vpc, self.file_system = target.ip_address, target.vpc_id, target.file_system_id


class Shares:
    """Everything mounted, and the ways to mount more."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.mounts = []
        self._lock = threading.Lock()

    # --- what there is
    def targets(self, account, region, vpc):
        """The mount targets that can be reached in a VPC."""
        return [one for one in list(efs_backends[account][region].mount_targets_by_id.values()) if one.vpc_id == vpc]

    def open_ways(self, host):
        """An address in the suspect's surroundings for every mount target of its VPC."""
        plan = host.plan
        one = network.live(plan)
        wanted = {f"nfs {target.ip_address}": target.ip_address for target in self.targets(plan.account, plan.region, one.vpc_id)
                  if not target._deleting}
        for name, address in wanted.items():
            if name not in host.ways:
                host.ways[name] = ways.Way(host.state["world"], address, PORT,
                                           lambda link, address=address: self._serve(host, address, link))
        for name in [name for name in host.ways if name.startswith("nfs ") and name not in wanted]:
            host.ways.pop(name).close()

    def folder_at(self, plan, address):
        """The data folder behind an address, if this instance may mount it and write."""
        try:
            target = self._admitted(plan, address)
        except Refused:
            return None
        found = efs_backends[plan.account][plan.region].file_systems_by_id[target.file_system_id]
        granted = efs.rights(found.file_system_policy)
        return efs.folder(target.file_system_id) if "elasticfilesystem:ClientWrite" in granted else None

    # --- mounting
    def _serve(self, host, address, link):
        """One request of a mount helper."""
        link.settimeout(10)
        text = b""
        while text.count(b"\n") < 5 and len(text) < 10000:
            piece = link.recv(4096)
            if not piece:
                return
            text += piece
        words = text.decode("utf-8", "replace").split("\n")
        try:
            if words[0] != "MOUNT" or not words[1].isdigit():
                raise Refused("Protocol not supported")
            self._mount(host, address, int(words[1]), words[2], words[3], words[4])
            answer = "OK"
        except Refused as error:
            answer = str(error)
        except (OSError, subprocess.SubprocessError) as error:
            answer = f"mount system call failed: {error}"
        link.sendall(answer.replace("\n", " ").encode() + b"\n")

    def _admitted(self, plan, address):
        """The mount target, if network and groups let this instance in."""
        one = network.live(plan)
        target = next((target for target in self.targets(plan.account, plan.region, one.vpc_id) if target.ip_address == address), None)
        if target is None or efs.mount_target_state(target) != "available":
            raise Refused("Connection timed out")
        groups = list(target.security_groups or [])
        for own, own_groups in network.interfaces(plan):
            if network.admits(plan.account, plan.region, groups, own, own_groups, PORT) and network.lets_out(
                    plan.account, plan.region, own_groups, address, groups, PORT):
                return target
        raise Refused("Connection timed out")

    def _mount(self, host, address, inner, source, place, options):
        """Attaches a share in the mount namespace of the helper's process."""
        plan = host.plan
        try:
            target = self._admitted(plan, address)
        except Refused:
            self.cloud.closing.wait(self.cloud.delay("mountRefusal"))
            raise
        if source.partition(":")[2] != "/":
            raise Refused(f"mounting {source} failed, reason given by server: No such file or directory")
        found = efs_backends[plan.account][plan.region].file_systems_by_id[target.file_system_id]
        granted = efs.rights(found.file_system_policy)
        if "elasticfilesystem:ClientMount" not in granted:
            raise Refused(f"access denied by server while mounting {source}")
        policy = self._policy_file(found.file_system_id, found.file_system_policy)
        order = {"folder": efs.folder(found.file_system_id), "policy": policy, "pid": _outer(host.state["init"], inner), "place": place,
                 "source": source, "flags": sum({FLAGS[word] for word in options.split(",") if word in FLAGS}), "hosts": suspects.HOSTS}
        process = subprocess.Popen([sys.executable, "-B", "-E", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=None, start_new_session=True)
        process.stdin.write(json.dumps(order).encode())
        process.stdin.close()
        answer = process.stdout.readline().decode("utf-8", "replace").strip()
        process.stdout.close()
        if answer != "OK":
            process.wait(10)
            raise Refused(f"mount system call failed: {answer or 'no answer'}")
        with self._lock:
            self.mounts = [one for one in self.mounts if one.process.poll() is None]
            self.mounts.append(Mount(process, plan, target))

    def _policy_file(self, ident, policy):
        """Where a file system's servers read the rights."""
        path = f"{self.cloud.folder}/efs/{ident}.rights"
        granted = efs.rights(policy)
        short = [name for name, action in (("mount", "ClientMount"), ("write", "ClientWrite"), ("root", "ClientRootAccess"))
                 if f"elasticfilesystem:{action}" in granted]
        with open(f"{path}.new", "w", encoding="ascii") as file:
            json.dump(short, file)
        os.replace(f"{path}.new", path)
        return path

    def policy_changed(self, ident, text):
        """Mounted clients feel a new policy."""
        self._policy_file(ident, text)

    def break_mounts(self, address, vpc):
        """Ends the mounts that go through a mount target: their next access fails."""
        with self._lock:
            ended = [one for one in self.mounts if one.address == address and one.vpc == vpc]
            self.mounts = [one for one in self.mounts if one not in ended]
        for one in ended:
            _end(one.process)

    def describe(self):
        """What is mounted just now."""
        with self._lock:
            self.mounts = [one for one in self.mounts if one.process.poll() is None]
            return [{"instance": one.plan.id, "address": one.address, "fileSystem": one.file_system} for one in self.mounts]

    def close(self):
        """Ends every server."""
        with self._lock:
            ended, self.mounts = self.mounts, []
        for one in ended:
            _end(one.process)


def _end(process):
    if process.poll() is None:
        process.kill()
        process.wait(10)


def _outer(init, inner):
    """The id out here of a process that a suspect calls `inner`."""
    space = os.readlink(f"/proc/{init}/ns/pid")
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/status", encoding="utf-8", errors="replace") as file:
                numbers = next(line for line in file if line.startswith("NSpid:")).split()[1:]
            if int(numbers[-1]) == inner and os.readlink(f"/proc/{entry}/ns/pid") == space:
                return int(entry)
        except (OSError, StopIteration):
            continue
    raise Refused("the client's process has gone")


def _start(cloud):
    cloud.shares = Shares(cloud)


services.STARTERS.append(_start)
services.CLOSERS.append(lambda cloud: cloud.shares.close())
