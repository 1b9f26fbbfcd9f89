import CaseModel
import HostFacts
import Testing

@testable import Triage

/// What a process does, carries or has gained.
@Suite struct ConductTests {
  var host = RunningHost()
  private static let wallet = "4" + String(repeating: "7aB", count: 31) + "9"

  @Test(arguments: [
    ["w", "-o", "stratum+ssl://p.test:443"], ["w", "-o", "pool.test:443", "-u", wallet + ".rig"],
    ["w", "--coin=monero", "--donate-level=0"],
  ])
  func minerIsFoundByArguments(arguments: [String]) {
    var host = host
    host.add(500, "/usr/local/bin/w", arguments)
    host.expect("process.coin-miner", "T1496", naming: "/usr/local/bin/w")
  }

  @Test mutating func minerIsFoundByItsWork() {
    host.add(500, "/usr/bin/dbus-helper", ["dbus-helper"]) { $0.cpuMilliseconds = 863_000_000 * 3 }
    host.connect(500, to: "203.0.113.44", 3333)
    host.expect("process.coin-miner", "T1496", naming: "203.0.113.44:3333")
  }

  @Test mutating func heavyOrdinaryWorkIsQuiet() {
    host.add(501, "/usr/bin/java", ["java", "-Xmx8g", "-jar", "app.jar"], package: "openjdk") {
      $0.cpuMilliseconds = 863_000_000 * 7
    }
    host.connect(501, to: "203.0.113.10", 443)
    host.add(
      502, "/usr/bin/python3.11", ["python3", "train.py", "--algo=ppo", "--cuda"], package: "python3", uid: 1000
    ) {
      $0.cpuMilliseconds = 863_000_000
    }
    host.add(503, "/usr/bin/grep", ["grep", "-r", "stratum+tcp", "/home"], package: "grep", uid: 1000, terminal: 34816)
    host.expectQuiet()
  }

  @Test(arguments: [
    ["c", "client", "203.0.113.1:80", "R:socks"], ["c", "-L=socks5://:1080"], ["c", "-c", "/tmp/frpc.toml"],
    ["c", "tcp", "22"], ["c", "x", "R:8080:127.0.0.1:80"],
  ])
  func tunnelIsFoundByItsGrammar(arguments: [String]) {
    var host = host
    host.add(510, "/dev/shm/c", arguments)
    host.expect("process.tunnel", "T1572", naming: "/dev/shm/c")
  }

  @Test mutating func renamedSecureShellTunnelIsFound() {
    host.add(510, "/var/tmp/upd", ["ssh", "-fNR", "2222:127.0.0.1:22", "u@203.0.113.2"])
    host.expect("process.tunnel", "T1572", naming: "-R")
  }

  @Test mutating func developersForwardsAreQuiet() {
    host.add(
      510, "/usr/bin/ssh", ["ssh", "-L", "5432:db:5432", "-R", "9:localhost:9", "bastion"], package: "openssh-client",
      ppid: 9, uid: 1000, terminal: 34816)
    host.add(511, "/usr/bin/ssh", ["ssh", "-o", "ProxyCommand=R", "host"], package: "openssh-client", uid: 1000)
    host.add(512, "/usr/bin/cloudflared", ["cloudflared", "tunnel", "run"], package: "cloudflared", uid: 990)
    host.expectQuiet()
  }

  @Test(arguments: [
    ("LD_PRELOAD", "/tmp/.l.so"), ("LD_AUDIT", "/dev/shm/a"), ("LD_PRELOAD", "libc.so.6:/var/tmp/x.so"),
    ("GCONV_PATH", "/tmp/g"),
  ])
  func oddPreloadIsFound(name: String, value: String) {
    var host = host
    host.add(520, "/usr/sbin/nginx", package: "nginx") {
      $0.environment.append(.init(name: HostString(name), value: HostString(value)))
    }
    host.expect("process.preloaded-code", name.hasPrefix("LD") ? "T1574.006" : "T1574.007", naming: value)
  }

  @Test mutating func usualPreloadsAreQuiet() {
    for (pid, value) in [
      (520, "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2"), (521, "libfakeroot-sysv.so"),
      (522, "/opt/datadog/inject/launcher.preload.so"), (523, "/usr/$LIB/libstdbuf.so"),
    ] {
      host.add(pid, "/usr/bin/redis-server", package: "redis") {
        $0.environment.append(.init(name: "LD_PRELOAD", value: HostString(value)))
      }
    }
    host.add(524, "/home/dev/app/run", uid: 1000) {
      $0.environment.append(.init(name: "LD_LIBRARY_PATH", value: "/home/dev/app/lib"))
    }
    host.expectQuiet()
  }

  @Test(arguments: [("HISTFILE", "/dev/null"), ("HISTSIZE", "0"), ("HISTFILE", "")])
  func historyOffIsFound(name: String, value: String) {
    var host = host
    host.add(530, "/usr/bin/bash", ["-bash"], package: "bash", terminal: 34816) {
      $0.environment.append(.init(name: HostString(name), value: HostString(value)))
    }
    host.expect("process.history-off", "T1070.003", .medium, naming: name)
  }

  @Test mutating func historyOptionsAreQuiet() {
    host.add(530, "/usr/bin/bash", ["-bash"], package: "bash", terminal: 34816) {
      $0.environment += [
        .init(name: "HISTCONTROL", value: "ignoreboth"), .init(name: "HISTSIZE", value: "5000"),
        .init(name: "HISTFILE", value: nil),
      ]
    }
    host.expectQuiet()
  }

  @Test(arguments: ["/tmp/l.so", "/dev/shm/x", "/usr/lib/.h/a.so", "/memfd:p (deleted)"])
  func oddLibraryIsFound(path: String) {
    var host = host
    host.add(540, "/usr/sbin/sshd", package: "openssh-server", ppid: 700) {
      $0.libraries = ["/usr/lib/libc.so.6", HostString(path)]
    }
    host.expect(
      "process.odd-library", path.hasPrefix("/memfd") ? "T1055" : "T1574.006",
      naming: path.split(separator: " ").first.map(String.init) ?? "")
  }

  @Test mutating func unpackedNativePartsAndUpgradesAreQuiet() {
    host.add(541, "/usr/bin/java", package: "openjdk") {
      $0.mappings = [
        .init(kind: .deletedFile, range: "1-2", permissions: "r-xp", path: "/tmp/libnetty123.so (deleted)"),
        .init(kind: .anonymousExecutable, range: "3-4", permissions: "rwxp", path: ""),
      ]
    }
    host.add(542, "/usr/sbin/cron", package: "cron") {
      $0.mappings = [
        .init(kind: .deletedFile, range: "1-2", permissions: "r-xp", path: "/usr/lib/libssl.so.3 (deleted)")
      ]
    }
    host.add(543, "/usr/share/dotnet/dotnet", package: "dotnet") {
      $0.mappings = [.init(kind: .memfd, range: "1-2", permissions: "r-xs", path: "/memfd:doublemapper (deleted)")]
    }
    host.add(544, "/usr/bin/node", package: "nodejs") {
      $0.libraries = ["/home/dev/app/node_modules/x/build/Release/x.node"]
    }
    host.expectQuiet()
  }

  @Test mutating func injectedCodeInLoginServiceIsFound() {
    host.add(545, "/usr/sbin/sshd", package: "openssh-server", ppid: 700) {
      $0.mappings = [.init(kind: .writableExecutable, range: "7f00-7f01", permissions: "rwxp", path: "")]
    }
    host.expect("process.injected-code", "T1055", .medium, naming: "7f00-7f01")
  }

  @Test mutating func regularExpressionCompilerIsQuiet() {
    host.add(545, "/usr/sbin/sshd", package: "openssh-server", ppid: 700) {
      $0.mappings = [.init(kind: .writableExecutable, range: "7f00-7f01", permissions: "rwxp", path: "")]
      $0.libraries = ["/usr/lib/x86_64-linux-gnu/libpcre2-8.so.0"]
    }
    host.expectQuiet()
  }

  @Test mutating func unexpectedTracersAreFound() {
    host.add(550, "/var/tmp/k")
    host.add(551, "/usr/bin/ssh-agent", package: "openssh-client", uid: 1000) { $0.tracer = 550 }
    host.expect("process.unexpected-tracer", "T1055.008", naming: "/var/tmp/k")
    var other = RunningHost()
    other.add(551, "/usr/sbin/nginx", package: "nginx") { $0.tracer = 6666 }
    other.expect("process.unexpected-tracer", "T1014", naming: "6666")
  }

  @Test mutating func debuggersAreQuiet() {
    host.add(552, "/usr/bin/gdb", package: "gdb", uid: 1000, terminal: 34816)
    host.add(553, "/home/dev/a.out", ppid: 552, uid: 1000, terminal: 34816) { $0.tracer = 552 }
    host.add(554, "/home/dev/.vscode/extensions/lldb/adapter/codelldb", uid: 1000)
    host.add(555, "/home/dev/proj/target/debug/app", ppid: 554, uid: 1000) { $0.tracer = 554 }
    host.expectQuiet()
  }

  @Test mutating func hiddenWorkingDirectoryIsFound() {
    host.add(560, "/usr/bin/python3.11", ["python3", "a.py"], package: "python3") {
      $0.workingDirectory = "/dev/shm/.x (deleted)"
    }
    host.expect("process.odd-working-directory", "T1564.001", .medium, naming: "/dev/shm/.x")
  }

  @Test mutating func scratchDirectoriesAreQuiet() {
    host.add(560, "/usr/bin/java", package: "openjdk") { $0.workingDirectory = "/tmp/hsperf" }
    host.add(561, "/usr/bin/bash", ["-bash"], package: "bash", terminal: 34816) { $0.workingDirectory = "/tmp" }
    host.expectQuiet()
  }

  @Test mutating func strayCapabilitiesAreFound() {
    host.add(570, "/home/dev/py", uid: 1000) { $0.effectiveCapabilities = "0000000000000080" }
    host.expect("process.unexpected-capabilities", "T1548", naming: "CAP_SETUID")
    var other = RunningHost()
    other.add(570, "/usr/bin/python3.11", ["python3"], package: "python3", uid: 1000) {
      $0.effectiveCapabilities = "0000000000000080"
    }
    other.expect("process.unexpected-capabilities", "T1548.001", .medium, naming: "CAP_SETUID")
  }

  @Test mutating func servicesWithCapabilitiesAreQuiet() {
    host.add(570, "/usr/sbin/chronyd", package: "chrony", uid: 120) { $0.effectiveCapabilities = "0000000002000400" }
    host.add(571, "/usr/lib/systemd/systemd-networkd", package: "systemd", uid: 998) {
      $0.effectiveCapabilities = "0000000000203d00"
    }
    host.add(572, "/usr/local/bin/caddy", uid: 997) { $0.effectiveCapabilities = "0000000000000400" }
    host.add(573, "/bin/app", uid: 1000) {
      $0.effectiveCapabilities = "000001ffffffffff"
      $0.cgroups = ["0::/kubepods.slice/pod1/cri-containerd-ab"]
    }
    host.expectQuiet()
  }

  @Test(
    arguments: [("/usr/bin/bash", "bash"), ("/usr/games/.helper", nil), ("/home/u/rootme", nil)] as [(String, String?)])
  func gainedRootIsFound(path: String, package: String?) {
    var host = host
    host.add(580, path, package: package) { $0.uids = [1000, 0, 0, 0] }
    host.expect("process.gained-root", "T1548.001", .critical, naming: path)
  }

  @Test mutating func setUserIDProgramsOfPackagesAreQuiet() {
    host.add(580, "/usr/bin/sudo", package: "sudo", terminal: 34816) { $0.uids = [1000, 0, 0, 0] }
    host.add(581, "/opt/google/chrome/chrome-sandbox", terminal: 34816) { $0.uids = [1000, 0, 0, 0] }
    host.expectQuiet()
  }

  @Test mutating func daemonLeftByLoginIsFound() {
    host.add(590, "/usr/bin/updaterd") { $0.loginUID = 1000 }
    host.expect("process.left-by-session", "T1036.009", .medium, naming: "/usr/bin/updaterd")
  }

  @Test mutating func usersOwnBackgroundWorkIsQuiet() {
    host.add(590, "/usr/bin/tmux", ["tmux"], package: "tmux", uid: 1000) { $0.loginUID = 1000 }
    host.add(591, "/home/dev/bot", uid: 1000) { $0.loginUID = 1000 }
    host.expectQuiet()
  }

  @Test mutating func brokenOutContainerShellIsFound() {
    host.add(600, "/usr/bin/bash", ["bash"], package: "bash") { $0.cgroups = ["0::/system.slice/docker-abc.scope"] }
    host.expect("process.container-escape", "T1611", naming: "docker-abc")
  }

  @Test mutating func ordinaryContainersAreQuiet() {
    host.add(600, "/usr/bin/bash", ["bash"], ppid: 60) {
      $0.cgroups = ["0::/system.slice/docker-abc.scope"]
      $0.namespaces = ["pid": 11, "mnt": 12, "net": 13, "user": 4]
      $0.isContained = true
    }
    host.add(601, "/usr/sbin/nginx", ["nginx: master process"], ppid: 60) {
      $0.cgroups = ["0::/kubepods/pod/cri-containerd-x"]
      $0.namespaces = ["pid": 21, "mnt": 22, "net": 23, "user": 4]
      $0.executableIsDeleted = true
    }
    host.listen(601, .tcp, "0.0.0.0", 80)
    host.expectQuiet()
  }

  @Test mutating func foreignMemoryIsFound() {
    host.add(610, "/home/u/dump", uid: 0) { $0.descriptors.append(.init(number: 7, target: "/proc/700/mem")) }
    host.expect("process.foreign-memory", "T1003.007", naming: "/proc/700/mem")
  }

  @Test mutating func diskToolsAreQuiet() {
    host.add(610, "/usr/sbin/lvm", package: "lvm2") { $0.descriptors.append(.init(number: 7, target: "/dev/sda1")) }
    host.add(611, "/opt/backup/agent") { $0.descriptors.append(.init(number: 7, target: "/dev/nvme0n1")) }
    host.expectQuiet()
  }

  @Test mutating func noteworthyThingsAreInfo() {
    host.add(620, "/usr/bin/bash", ["bash"], package: "bash", uid: 1000, terminal: 34816) { $0.namespaces["net"] = 99 }
    host.add(621, "/srv/db/bin/db", uid: 500) {
      $0.descriptors.append(.init(number: 8, target: "anon_inode:[io_uring]"))
    }
    host.add(622, "/home/svc/run", uid: 500) {
      $0.environment = []; $0.descriptors.append(.init(number: 8, target: "anon_inode:[io_uring]"))
    }
    host.expect("process.own-namespace", "T1564", .info, naming: "pid 620")
    host.expect("process.ring-only-work", "T1562", .info, naming: "pid 622")
    host.expect("process.bare-start", "T1059", .info, naming: "pid 622")
    host.expectQuiet()
  }
}
