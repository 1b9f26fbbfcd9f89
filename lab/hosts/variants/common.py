"""The services that every host runs, as real programs."""
import os

from parts import lived_in


def basic_services(g):
    """syslog, cron, at, ssh, dhcp, the web server, the vendor's agent, the application."""
    lived_in.catch_up(g)
    g.write("/run/utmp", b"", 0o664)
    g.directory("/run/sshd")
    g.directory("/run/systemd/system")
    g.start("rsyslogd", ["/usr/sbin/rsyslogd", "-n", "-iNONE"], unit="system.slice/rsyslog.service")
    g.wait_for(lambda: os.path.exists("/dev/log"), "/dev/log")
    g.start("cron", ["/usr/sbin/cron", "-f"], unit="system.slice/cron.service")
    g.start("atd", ["/usr/sbin/atd", "-f"], unit="system.slice/atd.service")
    g.start("dhclient", ["/sbin/dhclient", "-4", "-d", "-sf", "/bin/true", "-pf", "/run/dhclient.eth0.pid", "-lf", "/var/lib/dhcp/dhclient.eth0.leases", "eth0"],
            unit="system.slice/networking.service")
    g.start("sshd", ["/usr/sbin/sshd", "-D"], unit="system.slice/ssh.service")
    g.start("nginx", ["/usr/sbin/nginx", "-g", "daemon off; master_process on;"], unit="system.slice/nginx.service")
    g.start("agent", ["/usr/bin/amazon-ssm-agent"], script="comm\tamazon-ssm-agen", unit="system.slice/amazon-ssm-agent.service")
    g.start("worker", ["/usr/bin/ssm-agent-worker"], script="comm\tssm-agent-worke", unit="system.slice/amazon-ssm-agent.service")
    g.start("invoiced", ["/opt/invoice/bin/invoiced", "--port", "8080"], user="appsrv", cwd="/opt/invoice",
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LD_LIBRARY_PATH": "/opt/invoice/lib"},
            script="tcp-listen\t127.0.0.1\t8080", unit="system.slice/invoice.service")
    g.wait_for(lambda: g.listening(22), "sshd")
    g.wait_for(lambda: g.listening(80), "nginx")


def login(g, name, user, source):
    """A real SSH login from outside that stays open; waits for its shell."""
    before = set(g.pids_by_comm("bash"))
    g.ask_world(do="ssh", user=user, source=source, stay=True, options=["-tt"])
    g.processes[name] = g.wait_for(lambda: sorted(set(g.pids_by_comm("bash")) - before), f"{user}'s shell")[0]


def sessions(g, wanted):
    """Several logins at once: (user, source, options); waits for sshd's answers."""
    for first in range(0, len(wanted), 6):  # sshd drops some of more than ten at a time
        before, part = _logged_in(g), wanted[first:first + 6]
        for user, source, options in part:
            g.ask_world(do="ssh", user=user, source=source, stay=True, options=options)
        g.wait_for(lambda before=before, part=part: _logged_in(g) >= before + len(part), "the sessions", 120)


def _logged_in(g):
    """How many of sshd's processes run as a person, thus after a login."""
    def owner(pid):
        try:
            return os.stat(f"/proc/{pid}").st_uid
        except FileNotFoundError:  # ended since it was listed
            return 0

    return sum(owner(pid) >= 1000 for pid in g.pids_by_comm("sshd"))


def add_person(g, name, uid, age, public=None):
    """A person's account with the usual files and a key."""
    g.add_account(name, uid, comment=name.capitalize())
    home = f"/home/{name}"
    for skeleton in (".bashrc", ".profile", ".bash_logout"):
        g.copy(f"/etc/skel/{skeleton}", f"{home}/{skeleton}", owner=name, age=age)
    key = public or g.read("/home/admin/.ssh/authorized_keys").rsplit(" ", 1)[0] + f" {name}@laptop\n"
    g.write(f"{home}/.ssh/authorized_keys", key, 0o600, name, age)
    g.directory(f"{home}/.ssh", 0o700, name, age)
    return home


def own_tree(g, path, name):
    """Gives a whole tree to an account."""
    uid, gid, _ = g.account(name)
    for folder, folders, files in os.walk(path):
        for entry in [folder, *(os.path.join(folder, n) for n in folders + files)]:
            os.lchown(entry, uid, gid)
