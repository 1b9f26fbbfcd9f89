"""Weeks of ordinary life on a cloud server, written into the base."""
import calendar
import os
import re
import time

from . import logs, packages

DAY = 86400
BORN = 43 * DAY
INSTANCE = "i-0c4e7a91d25b8f360"


def fill(g, early_units):
    """Everything that makes the base look used."""
    identity(g)
    accounts(g)
    cloud_init(g)
    services(g)
    agent_package(g)
    histories(g)
    for unit in early_units:
        unit.place(g)
    rewrite_package_log(g)
    write_logs(g)


def identity(g):
    """Names, addresses, network files."""
    g.write("/etc/hostname", f"{logs.HOST}\n", age=BORN)
    g.write("/etc/machine-id", "9d3f6b0c2a7e4c51b8e1f4a6d0937c25\n", 0o444, age=BORN)
    g.write("/etc/hosts", f"127.0.0.1 localhost\n127.0.1.1 {logs.HOST}\n\n::1 localhost ip6-localhost ip6-loopback\n"
                          "ff02::1 ip6-allnodes\nff02::2 ip6-allrouters\n", age=BORN)
    g.write("/etc/resolv.conf", "domain eu-central-1.compute.internal\nsearch eu-central-1.compute.internal\n"
                                "nameserver 10.20.0.2\n", age=BORN)
    g.write("/etc/fstab", "LABEL=cloudimg-rootfs / ext4 rw,discard,errors=remount-ro 0 1\n", age=BORN)
    g.write("/etc/default/locale", "LANG=C.UTF-8\n", age=BORN)
    g.write("/etc/timezone", "Etc/UTC\n", age=BORN)
    g.write("/etc/network/interfaces", "auto lo\niface lo inet loopback\nauto eth0\niface eth0 inet dhcp\n", age=BORN)


def accounts(g):
    """admin (cloud-init), deploy (the pipeline), their keys and sudo rules."""
    g.add_account("admin", 1000, comment="Debian")
    g.add_account("deploy", 1001, comment="Deployment", password="$6$rounds=5000$xG2kQ9vL$" + "tR7mPz4wYb1cNd8e" * 5 + "kH3sVq")
    g.add_account("appsrv", 989, "/usr/sbin/nologin", "/opt/invoice")
    if not os.path.exists("/run/client_key"):
        g.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "anna@office", "-f", "/run/client_key")
        os.unlink("/run/client_key.pub")
    public = g.run("ssh-keygen", "-y", "-f", "/run/client_key")
    logs.FINGERPRINT = g.run("ssh-keygen", "-lf", "/run/client_key").split()[1]
    for name in ("admin", "deploy"):
        home = f"/home/{name}"
        for skeleton in (".bashrc", ".profile", ".bash_logout"):
            g.copy(f"/etc/skel/{skeleton}", f"{home}/{skeleton}", owner=name, age=BORN)
        g.directory(f"{home}/.ssh", 0o700, name, BORN)
        g.age(home, 9 * DAY)
    g.write("/home/admin/.ssh/authorized_keys", public, 0o600, "admin", BORN)
    g.write("/home/deploy/.ssh/authorized_keys", public.replace("anna@office", "pipeline@ci"), 0o600, "deploy", BORN - DAY)
    g.write("/etc/sudoers.d/90-cloud-init-users", "# Created by cloud-init v. 22.4.2\n\n# User rules for admin\n"
                                                  "admin ALL=(ALL) NOPASSWD:ALL\n", 0o440, age=BORN)
    g.write("/etc/sudoers.d/deploy", "deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart invoice.service\n", 0o440, age=BORN - DAY)


def cloud_init(g):
    """What a first boot leaves behind."""
    born = g.now - BORN
    data = "#cloud-config\npackage_update: true\npackages:\n  - nginx-light\n  - rsync\nruncmd:\n  - [systemctl, enable, --now, nginx]\n"
    folder = f"/var/lib/cloud/instances/{INSTANCE}"
    for name, text in (("user-data.txt", data), ("datasource", "DataSourceEc2Local: DataSourceEc2Local\n"),
                       ("cloud-config.txt", data), ("boot-finished", "71.20 - " + time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(born)) + " - v. 22.4.2\n")):
        g.write(f"{folder}/{name}", text, 0o600 if "data" in name else 0o644, age=BORN)
    g.link(f"/var/lib/cloud/instances/{INSTANCE}", "/var/lib/cloud/instance")
    g.write("/var/lib/cloud/data/instance-id", f"{INSTANCE}\n", age=BORN)
    steps = ["util.py[DEBUG]: Cloud-init v. 22.4.2 running 'init-local'", "__init__.py[DEBUG]: Looking for data source in: ['Ec2', 'None']",
             "url_helper.py[DEBUG]: Read from http://169.254.169.254/latest/api/token (200, 56b) after 1 attempts",
             "cc_ssh.py[DEBUG]: Generating host keys", "cc_users_groups.py[DEBUG]: Adding user admin", "cc_final_message.py[DEBUG]: finished"]
    stamp = lambda n: time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(born + n)) + f",{37 * n % 1000:03d}"
    g.write("/var/log/cloud-init.log", "".join(f"{stamp(n)} - {s}\n" for n, s in enumerate(steps)), age=BORN)
    g.write("/var/log/cloud-init-output.log", "Cloud-init v. 22.4.2 finished. Datasource DataSourceEc2Local. Up 71.20 seconds\n", 0o640, age=BORN)


def services(g):
    """Settings an administrator made: a web site, an application, timers, cron jobs."""
    g.write("/etc/rsyslog.conf", re.sub(r'^(module\(load="imklog".*)$', r"#\1", g.read("/etc/rsyslog.conf"), flags=re.M), age=40 * DAY)
    g.write("/etc/nginx/sites-available/shop", "server {\n    listen 80 default_server;\n    server_name _;\n    root /var/www/shop;\n"
            "    location / { try_files $uri $uri/ =404; }\n    location /healthz { return 200 'ok'; }\n"
            "    location ~ \\.php$ { default_type text/html; return 200 'done'; }\n}\n", age=41 * DAY)
    os.unlink("/etc/nginx/sites-enabled/default")
    g.link("/etc/nginx/sites-available/shop", "/etc/nginx/sites-enabled/shop")
    for name, text in (("index.html", "<!doctype html><title>Shop</title><h1>Shop</h1>\n"), ("about.html", "<h1>About</h1>\n"),
                       ("static/site.css", "body { font-family: sans-serif }\n"), ("static/site.js", "console.log('shop')\n")):
        g.write(f"/var/www/shop/{name}", text, age=30 * DAY)
    g.write("/etc/cron.d/healthcheck", "# is the site up?\n*/5 * * * * www-data curl -fsS -m 5 http://localhost/healthz >/dev/null || logger -t healthcheck down\n", age=38 * DAY)
    g.write("/etc/systemd/system/invoice.service", "[Unit]\nDescription=Invoice service\nAfter=network-online.target\n\n[Service]\nUser=appsrv\n"
            "Environment=LD_LIBRARY_PATH=/opt/invoice/lib\nExecStart=/opt/invoice/bin/invoiced --port 8080\nRestart=on-failure\n\n[Install]\nWantedBy=multi-user.target\n", age=37 * DAY)
    g.link("/etc/systemd/system/invoice.service", "/etc/systemd/system/multi-user.target.wants/invoice.service")
    g.program("/opt/invoice/bin/invoiced", "invoice 2.8.1", age=37 * DAY)
    g.write("/opt/invoice/lib/libledger.so.3", g.helpers["quiet"], age=37 * DAY)
    g.write("/opt/invoice/VERSION", "2.8.1\n", age=37 * DAY)
    g.write("/etc/logrotate.d/invoice", "/var/log/invoice/*.log {\n    weekly\n    rotate 4\n    compress\n    missingok\n}\n", age=37 * DAY)
    g.write("/var/log/invoice/invoice.log", "".join(f"{logs.iso(g.now - n * 3600)} INFO run {900 - n} ok\n" for n in range(99, 0, -1)), age=3600, owner="appsrv")


AGENT = "/usr/bin/amazon-ssm-agent"


def agent_package(g):
    """A vendor's package, really built and installed; a newer one lies ready."""
    for version, days in (("3.3.987.0-1", 43), ("3.3.1142.0-1", 1)):
        package = packages.build(g, "amazon-ssm-agent", version, [AGENT, "/usr/bin/ssm-agent-worker"], age=(days + 6) * DAY, files=[
            ("/etc/amazon/ssm/amazon-ssm-agent.json.template", '{"Profile": {"ShareCreds": true}, "Mds": {"CommandWorkersLimit": 5}}\n'),
            ("/lib/systemd/system/amazon-ssm-agent.service", "[Unit]\nDescription=amazon-ssm-agent\nAfter=network-online.target\n\n"
             f"[Service]\nExecStart={AGENT}\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n")])
        if days == 43:
            g.run("dpkg", "-i", package)
            os.unlink(package)
        else:
            g.age(package, days * DAY)
    g.write("/etc/amazon/ssm/seelog.xml", "<seelog minlevel=\"info\"><outputs><rollingfile filename=\"/var/log/amazon/ssm/amazon-ssm-agent.log\"/></outputs></seelog>\n", age=BORN)
    g.write("/var/log/amazon/ssm/amazon-ssm-agent.log", "".join(
        time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(g.now - n * 300)) + " INFO [ssm-agent-worker] [HealthCheck] HealthCheck reporting agent health.\n"
        for n in range(600, 0, -1)), 0o600, age=300)
    g.write("/var/lib/amazon/ssm/registration", f'{{"ManagedInstanceID": "{INSTANCE}"}}\n', 0o600, age=BORN)


def histories(g):
    """Shell histories of a calm administrator."""
    start, text = int(g.now - 30 * DAY), []
    for n, command in enumerate(["sudo apt-get update", "sudo apt-get -y upgrade", "sudo vi /etc/nginx/sites-available/shop", "sudo nginx -t",
                                 "sudo systemctl reload nginx", "df -h", "free -m", "htop", "ls -la /var/www/shop", "tail -f /var/log/nginx/access.log",
                                 "echo 'c2hvcC1kYi1wYXNzd29yZC1pbi12YXVsdA==' | base64 -d", "curl -s http://localhost/healthz", "sudo less /var/log/auth.log",
                                 "cd /opt/invoice && cat VERSION", "sudo systemctl status invoice", "ps aux --sort=-%mem | head", "ss -tlnp", "crontab -l", "exit"]):
        text.append(f"#{start + n * 90000}\n{command}\n")
    g.write("/home/admin/.bash_history", "".join(text), 0o600, "admin", DAY)
    g.write("/root/.bash_history", "apt-get update\napt-get install -y rsync\nvisudo -f /etc/sudoers.d/deploy\nsystemctl daemon-reload\nexit\n", 0o600, age=36 * DAY)
    g.write("/home/deploy/.bash_history", "cd /opt/invoice\nsudo systemctl restart invoice.service\nexit\n", 0o600, "deploy", 5 * DAY)


def rewrite_package_log(g):
    """The package manager's log, moved from today to the day of installation."""
    born = time.strftime("%Y-%m-%d", time.gmtime(g.now - BORN))
    text = re.sub(r"^\d{4}-\d\d-\d\d", born, g.read("/var/log/dpkg.log"), flags=re.M)
    g.write("/var/log/dpkg.log", text, age=BORN)
    g.write("/var/log/alternatives.log", re.sub(r"\d{4}-\d\d-\d\d(?= )", born, g.read("/var/log/alternatives.log")), age=BORN)
    g.write("/var/log/apt/history.log", f"\nStart-Date: {born}  09:12:04\nCommandline: apt-get install -y nginx-light rsync\nRequested-By: admin (1000)\n"
                                        f"Install: nginx-light:amd64 (1.22.1-9), rsync:amd64 (3.2.7-1)\nEnd-Date: {born}  09:12:31\n", age=BORN)
    g.write("/var/log/apt/term.log", f"\nLog started: {born}  09:12:04\nSetting up nginx-light ...\nLog ended: {born}  09:12:31\n", 0o640, age=BORN)


def write_logs(g):
    """Four weeks of logs, the older ones rotated and packed."""
    now, kinds = g.now, (("auth.log", logs.auth), ("syslog", logs.syslog))
    for name, make in kinds:
        g.write(f"/var/log/{name}", logs.join(make(now - 3 * DAY, now - 120, name)), 0o640, age=120)
        g.write(f"/var/log/{name}.1", logs.join(make(now - 10 * DAY, now - 3 * DAY, name + "1")), 0o640, age=3 * DAY)
        for n in (2, 3):
            last = now - (3 + 7 * (n - 1)) * DAY
            g.write(f"/var/log/{name}.{n}.gz", logs.packed(logs.join(make(last - 7 * DAY, last, f"{name}{n}")), last), 0o640, age=now - last)
    for n in range(10):
        last = now - n * DAY - (120 if n == 0 else 0)
        text = logs.join(logs.access(now - (n + 1) * DAY, last, f"access{n}"))
        name, data = ("access.log", text) if n == 0 else ("access.log.1", text) if n == 1 else (f"access.log.{n}.gz", logs.packed(text, last))
        g.write(f"/var/log/nginx/{name}", data, 0o640, "www-data", now - last)
    g.write("/var/log/nginx/error.log", "", 0o640, "www-data", DAY)
    boots = [now - BORN, now - 20 * DAY]
    for name, data in (("wtmp", logs.wtmp(now - BORN, now - 3600, "wtmp", boots)), ("btmp", logs.btmp(now - 9 * DAY, now - 300, "btmp", 410)),
                       ("lastlog", logs.lastlog({1000: (now - 6 * 3600, "pts/0", logs.OFFICE), 1001: (now - 4 * 3600, "pts/1", logs.PIPELINE)}))):
        g.write(f"/var/log/{name}", data, 0o660 if name == "btmp" else 0o664, age=3600)
    for name in os.listdir("/var/log"):
        if re.match(r"(auth|sys|kern)", name):
            g.run("chgrp", "adm", f"/var/log/{name}")
    g.run("chgrp", "utmp", "/var/log/wtmp", "/var/log/btmp", "/var/log/lastlog")
    g.write("/var/log/kern.log", logs.join([logs.line(now - 20 * DAY + n, "kernel", t) for n, t in enumerate(
        ["[    0.000000] Linux version 6.1.0-37-cloud-amd64", "[    0.861200] EXT4-fs (nvme0n1p1): mounted filesystem with ordered data mode", "[    3.120000] ena 0000:00:05.0 eth0: Link is up"])]), 0o640, age=20 * DAY)


def catch_up(g):
    """Continues the logs of an image that is some hours old, so that they have no gap."""
    last = _last_moment(g.read("/var/log/syslog"))
    if g.now - last < 900:
        return
    first, seed = last + 60, f"since {int(last)}"
    for name, make in (("auth.log", logs.auth), ("syslog", logs.syslog)):
        g.append(f"/var/log/{name}", logs.join(make(first, g.now - 60, name + seed)))
    g.append("/var/log/nginx/access.log", logs.join(logs.access(first, g.now - 60, seed)))
    for name, data in (("wtmp", logs.wtmp(first, g.now - 60, seed, [])), ("btmp", logs.btmp(first, g.now - 60, seed, int((g.now - first) / 1900)))):
        with open(f"/var/log/{name}", "ab") as file:
            file.write(data)


def _last_moment(text):
    """The moment of a log's last line."""
    stamp = text.rstrip("\n").rpartition("\n")[2][:19]
    return calendar.timegm(tuple(int(n) for n in re.split("[-T:]", stamp)))
