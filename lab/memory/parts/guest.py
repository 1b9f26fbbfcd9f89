"""One guest: booted, asked for the truth, its memory taken, ended."""
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

from . import base

TRUTH_BYTES = 64 << 20


def take(made, wanted, limit=240):
    """Boots the guest and writes `image.elf`, `truth/` and `about.json` into a folder."""
    began = time.time()
    os.makedirs(wanted.dir, exist_ok=True)
    work = tempfile.mkdtemp(prefix="needletail-guest-")
    try:
        disk = f"{work}/truth.tar"
        with open(disk, "wb") as file:
            file.truncate(TRUTH_BYTES)
        process = subprocess.Popen(_command(made, wanted, work, disk), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=open(f"{work}/errors", "wb"))
        try:
            console = _wait(process, f"{work}/console", limit)
            monitor = Monitor(f"{work}/monitor")
            image = f"{os.path.realpath(wanted.dir)}/image.elf"
            monitor.ask("stop")
            monitor.ask("dump-guest-memory", paging=False, protocol=f"file:{image}")
            monitor.ask("quit")
            process.wait(timeout=30)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        truth = f"{wanted.dir}/truth"
        shutil.rmtree(truth, ignore_errors=True)
        os.makedirs(truth)
        subprocess.run(["tar", "-x", "-f", disk, "-C", truth], check=True)
        with open(f"{truth}/pids", "w", encoding="ascii") as file:
            file.write(re.search(r"GUEST PIDS ([/\w ]*)", console)[1].replace("/proc/", ""))
        told = {"kernel": made.release, "variant": wanted.variant, "levels": wanted.levels, "megabytes": wanted.megabytes,
                "image": image, "bytes": os.path.getsize(image), "seconds": round(time.time() - began, 1)}
        with open(f"{wanted.dir}/about.json", "w", encoding="utf-8") as file:
            json.dump(told, file)
        return told
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _command(made, wanted, work, disk):
    machine = "q35" + (f",max-ram-below-4g={wanted.below}M" if wanted.below else "")
    return ["qemu-system-x86_64", "-accel", "tcg", "-machine", machine, "-cpu", f"max,la57={'on' if wanted.levels == 5 else 'off'}",
            "-m", str(wanted.megabytes), "-nographic", "-no-reboot", "-nic", "none", "-monitor", "none",
            "-kernel", made.kernel, "-initrd", made.initramfs,
            "-append", f"console=ttyS0 quiet panic=-1 needletail.variant={wanted.variant}",
            "-serial", f"file:{work}/console", "-qmp", f"unix:{work}/monitor,server=on,wait=off",
            "-drive", f"file={disk},format=raw,if=none,id=truth", "-device", "nvme,drive=truth,serial=truth"]


def _wait(process, console, limit):
    """Until the guest says that it is ready."""
    deadline = time.time() + limit
    text = ""
    while time.time() < deadline and process.poll() is None:
        if os.path.exists(console):
            with open(console, encoding="utf-8", errors="replace") as file:
                text = file.read()
            if "GUEST READY" in text:
                return text
            if "GUEST FAILED" in text:
                break
        time.sleep(0.2)
    raise base.LabError(f"the guest did not become ready:\n{text[-1500:]}")


class Monitor:
    """QEMU's control socket."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(300)
        self._socket.connect(path)
        self._file = self._socket.makefile("rw", encoding="utf-8")
        self._file.readline()
        self.ask("qmp_capabilities")

    def ask(self, command, **arguments):
        """Asks, and gives the answer."""
        self._file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self._file.flush()
        while True:
            answer = json.loads(self._file.readline())
            if "error" in answer:
                raise base.LabError(f"{command}: {answer['error']}")
            if "return" in answer:
                return answer["return"]
