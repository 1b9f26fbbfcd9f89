import CaseModel
import HostFacts
import Testing

@testable import Triage

/// A busy, ordinary server with everything that looks odd at first sight: nothing above `info`, and the verdict is
/// clear.
@Suite struct BusyServerTests {
  @Test func busyOrdinaryServerIsClear() {
    let host = Self.busy()
    host.expectQuiet()
    var judge = Judge()
    if let record = host.picture.host { judge.observe(.host(record)) }
    for process in host.picture.processes.values { judge.observe(.process(process)) }
    for socket in host.picture.sockets { judge.observe(.socket(socket)) }
    judge.observe(LedgerRow(id: "C001", name: "boot", status: .obtained))
    let judgement = judge.conclude(provisional: false)
    #expect(judgement.verdict == .clear)
    #expect(judgement.confidence == .high)
    #expect(judgement.reasons.isEmpty)
  }

  @Test func manyProcessesAndSocketsAreJudgedWithoutMultiplying() {
    var host = Self.busy()
    for pid in 10_000..<14_000 {
      host.add(pid, "/usr/sbin/nginx", ["nginx: worker process"], package: "nginx", uid: 33)
      host.connect(pid, to: "203.0.113.\(pid % 250)", 443, from: pid)
    }
    host.add(20_000, "/dev/shm/needle")
    let found = host.findings.filter { $0.severity > .info }
    #expect(found.allSatisfy { $0.processes == [20_000] })
    #expect(!found.isEmpty)
  }

  private static func busy() -> RunningHost {
    var host = RunningHost()
    addSystem(&host)
    addServices(&host)
    addPeople(&host)
    addContainers(&host)
    return host
  }

  private static func addSystem(_ host: inout RunningHost) {
    host.add(300, "/usr/lib/systemd/systemd-journald", package: "systemd")
    host.add(301, "/usr/lib/systemd/systemd-udevd", package: "udev")
    host.add(302, "/usr/lib/systemd/systemd-resolved", package: "systemd", uid: 101) { $0.namespaces["mnt"] = 77 }
    host.listen(302, .udp, "127.0.0.53", 53)
    host.add(303, "/usr/sbin/chronyd", package: "chrony", uid: 105) { $0.effectiveCapabilities = "0000000002000400" }
    host.add(304, "/usr/bin/dbus-daemon", ["@dbus-daemon", "--system"], package: "dbus", uid: 104)
    host.add(305, "/usr/sbin/cron", ["/usr/sbin/cron", "-f", "-P"], package: "cron")
    host.add(306, "/usr/sbin/cron", ["/usr/sbin/CRON", "-f"], package: "cron", ppid: 305)
    host.add(
      307, "/usr/bin/dash", ["/bin/sh", "-c", "/opt/backup/run --quiet >/dev/null 2>&1"], package: "dash", ppid: 306)
    host.add(
      308, "/usr/bin/python3.11", ["/usr/bin/python3", "/usr/bin/unattended-upgrade-shutdown"], package: "python3")
    host.add(
      309, "/usr/sbin/agetty", ["/sbin/agetty", "-o", "-p -- \\u", "tty1", "linux"], package: "util-linux",
      terminal: 1025)
    host.add(310, "/usr/lib/polkit-1/polkitd", package: "polkitd", uid: 106) {
      $0.mappings = [.init(kind: .anonymousExecutable, range: "1-2", permissions: "rwxp", path: "")]
      $0.libraries = ["/usr/lib/libmozjs-115.so.0"]
    }
    host.add(311, "/snap/amazon-ssm-agent/7993/amazon-ssm-agent")
    host.connect(311, to: "203.0.113.60", 443)
    host.add(312, "/usr/sbin/dhclient", package: "isc-dhcp-client")
    host.hold(312, SocketRecord(transport: .packet), on: [6])
    host.add(313, "/usr/sbin/rsyslogd", package: "rsyslog") { $0.executableIsDeleted = true }
  }

  private static func addServices(_ host: inout RunningHost) {
    host.add(400, "/usr/sbin/nginx", ["nginx: master process /usr/sbin/nginx"], package: "nginx")
    host.add(401, "/usr/sbin/nginx", ["nginx: worker process"], package: "nginx", ppid: 400, uid: 33)
    host.listen(401, .tcp, "0.0.0.0", 443)
    host.connect(401, to: "198.51.100.77", 55123, from: 443)
    host.add(402, "/usr/lib/postgresql/15/bin/postgres", ["postgres: checkpointer "], package: "postgresql", uid: 110)
    host.listen(402, .tcp, "127.0.0.1", 5432)
    host.add(403, "/usr/bin/java", ["java", "-jar", "app.jar"], package: "openjdk", uid: 990) {
      $0.mappings = [.init(kind: .writableExecutable, range: "1-2", permissions: "rwxp", path: "")]
      $0.libraries = ["/tmp/libnetty_transport_native_epoll.so"]
      $0.cpuMilliseconds = 5_000_000_000
    }
    host.listen(403, .tcp, "::", 8080)
    host.connect(403, to: "203.0.113.90", 9001)
    host.add(404, "/usr/local/bin/node_exporter", uid: 991)
    host.listen(404, .tcp, "::", 9100)
    host.add(405, "/opt/datadog-agent/bin/agent/agent", uid: 992)
    host.connect(405, to: "203.0.113.91", 443)
    host.add(406, "/opt/datadog-agent/embedded/bin/system-probe") { $0.effectiveCapabilities = "000001ffffffffff" }
    host.hold(406, SocketRecord(transport: .packet), on: [6])
    host.add(407, "/usr/bin/redis-server", ["/usr/bin/redis-server 127.0.0.1:6379"], package: "redis", uid: 112) {
      $0.environment.append(.init(name: "LD_PRELOAD", value: "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2"))
    }
    host.add(408, "/home/runner/actions-runner/bin/Runner.Listener", uid: 1001)
    host.connect(408, to: "203.0.113.92", 443)
    host.add(
      409, "/usr/bin/bash", ["/usr/bin/bash", "-e", "/home/runner/_work/_temp/a.sh"], package: "bash", ppid: 408,
      uid: 1001)
    host.add(410, "/tmp/build/out/unit-tests", ppid: 409, uid: 1001)
    host.add(411, "/usr/sbin/openvpn", package: "openvpn", uid: 65534) {
      $0.descriptors.append(.init(number: 5, target: "/dev/net/tun"))
    }
    host.add(412, "/usr/bin/python3.11", ["/usr/bin/python3", "/usr/bin/salt-minion"], package: "python3")
    host.connect(412, to: "203.0.113.93", 4506)
  }

  private static func addPeople(_ host: inout RunningHost) {
    host.add(500, "/usr/sbin/sshd", ["sshd: dev [priv]"], package: "openssh-server", ppid: 700)
    host.add(501, "/usr/sbin/sshd", ["sshd: dev@pts/0"], package: "openssh-server", ppid: 500, uid: 1000)
    host.connect(501, to: "198.51.100.3", 50022, from: 22, on: [4])
    host.add(502, "/usr/bin/bash", ["-bash"], package: "bash", ppid: 501, uid: 1000, terminal: 34816) {
      $0.loginUID = 1000
    }
    host.add(503, "/usr/bin/tmux", ["tmux"], package: "tmux", uid: 1000) { $0.loginUID = 1000 }
    host.add(504, "/usr/bin/bash", ["-bash"], package: "bash", ppid: 503, uid: 1000, terminal: 34817)
    host.add(505, "/home/dev/go/bin/gopls", ppid: 504, uid: 1000, terminal: 34817) { $0.executableIsDeleted = true }
    host.add(506, "/tmp/go-build77/b001/exe/main", ppid: 504, uid: 1000, terminal: 34817)
    host.listen(506, .tcp, "::", 3000)
    host.add(
      507, "/usr/bin/python3.11", ["python3", "-m", "http.server", "8000"], package: "python3", ppid: 504, uid: 1000,
      terminal: 34817)
    host.listen(507, .tcp, "0.0.0.0", 8000)
    host.add(508, "/usr/bin/gdb", package: "gdb", ppid: 504, uid: 1000, terminal: 34817)
    host.add(509, "/home/dev/a.out", ppid: 508, uid: 1000, terminal: 34817) { $0.tracer = 508 }
    host.add(
      510, "/home/dev/.nvm/versions/node/v20.1.0/bin/node", ["node", "-e", "require('http')"], ppid: 504, uid: 1000,
      terminal: 34817)
    host.connect(510, to: "203.0.113.94", 443)
    host.add(
      511, "/usr/bin/ssh", ["ssh", "-D", "1080", "jump"], package: "openssh-client", ppid: 504, uid: 1000,
      terminal: 34817)
    host.add(512, "/usr/bin/bash", ["bash"], package: "bash", ppid: 513, terminal: 34818) { $0.loginUID = 1000 }
    host.add(513, "/usr/bin/sudo", ["sudo", "-s"], package: "sudo", ppid: 502, terminal: 34818)
  }

  private static func addContainers(_ host: inout RunningHost) {
    host.add(600, "/usr/bin/dockerd", package: "docker-ce")
    host.add(601, "/usr/bin/containerd-shim-runc-v2", package: "containerd.io")
    for (pid, path) in [(602, "/usr/local/bin/app"), (603, "/bin/busybox"), (604, "/usr/sbin/mysqld"), (605, "/app")] {
      host.add(pid, path, ppid: 601, uid: pid == 604 ? 999 : 0) {
        $0.cgroups = ["0::/system.slice/docker-0123456789abcdef.scope"]
        $0.namespaces = ["pid": 50, "mnt": 51, "net": 52, "user": 4]
        $0.isContained = true
        $0.environment = []
        $0.effectiveCapabilities = "00000000a80425fb"
      }
    }
    host.listen(602, .tcp, "::", 8080)
    host.connect(602, to: "203.0.113.95", 443)
  }
}
