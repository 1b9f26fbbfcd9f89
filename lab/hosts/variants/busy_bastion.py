"""A jump host: many people, many sessions, much guessing from the internet."""
import random

from parts import logs
from parts.unit import Register, require
from . import clean, common

SENTENCE = "jump host: many people and live SSH sessions, forwarding, sudo, failed guesses by the thousand"
lookalike = Register("lookalike")
DAY = 86400
PEOPLE = ["olga", "peter", "ravi", "sofia", "tom", "ute", "vera", "wim"]


def services(g):
    """The usual services; people; sshd with forwarding and a long record."""
    g.write("/etc/ssh/sshd_config.d/20-bastion.conf", "AllowTcpForwarding yes\nPermitRootLogin no\nPasswordAuthentication no\nClientAliveInterval 60\nMaxSessions 20\nBanner /etc/issue.net\n", 0o600, age=30 * DAY)
    common.basic_services(g)
    for n, name in enumerate(PEOPLE):
        common.add_person(g, name, 1030 + n, (30 - n) * DAY)
    r, lines = random.Random("bastion"), []
    for n in range(9):
        lines += logs.auth(g.now - (n + 1) * DAY / 3, g.now - n * DAY / 3, f"bastion{n}", 90)
        lines += [item for person in PEOPLE for item in logs.session(r, g.now - n * DAY / 3 - r.randrange(3000, 20000), person, r.choice(logs.CLIENTS), 20, r.sample(logs.SUDO, 1))]
    old = g.read("/var/log/auth.log")
    with open("/var/log/auth.log", "r+", encoding="utf-8") as file:
        file.write("".join(sorted(old.splitlines(keepends=True) + [text for moment, text in lines if moment < g.now - 60])))
    records = []
    for n in range(600):
        at, person, source = g.now - n * 3600 - r.randrange(3600), r.choice(PEOPLE), r.choice(logs.CLIENTS)
        end = at + r.randrange(60, 3000)
        if end < g.now:
            records += [(at, logs.utmp(7, at, person, f"pts/{n % 9 + 3}", source, 2000 + n, f"ts/{n % 9 + 3}")), (end, logs.utmp(8, end, "", f"pts/{n % 9 + 3}", "", 2000 + n))]
    g.write("/var/log/wtmp", b"".join(record for _, record in sorted(records)), 0o664)
    g.run("chgrp", "utmp", "/var/log/wtmp")
    g.write("/var/log/btmp", logs.btmp(g.now - 9 * DAY, g.now - 60, "bastion", 6000), 0o660)


@lookalike("LB01", "live sessions of many people from many addresses", "", ["sshd"], {"process": "sshd"}, "SSH",
           check=lambda g: require(len(g.pids_by_comm("sshd")) >= 2 * len(PEOPLE), "too few sessions"))
def live_sessions(g):
    common.sessions(g, [(name, f"198.51.100.{32 + n}", ["-tt"]) for n, name in enumerate(PEOPLE)])


@lookalike("LB02", "connections passed on to other hosts (ProxyJump) and dynamic forwarding", "", ["10.20.0.40"], {"process": "sshd"}, "ssh -J, -D",
           check=lambda g: require(g.connected(443), "nothing is passed on"))
def forwarding(g):
    common.sessions(g, [("olga", "198.51.100.41", ["-W", "10.20.0.40:443"]), ("ravi", "198.51.100.42", ["-N", "-D", "1080"]), ("tom", "198.51.100.43", ["-N", "-R", "0:localhost:22"])])
    g.wait_for(lambda: g.connected(443), "forwarded connection")


@lookalike("LB03", "guesses by the thousand, none of them right", "", ["/var/log/auth.log"], {"path": "/var/log/auth.log", "text": "Failed password"}, "background noise")
def guesses(g):
    pass  # in the log


@lookalike("LB04", "somebody who mistyped twice and then logged in with the key", "", ["vera"], {"path": "/var/log/auth.log", "text": "Failed password for vera"}, "people")
def mistyped(g):
    g.append("/var/log/auth.log", logs.join(logs.guessing(random.Random(4), g.now - 300, "198.51.100.38", 2, "vera") + logs.session(random.Random(5), g.now - 280, "vera", "198.51.100.38", 2)).replace("invalid user vera", "vera"))


@lookalike("LB05", "bans and their database", "", ["/var/lib/fail2ban/fail2ban.sqlite3"], {"path": ["/var/log/fail2ban.log", "/var/lib/fail2ban/fail2ban.sqlite3"]}, "fail2ban")
def bans(g):
    g.write("/var/log/fail2ban.log", "".join(f"{g.stamp(n * 500, '%Y-%m-%d %H:%M:%S')},114 fail2ban.actions [701]: NOTICE [sshd] Ban {logs.SCANNERS[n % 12]}\n" for n in range(300, 0, -1)), 0o640)
    g.write("/var/lib/fail2ban/fail2ban.sqlite3", b"SQLite format 3\0" + b"\0" * 4080, 0o600)
    g.write("/etc/fail2ban/jail.local", "[sshd]\nenabled = true\nmaxretry = 4\n", age=30 * DAY)


@lookalike("LB06", "temporary files of a control run", "", ["/home/peter/.ansible/tmp"], {"path": "/home/peter/.ansible/tmp/ansible-tmp-1761000000.1-77-1/AnsiballZ_setup.py"}, "Ansible")
def control_run(g):
    g.write("/home/peter/.ansible/tmp/ansible-tmp-1761000000.1-77-1/AnsiballZ_setup.py", "import base64, zlib\nDATA = '" + "UEsDBBQAAAAIAA" * 90 + "'\nexec(compile('pass', 'setup', 'exec'))\n", 0o700, "peter")
    common.own_tree(g, "/home/peter/.ansible", "peter")


@lookalike("LB07", "emergency key for root behind a forced command", "", ["/root/.ssh/authorized_keys"], {"path": "/root/.ssh/authorized_keys", "text": "restrict,command="}, "runbooks")
def emergency_key(g):
    g.write("/root/.ssh/authorized_keys", 'restrict,command="/usr/local/sbin/break-glass" ' + g.read("/home/admin/.ssh/authorized_keys").rsplit(" ", 1)[0] + " break-glass@vault\n", 0o600, age=30 * DAY)
    g.directory("/root/.ssh", 0o700, age=30 * DAY)
    g.write("/usr/local/sbin/break-glass", "#!/bin/sh\nlogger -t break-glass \"$SSH_CONNECTION\"\nexec /bin/bash -l\n", 0o755, age=30 * DAY)


LOOKALIKES = clean.LOOKALIKES + lookalike.units
