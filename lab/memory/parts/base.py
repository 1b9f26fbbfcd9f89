"""What guests are made of: kernels out of Debian's packages, a busybox, and a program that plants things."""
import fcntl
import glob
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
from dataclasses import dataclass

HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
KERNELS = {"6.1": r"linux-image-6\.1\.0-\d+-cloud-amd64", "6.12": r"linux-image-6\.12\.\d+\+deb12-cloud-amd64-unsigned"}
PROGRAMS = {"qemu-system-x86_64": "qemu-system-x86", "cpio": "cpio", "dpkg-deb": "dpkg", "make": "make",
            "gcc-12": "gcc-12"}


class LabError(Exception):
    """A guest cannot be made."""


@dataclass
class Base:
    """A kernel with its file system in memory."""

    folder: str
    kernel: str
    release: str
    initramfs: str


def folder():
    """Where bases are kept: NEEDLETAIL_LAB_DIR, or .lab at the repository's root."""
    top = os.environ.get("NEEDLETAIL_LAB_DIR") or os.path.join(HERE, "..", "..", ".lab")
    return f"{os.path.realpath(top)}/memory"


def ensure(name):
    """The base of a kernel, made if it is not there; one process at a time."""
    top = folder()
    os.makedirs(top, exist_ok=True)
    with open(f"{top}/lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for program, package in PROGRAMS.items():
            _need(program, package)
        tree = f"{top}/kernel-{name}"
        if not os.path.exists(tree):
            _unpack(KERNELS[name], tree)
        image = glob.glob(f"{tree}/boot/vmlinuz-*")[0]
        release = image.rpartition("/vmlinuz-")[2]
        headers = f"{top}/headers-{release}"
        if not os.path.exists(headers):
            _headers(release, headers)
        initramfs = f"{top}/initramfs-{release}-{_digest()}"
        if not os.path.exists(initramfs):
            _initramfs(initramfs, headers, release)
        return Base(top, image, release, initramfs)


def _need(program, package):
    if shutil.which(program):
        return
    if os.geteuid():
        raise LabError(f"{program} is missing; install the Debian package {package}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", package]):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=600)


def _headers(release, tree):
    """What modules for a kernel are built with. Its makefiles name their places in /usr/src: ours lie elsewhere."""
    version = release.removesuffix("-cloud-amd64")
    kbuild = version if "+" in version else ".".join(version.split(".")[:2])
    partial = f"{tree}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    os.makedirs(partial)
    _download([f"linux-headers-{release}", f"linux-headers-{version}-common", f"linux-kbuild-{kbuild}"], partial)
    with open(f"{partial}/usr/src/linux-headers-{release}/Makefile", "w", encoding="ascii") as file:
        file.write(f"include {tree}/usr/src/linux-headers-{version}-common/Makefile\n")
    # With it, modules would get types of their own, and a program that makes them would be needed.
    pathlib.Path(f"{partial}/usr/src/linux-headers-{release}/vmlinux").unlink(missing_ok=True)
    os.rename(partial, tree)


def _busybox():
    """A static one, beside whatever the machine has."""
    tree = f"{folder()}/busybox"
    if not os.path.exists(tree):
        partial = f"{tree}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        os.makedirs(partial)
        _download(["busybox-static"], partial)
        os.rename(partial, tree)
    return f"{tree}/bin/busybox"


def _download(names, target):
    """Fetches packages and unpacks them."""
    subprocess.run(["apt-get", "download", *names], cwd=target, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=600)
    for package in glob.glob(f"{target}/*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, target], check=True)
        os.unlink(package)


def _unpack(pattern, tree):
    """The newest package of that name that Debian has."""
    names = subprocess.run(["apt-cache", "pkgnames", "linux-image-6."], capture_output=True, text=True, check=True).stdout.split()
    fitting = [name for name in names if re.fullmatch(pattern, name) and _candidate(name)]
    if not fitting:
        raise LabError(f"no Debian package is called {pattern}; apt-get update, or add the suite that has it")
    newest = max(fitting, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
    partial = f"{tree}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    os.makedirs(partial)
    _download([newest], partial)
    # Modules are not needed, and a folder full of them elsewhere than in /lib is what a triage of this machine would be alarmed by.
    for name in set(os.listdir(partial)) - {"boot"}:
        shutil.rmtree(f"{partial}/{name}")
    os.rename(partial, tree)


def _candidate(name):
    told = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=True).stdout
    return "Candidate: (none)" not in told


def _digest():
    digest = hashlib.sha256()
    for path in sorted(path for path in glob.glob(f"{HERE}/guest/**", recursive=True) if os.path.isfile(path)):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:16]


def _initramfs(path, headers, release):
    root = f"{path}.root"
    shutil.rmtree(root, ignore_errors=True)
    for name in ("bin", "dev", "proc", "sys", "tmp", "truth", "usr/sbin", "var/tmp", "root"):
        os.makedirs(f"{root}/{name}")
    shutil.copy(_busybox(), f"{root}/bin/busybox")
    shutil.copy(f"{HERE}/guest/init", f"{root}/init")
    os.chmod(f"{root}/init", 0o755)
    subprocess.run(["gcc", "-O1", "-static", "-pthread", "-s", "-o", f"{root}/bin/plants", f"{HERE}/guest/plants.c"], check=True, timeout=120)
    work = f"{path}.module"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(f"{HERE}/guest/module", work)
    subprocess.run(["make", "-C", f"{headers}/usr/src/linux-headers-{release}", f"M={work}", "modules"], check=True, timeout=300,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.copy(f"{work}/plant.ko", f"{root}/plant.ko")
    shutil.rmtree(work)
    names = subprocess.run(["find", "."], cwd=root, capture_output=True, check=True).stdout
    with open(f"{path}.partial", "wb") as file:
        subprocess.run(["cpio", "-o", "-H", "newc", "--quiet", "-R", "0:0"], cwd=root, input=names, stdout=file, check=True)
    os.rename(f"{path}.partial", path)
    shutil.rmtree(root)
