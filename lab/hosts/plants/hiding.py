"""What keeps itself out of sight. The host-wide preload library comes last."""
import os
import select
import signal

from parts import kernel
from parts.unit import Register, require

plant = Register("plant")


@plant("P150", "process covered by an empty mount", "T1564.013 T1564 T1014", ["/proc/", "udisks-mon"], {"process": "covered", "path": "/usr/local/sbin/udisks-mon"}, "ATT&CK T1564.013",
       check=lambda g: require(f" /proc/{g.notes['covered']} " in g.read("/proc/self/mountinfo"), "no mount"))
def covered_process(g):
    g.program("/usr/local/sbin/udisks-mon", "udisks")
    pid = g.start("covered", ["udisks-mon", "--poll"], path="/usr/local/sbin/udisks-mon", script="comm\tudisks-mon\nudp-listen\t0.0.0.0\t47001")
    g.notes["covered"] = pid
    kernel.mount("tmpfs", f"/proc/{pid}", "tmpfs", kernel.MS_NOSUID, "size=4k,mode=555")


@plant("P151", "process whose arguments cannot be read", "T1564 T1036.011 T1014 T1562 T1622", ["netns-helper", "cmdline"], {"process": "stalled", "path": "/usr/local/libexec/netns-helper"}, "ATT&CK T1564, T1036.011",
       check=lambda g: require(_blocks(f"/proc/{g.processes['stalled']}/cmdline"), "cmdline can be read"))
def stalled_arguments(g):
    g.program("/usr/local/libexec/netns-helper", "netns")
    g.directory("/run/.nsh", 0o700)
    g.start("stalled", ["netns-helper"], path="/usr/local/libexec/netns-helper", script="comm\tnetns-helper\nstall\t/run/.nsh\tnetns-io")


def _blocks(path, seconds=0.4):
    """True if reading a path does not end; the reading child is killed."""
    child = os.fork()
    if child == 0:
        try:
            with open(path, "rb") as file:
                file.read()
        finally:
            os._exit(0)
    descriptor = os.pidfd_open(child)
    ended = select.select([descriptor], [], [], seconds)[0]
    if not ended:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(descriptor)
    return not ended


@plant("P152", "program on a mount that cannot be bound", "T1564 T1564.013", ["/srv/.k/ksmd"], {"process": "unbindable", "path": "/srv/.k/ksmd"}, "ATT&CK T1564",
       check=lambda g: require(any(" /srv/.k " in l and "unbindable" in l for l in g.read("/proc/self/mountinfo").splitlines()), "not unbindable"))
def unbindable_mount(g):
    g.directory("/srv/.k", 0o700)
    kernel.mount("tmpfs", "/srv/.k", "tmpfs", kernel.MS_NOSUID, "size=4m,mode=700")
    kernel.mount(None, "/srv/.k", None, kernel.MS_UNBINDABLE)
    g.program("/srv/.k/ksmd", "ksmd")
    g.start("unbindable", ["ksmd"], path="/srv/.k/ksmd", script="comm\tksmd")


@plant("P153", "folder covered by an empty mount", "T1564.013 T1564", ["/var/spool/rwho"], {"path": "/var/spool/rwho"}, "ATT&CK T1564.013",
       check=lambda g: require(" /var/spool/rwho " in g.read("/proc/self/mountinfo") and not os.listdir("/var/spool/rwho"), "not covered"))
def covered_folder(g):
    g.program("/var/spool/rwho/tools/lx", "lx")
    g.write("/var/spool/rwho/tools/targets.txt", "10.20.0.9\n10.20.0.40\n")
    kernel.mount("tmpfs", "/var/spool/rwho", "tmpfs", kernel.MS_NOSUID, "size=4k,mode=755")


@plant("P154", "system program covered by another file", "T1564.013 T1554 T1036", ["/usr/bin/who", "/var/cache/.w"], {"path": "/usr/bin/who"}, "ATT&CK T1564.013",
       check=lambda g: require(" /usr/bin/who " in g.read("/proc/self/mountinfo"), "not covered"))
def covered_program(g):
    g.write("/var/cache/.w", "#!/bin/sh\nexit 0\n", 0o755)
    kernel.mount("/var/cache/.w", "/usr/bin/who", None, kernel.MS_BIND)


@plant("P155", "process hidden by the preload library", "T1014 T1564 T1574.006", ["sysd-cached", "/usr/lib/.sysd-cache"], {"process": "hidden", "path": "/usr/lib/.sysd-cache/sysd-cached"}, "ATT&CK T1014")
def hidden_process(g):
    g.program("/usr/lib/.sysd-cache/sysd-cached", "sysd-cached")
    g.start("hidden", ["/usr/lib/.sysd-cache/sysd-cached"], script="comm\tsysd-cached\ntcp-connect\t203.0.113.66\t9001\t10.20.0.15")


@plant("P156", "library preloaded into every program; it hides a folder and a process", "T1574.006 T1014", ["/etc/ld.so.preload", "libsysd-cache.so.1"],
       {"path": ["/etc/ld.so.preload", "/usr/lib/libsysd-cache.so.1"], "text": "libsysd-cache"}, "ATT&CK T1574.006, T1014; Atomic T1574.006-1",
       check=lambda g: require(g.notes.get("hiding"), "the library hides nothing"))
def preload(g):
    g.write("/usr/lib/libsysd-cache.so.1", g.helpers["hide"])
    g.write("/etc/ld.so.preload", "/usr/lib/libsysd-cache.so.1\n")
    listing = g.run("find", "/usr/lib", "-maxdepth", "1", "-name", ".*")
    processes = g.run("find", "/proc", "-maxdepth", "1", "-name", str(g.processes["hidden"]))
    g.notes["hiding"] = ".sysd-cache" not in listing.split("/") and not processes.strip() and "rwho" not in listing
