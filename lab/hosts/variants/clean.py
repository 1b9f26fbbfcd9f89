"""An ordinary server, with the ordinary things that look odd."""
import os

from parts import kernel
from parts.logs import OFFICE
from parts.unit import Register, require
from . import common

SENTENCE = "a quiet web server with its usual services and benign look-alikes"
lookalike = Register("lookalike")
LOOKALIKES = lookalike.units
DAY = 86400


def services(g):
    """What a clean host runs."""
    common.basic_services(g)


@lookalike("L001", "agent's package upgraded while the old agent runs: its exe is deleted, a newer file stands there", "",
           ["/usr/bin/amazon-ssm-agent"], {"path": "/usr/bin/amazon-ssm-agent", "process": "agent"}, "Debian: package upgrade without restart",
           check=lambda g: require(g.exe("agent").endswith(" (deleted)"), "exe is not deleted"))
def upgraded_agent(g):
    g.run("dpkg", "-i", "/var/cache/apt/archives/amazon-ssm-agent_3.3.1142.0-1.deb")
    g.append("/var/log/apt/history.log", f"\nStart-Date: {g.stamp(7200, '%Y-%m-%d  %H:%M:%S')}\nCommandline: /usr/bin/unattended-upgrade\n"
             f"Upgrade: amazon-ssm-agent:amd64 (3.3.987.0-1, 3.3.1142.0-1)\nEnd-Date: {g.stamp(7190, '%Y-%m-%d  %H:%M:%S')}\n")


@lookalike("L002", "application that keeps a cache in a memfd and runs nothing from it", "", ["memfd:render-cache"],
           {"process": "renderd"}, "memfd_create(2)", check=lambda g: require(any(
               "memfd:render-cache" in os.readlink(f"/proc/{g.processes['renderd']}/fd/{n}") for n in os.listdir(f"/proc/{g.processes['renderd']}/fd")), "no memfd"))
def memory_file(g):
    g.program("/opt/render/bin/renderd", "render 1.4", age=33 * DAY)
    g.start("renderd", ["/opt/render/bin/renderd", "--workers", "2"], user="appsrv", script="memfd\trender-cache\nthread\trender-worker", unit="system.slice/renderd.service")
    g.write("/etc/systemd/system/renderd.service", "[Unit]\nDescription=Renderer\n[Service]\nUser=appsrv\nExecStart=/opt/render/bin/renderd --workers 2\n", age=33 * DAY)


@lookalike("L003", "admin may use sudo without a password (cloud-init)", "", ["/etc/sudoers.d/90-cloud-init-users"],
           {"path": "/etc/sudoers.d/90-cloud-init-users", "text": "admin ALL=(ALL) NOPASSWD:ALL"}, "cloud-init users and groups")
def cloud_sudo(g):
    pass  # the base has it


@lookalike("L004", "cron job that asks the local web server for its health with curl", "", ["/etc/cron.d/healthcheck"],
           {"path": "/etc/cron.d/healthcheck", "text": "curl"}, "common practice")
def health_check(g):
    pass  # the base has it


@lookalike("L005", "timer that renews certificates", "", ["certbot.timer"], {"path": ["/etc/systemd/system/certbot.timer", "/etc/systemd/system/certbot.service"]},
           "certbot's instructions for pip", early=True)
def certificate_timer(g):
    g.write("/etc/systemd/system/certbot.service", "[Unit]\nDescription=Certbot\n\n[Service]\nType=oneshot\nExecStart=/opt/certbot/bin/certbot -q renew --deploy-hook \"systemctl reload nginx\"\n", age=35 * DAY)
    g.write("/etc/systemd/system/certbot.timer", "[Unit]\nDescription=Run certbot twice daily\n\n[Timer]\nOnCalendar=*-*-* 00,12:00:00\nRandomizedDelaySec=43200\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n", age=35 * DAY)
    g.link("/etc/systemd/system/certbot.timer", "/etc/systemd/system/timers.target.wants/certbot.timer")
    g.write("/opt/certbot/bin/certbot", "#!/opt/certbot/bin/python3\nimport sys\nfrom certbot.main import main\nsys.exit(main())\n", 0o755, age=35 * DAY)


@lookalike("L006", "administrator's interactive shell over SSH", "", [OFFICE, "pts/0"], {"process": "admin-shell"}, "an SSH session",
           check=lambda g: require(os.readlink(f"/proc/{g.processes['admin-shell']}/fd/0").startswith("/dev/pts/"), "no terminal"))
def admin_shell(g):
    common.login(g, "admin-shell", "admin", OFFICE)


@lookalike("L007", "web server that rewrites its arguments", "", ["nginx: worker process"], {"process": "nginx"}, "nginx", check=lambda g: require(
    any(b"nginx: worker process" in open(f"/proc/{p}/cmdline", "rb").read() for p in g.pids_by_comm("nginx")), "no worker"))
def rewritten_arguments(g):
    pass  # the running web server does it


@lookalike("L008", "database workers whose arguments are titles", "", ["postgres: checkpointer"], {"process": ["pg-main", "pg-checkpointer", "pg-walwriter"]}, "PostgreSQL process titles")
def database_titles(g):
    g.program("/opt/postgres/15/bin/postgres", "postgres 15.8", age=34 * DAY)
    for name, title in (("pg-main", "/opt/postgres/15/bin/postgres -D /opt/postgres/15/data"), ("pg-checkpointer", "postgres: 15/main: checkpointer "), ("pg-walwriter", "postgres: 15/main: walwriter ")):
        argv = title.split() if name == "pg-main" else [title]
        g.start(name, argv, path="/opt/postgres/15/bin/postgres", user="appsrv", unit="system.slice/postgresql.service",
                script="comm\tpostgres" + ("\ntcp-listen\t127.0.0.1\t5432\nunix\t/tmp/.s.PGSQL.5432" if name == "pg-main" else ""))


@lookalike("L009", "site-wide login script by the administrator", "", ["/etc/profile.d/locale-fix.sh"], {"path": "/etc/profile.d/locale-fix.sh"}, "common practice", early=True)
def login_script(g):
    g.write("/etc/profile.d/locale-fix.sh", "# menus in English for everybody\nexport LC_MESSAGES=C.UTF-8\nexport EDITOR=vi\n[ -d /opt/invoice/bin ] && PATH=\"$PATH:/opt/invoice/bin\"\n", age=29 * DAY)


@lookalike("L010", "hidden folders with programs in a home", "", ["/home/admin/.cargo/bin/rg", "/home/admin/.local/bin/aws-who", "/home/admin/.nvm"],
           {"path": ["/home/admin/.cargo/bin/rg", "/home/admin/.local/bin/aws-who", "/home/admin/.nvm/versions/node/v20.11.1/bin/node"]}, "rustup, pipx, nvm", early=True)
def hidden_folders(g):
    for path in ("/home/admin/.cargo/bin/rg", "/home/admin/.nvm/versions/node/v20.11.1/bin/node"):
        g.program(path, path, owner="admin", age=21 * DAY)
    g.write("/home/admin/.local/bin/aws-who", "#!/bin/sh\nexec curl -s http://169.254.169.254/latest/meta-data/instance-id\n", 0o755, "admin", 21 * DAY)
    g.write("/home/admin/.cargo/env", "case \":${PATH}:\" in *:\"$HOME/.cargo/bin\":*) ;; *) export PATH=\"$HOME/.cargo/bin:$PATH\" ;; esac\n", owner="admin", age=21 * DAY)
    g.append("/home/admin/.bashrc", '\n. "$HOME/.cargo/env"\nexport NVM_DIR="$HOME/.nvm"\n')
    g.age("/home/admin/.bashrc", 21 * DAY)


@lookalike("L011", "base64 in an administrator's history, of no harm", "", ["base64 -d"], {"path": "/home/admin/.bash_history", "text": "base64 -d"}, "common practice")
def base64_history(g):
    pass  # the base has it


@lookalike("L012", "application with LD_LIBRARY_PATH into its own folder", "", ["/opt/invoice/lib"], {"process": "invoiced"}, "common for bundled applications",
           check=lambda g: require("LD_LIBRARY_PATH=/opt/invoice/lib" in g.read(f"/proc/{g.processes['invoiced']}/environ"), "no variable"))
def library_path(g):
    pass  # the running application has it


@lookalike("L013", "password guessing from the internet that never succeeds", "", ["/var/log/auth.log"], {"path": "/var/log/auth.log", "text": "Failed password for invalid user"}, "background noise")
def guessing(g):
    pass  # the base has it


@lookalike("L014", "history settings that keep duplicates and blanks out", "", ["HISTCONTROL=ignoreboth"], {"path": "/home/admin/.bashrc", "text": "HISTCONTROL=ignoreboth"}, "Debian's /etc/skel/.bashrc")
def history_control(g):
    pass  # Debian's default


@lookalike("L015", "start-up line of an editable Python install", "", ["__editable__.invoicelib-2.8.1.pth"],
           {"path": "/usr/local/lib/python3.11/dist-packages/__editable__.invoicelib-2.8.1.pth"}, "setuptools editable installs", early=True)
def editable_install(g):
    folder = "/usr/local/lib/python3.11/dist-packages"
    g.write(f"{folder}/__editable__.invoicelib-2.8.1.pth", "import __editable___invoicelib_2_8_1_finder; __editable___invoicelib_2_8_1_finder.install()\n", age=32 * DAY)
    g.write(f"{folder}/__editable___invoicelib_2_8_1_finder.py", "import sys\n\ndef install():\n    if '/opt/invoice/py' not in sys.path:\n        sys.path.append('/opt/invoice/py')\n", age=32 * DAY)


@lookalike("L016", "DHCP client with a filtered packet socket", "", ["dhclient"], {"process": "dhclient"}, "isc-dhcp-client",
           check=lambda g: require(len(g.read("/proc/net/packet").splitlines()) > 1, "no packet socket"))
def packet_socket(g):
    g.wait_for(lambda: len(g.read("/proc/net/packet").splitlines()) > 1, "dhclient's packet socket")


@lookalike("L017", "file names with blanks in a home", "", ["offer (final) v2.odt"], {"path": "/home/admin/Documents/offer (final) v2.odt"}, "people", early=True)
def blanks(g):
    g.write("/home/admin/Documents/offer (final) v2.odt", b"PK\x03\x04" + b"\0" * 900, owner="admin", age=12 * DAY)
    g.write("/home/admin/Documents/Copy of notes .txt", "call the accountant\n", owner="admin", age=12 * DAY)


@lookalike("L018", "package just installed: files older than their change time", "", ["/usr/bin/ssm-agent-worker"], {"path": "/usr/bin/ssm-agent-worker"}, "dpkg keeps mtimes",
           check=lambda g: require(os.stat("/usr/bin/ssm-agent-worker").st_ctime - os.stat("/usr/bin/ssm-agent-worker").st_mtime > DAY, "times agree"))
def package_times(g):
    pass  # the upgrade of L001 made them


@lookalike("L019", "set-uid programs of packages", "", ["/usr/bin/sudo", "/usr/bin/passwd"], {"path": ["/usr/bin/sudo", "/usr/bin/passwd"]}, "Debian",
           check=lambda g: require(os.stat("/usr/bin/sudo").st_mode & 0o4000, "not set-uid"))
def setuid_programs(g):
    pass  # Debian's


@lookalike("L020", "resolv.conf made immutable against DHCP", "", ["/etc/resolv.conf"], {"path": "/etc/resolv.conf"}, "common practice",
           check=lambda g: require(kernel.is_immutable("/etc/resolv.conf"), "not immutable"))
def immutable_resolver(g):
    g.run("chattr", "+i", "/etc/resolv.conf")


@lookalike("L021", "rotated and packed logs", "", ["/var/log/auth.log.2.gz"], {"path": ["/var/log/auth.log.1", "/var/log/auth.log.2.gz", "/var/log/nginx/access.log.5.gz"]}, "logrotate")
def rotated(g):
    pass  # the base has them


@lookalike("L022", "message-of-the-day script of a package", "", ["/etc/update-motd.d/10-uname"], {"path": "/etc/update-motd.d/10-uname"}, "Debian base-files/libpam-modules")
def motd(g):
    if not os.path.exists("/etc/update-motd.d/10-uname"):
        g.write("/etc/update-motd.d/10-uname", "#!/bin/sh\nuname -snrvm\n", 0o755, age=42 * DAY)


@lookalike("L023", "backup account with a forced command", "", ["rrsync"], {"path": "/home/backup-pull/.ssh/authorized_keys", "text": "rrsync -ro"}, "rrsync(1)", early=True)
def forced_command(g):
    g.add_account("backup-pull", 1010, "/bin/sh", comment="nightly backup, see wiki/backup")
    g.write("/home/backup-pull/.ssh/authorized_keys", 'command="/usr/bin/rrsync -ro /var/www",restrict,from="10.20.0.9" ssh-ed25519 '
            "AAAAC3NzaC1lZDI1NTE5AAAAIL5vTn0m3l0o1kZq8bYpWc2u7yXh4GdRfEJ9sKtA6NvQ backup@vault\n", 0o600, "backup-pull", 31 * DAY)
    g.directory("/home/backup-pull/.ssh", 0o700, "backup-pull", 31 * DAY)


@lookalike("L024", "root's nightly backup script through cron, archives in /var/backups", "", ["/etc/cron.daily/site-backup"], {"path": ["/etc/cron.daily/site-backup", "/var/backups/site.tar.gz"]}, "common practice", early=True)
def nightly_backup(g):
    g.write("/etc/cron.daily/site-backup", "#!/bin/sh\nset -e\ntar -C /var/www -czf /var/backups/site.tar.gz shop\n", 0o755, age=31 * DAY)
    g.run("tar", "-C", "/var/www", "-czf", "/var/backups/site.tar.gz", "shop")


@lookalike("L025", "user's tmux with a detached shell", "", ["tmux"], {"process": "tmux"}, "tmux(1)")
def detached_terminal(g):
    g.run("tmux", "-L", "work", "new-session", "-d", "-s", "work", user="deploy")
    pids = g.wait_for(lambda: [p for p in g.pids_by_comm("tmux: server")], "tmux")
    g.processes["tmux"] = pids[0]
