internal import CaseModel
internal import HostFacts

/// What a program is for, by the name of its file without a version: `python3.11` is `python`.
enum Program {
  static let shells: Set<String> = [
    "sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "tcsh", "csh", "rbash", "busybox", "pwsh", "yash",
  ]
  static let interpreters: Set<String> = [
    "python", "pypy", "perl", "php", "ruby", "node", "nodejs", "lua", "luajit", "tclsh", "awk", "gawk", "mawk",
    "expect",
    "deno", "bun", "guile", "osascript", "jshell", "groovy", "irb",
  ]
  /// Join two byte streams, one of them a network connection.
  static let relays: Set<String> = [
    "nc", "ncat", "netcat", "nc.openbsd", "nc.traditional", "socat", "telnet", "openssl", "cryptcat", "sbd", "pwncat",
    "websocat", "stunnel", "gnutls-cli",
  ]
  static let fetchers: Set<String> = ["curl", "wget", "aria2c", "lwp-download", "ftp", "tftp", "lynx", "fetch", "axel"]
  /// Never start a shell in ordinary work.
  static let closedServices: Set<String> = [
    "nginx", "redis-server", "valkey-server", "memcached", "mysqld", "mariadbd", "haproxy", "mongod", "varnishd",
    "lighttpd", "caddy", "vsftpd", "proftpd", "named", "unbound", "dnsmasq", "squid", "slapd", "traefik", "envoy",
  ]
  /// Start programs now and then: CGI, mail, pictures, archive commands.
  static let openServices: Set<String> = [
    "apache", "httpd", "php-fpm", "php-cgi", "postgres", "uwsgi", "unicorn", "gunicorn", "java", "exim", "w3wp",
    "passenger", "openlitespeed", "lshttpd", "beam.smp", "splunkd",
  ]
  /// Make code at run time as a matter of course.
  static let codeMakers: Set<String> = [
    "java", "node", "nodejs", "dotnet", "mono", "php", "php-fpm", "php-cgi", "python", "pypy", "ruby", "luajit", "qemu",
    "chrome", "chromium", "firefox", "firefox-esr", "electron", "code", "deno", "bun", "pwsh", "beam.smp", "julia",
    "gnome-shell", "gjs", "cinnamon", "polkitd", "postgres", "nginx", "apache", "httpd", "wine", "wine-preloader", "rr",
    "mongod", "couchdb", "suricata", "clamd", "clamscan", "freshclam", "valgrind", "Xorg", "Xwayland", "lldb", "gdb",
  ]
  static let debuggers: Set<String> = [
    "gdb", "gdbserver", "lldb", "lldb-server", "strace", "ltrace", "rr", "dlv", "perf", "valgrind", "criu", "runsc",
    "proot", "wineserver", "crashpad_handler", "chrome_crashpad_handler", "systemd-coredump", "apport", "vsdbg",
    "codelldb", "bpftrace", "catchsegv", "delve", "uftrace", "debugserver", "gcore", "py-spy", "sandbox-helper",
  ]
  static let developerTools: Set<String> = [
    "make", "gmake", "ninja", "cmake", "cargo", "rustc", "go", "gopls", "bazel", "gradle", "mvn", "npm", "yarn", "pnpm",
    "tox", "pytest", "swift", "swift-build", "swift-test", "swiftpm", "meson", "ctest", "dotnet", "sbt", "java", "node",
    "git", "gitlab-runner", "buildkite-agent", "Runner.Listener", "Runner.Worker", "agent", "jenkins", "drone",
    "circleci", "tmux", "screen", "code", "code-server", "sshd", "sshd-session", "dpkg", "rpm", "apt", "apt-get", "dnf",
    "yum", "ansible", "ansible-playbook", "puppet", "chef-client", "salt-minion", "cloud-init", "act_runner",
  ]
  /// Programs that run the jobs of build services.
  static let buildRunners: Set<String> = [
    "Runner.Listener", "Runner.Worker", "gitlab-runner", "buildkite-agent", "drone-runner-exec", "circleci-agent",
    "act_runner", "agent_listener", "Agent.Listener", "Agent.Worker", "woodpecker-agent", "teamcity-agent",
  ]
  /// Part of the system itself: nobody runs a second one from elsewhere.
  static let systemDaemons: Set<String> = [
    "systemd", "init", "sshd", "cron", "crond", "atd", "rsyslogd", "syslogd", "syslog-ng", "auditd", "dbus-daemon",
    "dbus-broker", "agetty", "getty", "login", "udevd", "polkitd", "irqbalance", "chronyd", "ntpd", "acpid", "dhclient",
    "NetworkManager", "accounts-daemon", "udisksd", "multipathd", "lvmetad", "mdadm", "rpcbind", "snapd", "smartd",
    "wpa_supplicant", "ModemManager", "firewalld", "containerd", "dockerd", "kubelet", "amazon-ssm-agent",
    "unattended-upgr", "rngd", "haveged", "lldpd", "sssd", "cupsd", "avahi-daemon", "bluetoothd", "crontab", "sudo",
  ]

  /// Whether a name is one of the system's own programs.
  static func isSystemDaemon(_ name: String) -> Bool {
    systemDaemons.contains(name) || (name.hasPrefix("systemd-") && name.utf8.count > 8)
  }

  /// `/usr/bin/python3.11` → `python`, `php-fpm8.2` → `php-fpm`, `apache2` → `apache`.
  static func family(_ path: String) -> String {
    var name = path.split(separator: "/").last ?? ""
    if name.hasSuffix(" (deleted)") { name = name.dropLast(10) }
    if let dash = name.firstIndex(of: "-"), Self.wrappers.contains(String(name[..<dash])) {
      return String(name[..<dash])
    }
    let base = name.prefix { _ in true }
    var end = base.endIndex
    while end > base.startIndex {
      let before = base.index(before: end)
      guard base[before].isNumber || base[before] == "." else { break }
      end = before
    }
    if end == base.startIndex { return String(name) }
    let stem = base[..<end]
    return String(stem.hasSuffix("-") && stem != "-" ? stem.dropLast() : stem)
  }

  /// Families whose members carry what they emulate behind a dash: `qemu-system-x86_64`.
  private static let wrappers: Set<String> = ["qemu"]
}
