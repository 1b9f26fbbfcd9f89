"""The base: a Debian root made once, and a disk image of it that looks lived in."""
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import time
import traceback

from . import catalogue, kernel, lived_in
from .guest import Guest

HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
DAY = 86400
INSTALLED_DAYS_AGO = 43
IMAGE_SIZE = 4 << 30
STALE_AFTER = DAY
PACKAGES = """systemd udev cron openssh-server openssh-client sudo python3 procps iproute2
libpam-modules rsyslog logrotate nginx-light at curl netcat-openbsd tini e2fsprogs libcap2-bin
isc-dhcp-client tmux strace redis-server rsync ca-certificates less psmisc bash-completion""".split()
# helper -> compiler arguments; a .so or .o is written as data into a host
HELPERS = {"puppet": ["-static", "-s", "-O2", "-Wall", "-lpthread"],
           "hide": ["-shared", "-fPIC", "-s", "-O2", "-Wall"],
           "quiet": ["-shared", "-fPIC", "-s", "-O2", "-Wall"],
           "pam_stub": ["-shared", "-fPIC", "-s", "-O2", "-Wall"],
           "module": ["-c"]}
CLEAN_ENV = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
             "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"}


def folder():
    """The folder that holds everything built (git-ignored)."""
    top = os.environ.get("NEEDLETAIL_LAB_DIR") or os.path.join(HERE, "..", "..", ".lab")
    return os.path.join(os.path.realpath(top), "base")


def _say(text):
    print(text, file=sys.stderr, flush=True)


def _mirror():
    """The package mirror this machine itself uses for bookworm, if it says."""
    if os.environ.get("NEEDLETAIL_LAB_MIRROR"):
        return [os.environ["NEEDLETAIL_LAB_MIRROR"]]
    asked = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)",
                            "Created-By: Packages"], capture_output=True, text=True, check=False)
    for line in asked.stdout.splitlines():
        address, _, release = line.partition(" ")
        if release == "bookworm" and address.rstrip("/").endswith("/debian"):
            return [address]
    return []


def _need(program, package):
    """Installs a missing tool of the machine from its own distribution."""
    path = shutil.which(program, path=CLEAN_ENV["PATH"])
    if not path:
        _say(f"installing {package} on this machine")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"],
                        ["apt-get", "install", "-y", "--no-install-recommends", package]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True,
                           timeout=300)


def _build_tree(top):
    """debootstrap in two stages; the second one runs cut off from the machine."""
    tree, partial = f"{top}/tree", f"{top}/tree.partial"
    if os.path.exists(f"{top}/tree.json"):
        return
    _need("debootstrap", "debootstrap")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(tree, ignore_errors=True)
    began = time.time()
    with open(f"{top}/debootstrap.log", "wb") as log:
        _say("debootstrap, first stage (download)")
        subprocess.run(["debootstrap", "--foreign", "--variant=minbase",
                        "--include=" + ",".join(PACKAGES), "bookworm", partial, *_mirror()],
                       stdout=log, stderr=log, check=True, timeout=900)
        _write(f"{partial}/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        _write(f"{partial}/etc/dpkg/dpkg.cfg.d/lab", "force-unsafe-io\n")
        _say("debootstrap, second stage (configuration)")
        subprocess.run(["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork",
                        "--kill-child", "chroot", partial, "/debootstrap/debootstrap",
                        "--second-stage"],
                       env=CLEAN_ENV, stdout=log, stderr=log, check=True, timeout=900)
    for name in ("usr/sbin/policy-rc.d", "etc/dpkg/dpkg.cfg.d/lab", "var/log/bootstrap.log"):
        pathlib.Path(f"{partial}/{name}").unlink(missing_ok=True)
    shutil.rmtree(f"{partial}/var/cache/apt/archives", ignore_errors=True)
    os.makedirs(f"{partial}/var/cache/apt/archives/partial")
    os.rename(partial, tree)
    _write(f"{top}/tree.json", json.dumps({"began": began, "ended": time.time()}))


def _write(path, text, mode=0o644):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def _digest(names):
    """A digest over some of the lab's own files."""
    digest = hashlib.sha256()
    for name in names:
        with open(f"{HERE}/{name}", "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:16]


def _helper_folder():
    """One folder per state of the helpers' sources: checkouts may share a base."""
    return f"{folder()}/helpers-{_digest(f'helpers/{name}.c' for name in HELPERS)}"


def build_helpers():
    """Compiles the helper programs, unless these very sources were compiled before."""
    target = _helper_folder()
    if os.path.exists(target):
        return
    compiler = shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")
    if not compiler:
        raise SystemExit("host: a C compiler (gcc or clang) is needed")
    partial = f"{target}.partial"
    os.makedirs(partial, exist_ok=True)
    for name, arguments in HELPERS.items():
        subprocess.run([compiler, "-o", f"{partial}/{name}", f"{HERE}/helpers/{name}.c", *arguments],
                       check=True, timeout=120)
    os.rename(partial, target)


def helpers():
    """The compiled helpers' bytes by name."""
    found = {}
    for name in HELPERS:
        with open(f"{_helper_folder()}/{name}", "rb") as file:
            found[name] = file.read()
    return found


def _recipe():
    """A digest of everything that the image's content depends on."""
    return _digest(("parts/base.py", "parts/lived_in.py", "parts/logs.py", "parts/guest.py",
                    "parts/packages.py", "variants/clean.py", "helpers/puppet.c", "helpers/quiet.c"))


def ensure():
    """Makes whatever is missing or stale; returns the image's path."""
    top = folder()
    os.makedirs(top, exist_ok=True)
    with open(f"{top}/lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _build_tree(top)
        build_helpers()
        image = f"{top}/image-{_recipe()}.ext4"
        if not os.path.exists(image) or time.time() - os.path.getmtime(image) > STALE_AFTER:
            _build_image(top, image)
            _remove_old_images(top)
        return image


def _remove_old_images(top):
    """Keeps the three newest images."""
    images = sorted(pathlib.Path(top).glob("image-*.ext4"), key=lambda path: path.stat().st_mtime)
    for path in images[:-3]:
        path.unlink()


def _build_image(top, image):
    """A disk image of the tree with weeks of life written into it."""
    _say("writing the lived-in disk image")
    partial = f"{image}.partial"
    with open(partial, "wb") as file:
        file.truncate(IMAGE_SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-L", "cloudimg-rootfs", "-m", "1", "-N", "131072",
                    "-E", "lazy_itable_init=1,nodiscard", "-O", "^metadata_csum,^64bit",
                    "-d", f"{top}/tree", partial],
                   check=True, timeout=300)
    began = time.time()
    child = os.fork()
    if child == 0:
        _live_in(top, partial)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("host: writing the lived-in files failed")
    with open(f"{top}/tree.json", encoding="utf-8") as file:
        tree = json.load(file)
    _age_inodes(partial, tree, began)
    os.replace(partial, image)


def _live_in(top, image):
    """Mounts the image in a private namespace and fills it. Never returns."""
    try:
        data = helpers()
        kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWNET | kernel.CLONE_NEWUTS
                       | kernel.CLONE_NEWIPC)
        kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        os.makedirs(f"{top}/mnt", exist_ok=True)
        device, handle = kernel.attach_loop(image)
        kernel.mount(device, f"{top}/mnt", "ext4")
        os.close(handle)
        key = f"{top}/people_key"  # the same for every image of this base
        if os.path.exists(key):
            shutil.copyfile(key, f"{top}/mnt/run/client_key")
            os.chmod(f"{top}/mnt/run/client_key", 0o600)
        child = os.fork()
        if child == 0:
            os.chroot(f"{top}/mnt")
            os.chdir("/")
            lived_in.fill(Guest(data), catalogue.early_units())
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if not status:
            if not os.path.exists(key):
                shutil.copyfile(f"{top}/mnt/run/client_key", key)
            os.unlink(f"{top}/mnt/run/client_key")
        kernel.unmount(f"{top}/mnt", 0)
        os._exit(1 if status else 0)
    except BaseException:  # the only way out of a forked child
        traceback.print_exc()
        os._exit(1)


def _age_inodes(image, tree, began):
    """Sets the change and birth times of every file in an (unmounted) image.

    A file system takes both from the clock, so that all files of a fresh image
    would have changed minutes ago. Here: a file changed when it was last
    written, but not before the machine was installed. Files that the build
    itself wrote get the day of the installation.
    """
    installed = int(time.time()) - INSTALLED_DAYS_AGO * DAY
    with open(image, "r+b") as file:
        file.seek(1024)
        block = file.read(1024)
        blocks, per_group, inodes_per_group = (struct.unpack_from("<I", block, at)[0]
                                               for at in (4, 0x20, 0x28))
        size, = struct.unpack_from("<H", block, 0x58)
        block_size = 1024 << struct.unpack_from("<I", block, 0x18)[0]
        groups = -(-blocks // per_group)
        file.seek(block_size)
        table = file.read(groups * 32)
        for group in range(groups):
            start, = struct.unpack_from("<I", table, group * 32 + 8)
            unused, = struct.unpack_from("<H", table, group * 32 + 28)
            flags, = struct.unpack_from("<H", table, group * 32 + 18)
            used = 0 if flags & 1 else inodes_per_group - unused
            if not used:
                continue
            file.seek(start * block_size)
            inodes = bytearray(file.read(used * size))
            for at in range(0, len(inodes), size):
                _age_inode(inodes, at, tree, began, installed)
            file.seek(start * block_size)
            file.write(inodes)


def _age_inode(inodes, at, tree, began, installed):
    """Rewrites one inode's times in place."""
    mode, links = struct.unpack_from("<H", inodes, at)[0], struct.unpack_from("<H", inodes, at + 26)[0]
    if not mode or not links:
        return
    modified, = struct.unpack_from("<I", inodes, at + 16)
    if modified >= int(began):
        modified = installed + 240
    elif modified >= int(tree["began"]):
        modified = installed + int((modified - tree["began"]) % 200)
    changed = max(modified, installed)
    struct.pack_into("<III", inodes, at + 8, changed, changed, modified)
    birth = min(changed, installed + 200) if changed < installed + 600 else changed
    struct.pack_into("<I", inodes, at + 0x90, birth)
