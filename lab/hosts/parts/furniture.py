"""Small, realistic files for every file-based coverage entry that the variants do not have already."""
import ctypes
import gzip
import io
import os
import sqlite3
import struct
import tarfile
import tempfile

DAY = 86400
CONTAINER = "4f1c0d5b9a7e3c2d1f0e9d8c7b6a59483726150413223140a1b2c3d4e5f60718"
POD = "kube-system_kube-proxy-8xk2p_9a3c1f2e-77aa-4b0d-8a41-0b6f2d1c9e55"


def furnish(g, journal):
    """Adds everything; says how much."""
    files = 0
    for _, items in sorted(_table(g, journal).items()):
        for path, content in items.items():
            if not os.path.lexists(path):
                g.write(path, content, 0o600 if "secret" in path or "credentials" in path else 0o644, age=3 * DAY)
                files += 1
    _live_things(g)
    return {"files": files, "entries": len(_table(g, journal)) + 4}


def _live_things(g):
    """A watched file, a shared-memory segment, a file of nobody, an archive in a staging place."""
    if "furnish-tail" not in g.processes:
        g.start("furnish-tail", ["/usr/bin/tail", "-n", "0", "-F", "/var/log/syslog"], unit="system.slice/logwatch.service")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(0x5432001, 56, 0o1600) < 0 and ctypes.get_errno() != 17:
        raise OSError(ctypes.get_errno(), "shmget")
    g.write("/srv/export/old-owner.txt", "left by an account that was removed\n", age=90 * DAY)
    os.chown("/srv/export/old-owner.txt", 54321, 54321)
    g.write("/var/tmp/release-2.8.1.tar.gz", _archive(), age=2 * DAY)
    g.write("/dev/shm/sem.invoice", struct.pack("<QQQQ", 1, 0, 0, 0), 0o660, age=DAY)


def _archive():
    """A packed tar archive of one file."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        member = tarfile.TarInfo("release/VERSION")
        member.size = 6
        archive.addfile(member, io.BytesIO(b"2.8.1\n"))
    return gzip.compress(plain.getvalue(), mtime=0)


def _database(*statements):
    """The bytes of an SQLite database."""
    with tempfile.NamedTemporaryFile(dir="/run") as file:
        base = sqlite3.connect(file.name)
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()
        file.seek(0)
        return file.read()


def _accounting(g):
    """Three records of struct acct_v3 (linux/acct.h)."""
    records = b""
    for number, name in enumerate((b"run-parts", b"logrotate", b"certbot")):
        began = int(g.now) - 3600 + 60 * number
        records += struct.pack("<BBHIIIIIIf8H16s", 0, 3, 0, 0, 0, 0, 4000 + number, 612, began, 1.5, 1, 1, 8, 0, 0, 90, 0, 0, name)
    return records


def _core(g):
    """The first part of an ELF core file."""
    return b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 4, 62, 1, 0, 64, 0, 0, 64, 56, 0, 0, 0, 0) + bytes(64)


def _table(g, journal):
    """Path and content by coverage entry."""
    stamp, day = g.stamp(7200), g.stamp(7200, "%Y-%m-%d")
    iso = g.stamp(7200, "%Y-%m-%dT%H:%M:%SZ")
    epoch = f"{g.now - 7200:.3f}"
    return {
        "C041": {
            "/run/cloud-init/result.json": '{"v1": {"datasource": "DataSourceEc2Local", "errors": []}}\n',
            "/run/sudo/ts/admin": bytes(56),
        },
        "C048": {
            f"/var/lib/docker/containers/{CONTAINER}/config.v2.json":
                '{"StreamConfig":{},"State":{"Running":true,"Pid":0,"StartedAt":"' + iso + '"},"ID":"' + CONTAINER + '","Created":"'
                + iso + '","Path":"/docker-entrypoint.sh","Args":["nginx"],"Config":{"Hostname":"4f1c0d5b9a7e","User":"","Env":'
                '["PATH=/usr/bin:/bin","NGINX_VERSION=1.25.5"],"Image":"nginx:1.25"},"Image":"sha256:' + CONTAINER[::-1]
                + '","Name":"/front","Driver":"overlay2","RestartCount":0,"MountPoints":{}}\n',
            f"/var/lib/docker/containers/{CONTAINER}/hostconfig.json":
                '{"Binds":["/srv/front:/usr/share/nginx/html:ro"],"NetworkMode":"bridge","Privileged":false,"RestartPolicy":'
                '{"Name":"unless-stopped","MaximumRetryCount":0}}\n',
        },
        "C051": {"/var/log/journal/5f3a1c0b9d8e4f7aa6b5c4d3e2f10987/system.journal": journal},
        "C054": {
            "/var/log/audit/audit.log":
                f'type=DAEMON_START msg=audit({epoch}:8113): op=start ver=3.0.9 format=enriched kernel=6.1.0 auid=4294967295 pid=411 uid=0 '
                'ses=4294967295 subj=unconfined res=success\n'
                f'type=USER_LOGIN msg=audit({epoch}:8120): pid=811 uid=0 auid=1000 ses=3 msg=\'op=login id=1000 exe="/usr/sbin/sshd" '
                'hostname=10.20.0.9 addr=10.20.0.9 terminal=/dev/pts/0 res=success\'\n',
        },
        "C060": {
            "/opt/aws/amazon-cloudwatch-agent/logs/amazon-cloudwatch-agent.log": f"{iso} I! Starting AmazonCloudWatchAgent 1.300032\n",
            "/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json": '{"agent": {"run_as_user": "cwagent"}}\n',
        },
        "C062": {"/var/log/postgresql/postgresql-15-main.log": f"{day} 06:12:44.101 UTC [702] LOG:  database system is ready\n"},
        "C063": {"/var/log/jenkins/jenkins.log": f"{day} 06:14:03.000+0000 [id=1] INFO hudson.WebAppMain$3#run: Jenkins is up\n"},
        "C064": {"/var/log/sudo-io/00/00/01/log": f"{int(g.now)}:admin:root::/dev/pts/0:24:80\n/home/admin\n/usr/bin/apt update\n",
                 "/var/log/sudo-io/00/00/01/timing": "4 0.011203 12\n"},
        "C065": {"/var/log/sysstat/sa" + day[-2:]: struct.pack("<HHBBBB", 0xd596, 0x2175, 12, 6, 1, 0) + bytes(248)},
        "C066": {"/var/log/account/pacct": _accounting(g)},
        "C067": {"/var/log/ufw.log": f"{stamp} web-1 kernel: [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.7 DST=10.20.0.15 PROTO=TCP DPT=23\n",
                 "/var/log/fail2ban.log": f"{day} 06:20:11,332 fail2ban.actions [612]: NOTICE  [sshd] Ban 198.51.100.7\n"},
        "C068": {"/var/log/clamav/freshclam.log": f"{day} -> daily.cvd database is up-to-date (version: 27155)\n",
                 "/etc/clamav/clamd.conf": "LogFile /var/log/clamav/clamav.log\nExcludePath ^/proc/\n"},
        "C069": {
            f"/var/lib/docker/containers/{CONTAINER}/{CONTAINER}-json.log":
                '{"log":"10.20.0.1 - - \\"GET / HTTP/1.1\\" 200\\n","stream":"stdout","time":"' + iso + '"}\n',
            f"/var/lib/docker/containers/{CONTAINER}/hostname": "4f1c0d5b9a7e\n",
        },
        "C070": {
            "/etc/kubernetes/manifests/kube-proxy.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: kube-proxy, namespace: kube-system}\n",
            "/var/lib/kubelet/config.yaml": "kind: KubeletConfiguration\nauthentication: {anonymous: {enabled: false}}\n",
            f"/var/log/pods/{POD}/kube-proxy/0.log": f"{iso} stderr F I0112 server.go:652] Version info v1.29.4\n",
        },
        "C071": {
            "/etc/openvpn/client/office.conf": "client\ndev tun\nremote vpn.example.net 1194 udp\nauth-nocache\n",
            "/etc/wireguard/wg0.conf": "[Interface]\nAddress = 10.9.0.2/32\nPrivateKey = " + "A" * 43 + "=\n",
            "/var/log/xrdp.log": f"[{day}T06:25:00.101+0000] [INFO ] starting xrdp with pid 900\n",
        },
        "C072": {"/var/crash/_opt_invoice_bin_invoiced.1001.crash": f"ProblemType: Crash\nDate: {stamp}\nExecutablePath: /opt/invoice/bin/invoiced\nSignal: 11\n",
                 "/var/lib/systemd/coredump/core.invoiced.1001.5a5a.912.1732430000000000": _core(g)},
        "C078": {"/boot/grub/grub.cfg": "set default=0\nmenuentry 'Debian GNU/Linux' --class debian {\n\tlinux /boot/vmlinuz-6.1.0 "
                 "root=/dev/xvda1 ro console=ttyS0\n\tinitrd /boot/initrd.img-6.1.0\n}\n",
                 "/etc/default/grub": 'GRUB_DEFAULT=0\nGRUB_CMDLINE_LINUX="console=ttyS0"\n'},
        "C092": {"/etc/iptables/rules.v4": "*filter\n:INPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n",
                 "/etc/nftables.conf": "#!/usr/sbin/nft -f\nflush ruleset\ntable inet filter {\n\tchain input {\n\t\ttype filter hook input priority 0;\n\t}\n}\n"},
        "C095": {"/usr/local/share/ca-certificates/company.crt": _certificate()},
        "C097": {"/etc/supervisor/conf.d/invoice.conf": "[program:invoice]\ncommand=/opt/invoice/bin/invoiced\nautostart=true\nuser=appsrv\n"},
        "C099": {"/etc/docker/daemon.json": '{"log-driver": "json-file", "log-opts": {"max-size": "10m"}}\n',
                 "/srv/front/docker-compose.yml": "services:\n  front:\n    image: nginx:1.25\n    restart: unless-stopped\n"},
        "C100": {"/etc/cloud/cloud.cfg": "users:\n - default\ndisable_root: true\n", "/etc/salt/minion": "master: salt.example.net\n"},
        "C101": {"/home/deploy/.aws/config": "[default]\nregion = eu-central-1\n",
                 "/home/deploy/.aws/credentials": "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = " + "x" * 40 + "\n"},
        "C102": {"/var/mail/admin": f"From root@web-1 {stamp}\nFrom: root@web-1 (Cron Daemon)\nTo: admin@web-1\nSubject: Cron <root@web-1> /usr/local/sbin/rotate\n\nrotated 3 files\n\n",
                 "/etc/aliases": "postmaster: root\nroot: admin\n"},
        "C103": {"/home/admin/.mozilla/firefox/k2x9v1ab.default/places.sqlite": _database(
            "create table moz_places (id integer primary key, url text, title text, visit_count integer, last_visit_date integer)",
            f"insert into moz_places values (1, 'https://intranet.example.net/', 'Intranet', 12, {int(g.now - 7200) * 1000000})")},
        "C104": {"/home/admin/.local/share/recently-used.xbel": '<?xml version="1.0" encoding="UTF-8"?>\n<xbel version="1.0">\n'
                 f'<bookmark href="file:///home/admin/Documents/notes.txt" added="{iso}" modified="{iso}" visited="{iso}"/>\n</xbel>\n',
                 "/home/admin/.local/share/Trash/info/old.txt.trashinfo": f"[Trash Info]\nPath=/home/admin/old.txt\nDeletionDate={day}T06:30:00\n"},
    }


def _certificate():
    """A self-signed certificate of the package ca-certificates' form; the test host's base has many to take one from."""
    for folder in ("/usr/share/ca-certificates/mozilla", "/etc/ssl/certs"):
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            path = os.path.join(folder, name)
            if name.endswith((".crt", ".pem")) and os.path.getsize(path) < 4096:
                with open(path, encoding="ascii") as file:
                    return file.read()
    return "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
