#!/usr/bin/env python3
"""Boots a host of lab/hosts from an image that also has the share's mount helper.

Arguments: HOSTS VARIANT DIR HELPER [FILES MEGABYTES]. The image is the hosts' own with one package more (nfs-common, made here), written
as long ago as everything else; made once per state of the hosts' image and of the helper.
"""
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import traceback

HOSTS, VARIANT, FOLDER, HELPER = sys.argv[1:5]
sys.path.insert(0, HOSTS)
from parts import base, boot, kernel, packages  # noqa: E402
from parts.guest import Guest  # noqa: E402

AGE = 42 * 86400
plain_image = base.ensure


def image():
    """The image with the helper."""
    below = plain_image()
    with open(HELPER, "rb") as file:
        program = file.read()
    with open(os.path.realpath(__file__), "rb") as file:
        own = file.read()
    digest = hashlib.sha256(below.encode() + program + own).hexdigest()[:16]
    top = base.folder()
    target = f"{top}/cloud-{digest}.ext4"
    with open(f"{top}/cloud.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(target) or os.path.getmtime(target) < os.path.getmtime(below):
            for name in os.listdir(top):
                if name.startswith("cloud-") and time.time() - os.path.getmtime(f"{top}/{name}") > base.STALE_AFTER:
                    os.unlink(f"{top}/{name}")
            _make(top, below, target, program)
    return target


def _make(top, below, target, program):
    """Copies the image and installs the package in the copy."""
    began = time.time()
    partial = f"{target}.partial"
    subprocess.run(["cp", "--sparse=always", below, partial], check=True, timeout=120)
    child = os.fork()
    if child == 0:
        try:
            _install(partial, program)
            os._exit(0)
        except BaseException:  # the only way out of a forked child
            traceback.print_exc()
            os._exit(1)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("host_up: the image with the mount helper could not be made")
    with open(f"{top}/tree.json", encoding="utf-8") as file:
        tree = json.load(file)
    base._age_inodes(partial, tree, began)
    os.replace(partial, target)


def _install(partial, program):
    """Inside namespaces of its own: the package as a package."""
    kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWNET)
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    place = f"{partial}.mnt"
    os.makedirs(place, exist_ok=True)
    device, handle = kernel.attach_loop(partial)
    kernel.mount(device, place, "ext4")
    os.close(handle)
    child = os.fork()
    if child == 0:
        try:
            os.chroot(place)
            os.chdir("/")
            guest = Guest({})
            guest.program = lambda path, text, age=0: guest.write(path, program, 0o755, age=age)
            logs = {name: open(name, "rb").read() for name in ("/var/log/dpkg.log",) if os.path.exists(name)}
            package = packages.build(guest, "nfs-common", "1:2.6.2-4+deb12u1", ["/usr/sbin/mount.nfs4"], age=AGE,
                                     note="NFS support files common to client and server")
            guest.run("dpkg", "-i", package)
            os.unlink(package)
            for name, data in logs.items():
                with open(name, "wb") as file:
                    file.write(data)
            os._exit(0)
        except BaseException:  # the only way out of a forked child
            traceback.print_exc()
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    kernel.unmount(place, 0)
    shutil.rmtree(place, ignore_errors=True)
    if status:
        raise OSError("installation failed")


def main():
    """Boots."""
    base.ensure = image
    image()
    boot.prepare()
    options = {"files": int(sys.argv[5]) if len(sys.argv) > 5 else 40000, "megabytes": int(sys.argv[6]) if len(sys.argv) > 6 else 800}
    try:
        boot.up(VARIANT, FOLDER, options)
    except boot.HostError as error:
        sys.exit(f"host_up: {error}")


main()
