import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Names that are not a program's own.
@Suite struct MasqueradeTests {
  var host = RunningHost()

  @Test(arguments: ["[kworker/3:2]", "[rcu_sched]", "[anything]", " [kthreadd] "])
  func bracketedTitleIsFound(title: String) {
    var host = host
    host.add(300, "/home/x/a", [title])
    host.expect("process.kernel-thread-mimicry", "T1036.004", naming: "/home/x/a")
  }

  @Test(arguments: ["ksoftirqd/7", "kworker/u8:0", "nvme-wq"])
  func kernelThreadNameIsFound(name: String) {
    var host = host
    host.add(300, "/usr/local/bin/tool") { $0.comm = HostString(name) }
    host.expect("process.kernel-thread-mimicry", "T1036.004", naming: name)
  }

  @Test mutating func rewrittenTitlesAreQuiet() {
    host.add(300, "/usr/bin/python3.11", ["[celeryd: celery@web-1:MainProcess] -active- (worker)"], package: "python3")
    { $0.comm = "celery" }
    host.add(301, "/usr/sbin/nginx", ["nginx: worker process"], package: "nginx", uid: 33)
    host.add(302, "/usr/lib/postgresql/15/bin/postgres", ["postgres: walwriter "], package: "postgresql-15", uid: 110)
    host.add(303, "/usr/lib/systemd/systemd", ["(sd-pam)"], package: "systemd", uid: 1000) { $0.comm = "(sd-pam)" }
    host.add(304, "/usr/sbin/sshd", ["sshd: root@pts/0"], package: "openssh-server", ppid: 700)
    host.add(305, "/usr/bin/dash", ["/bin/sh", "/usr/sbin/service-loop"], package: "dash") { $0.comm = "service-loop" }
    host.add(306, "/usr/sbin/watchdogd", package: "watchdog")
    host.add(
      307, "/usr/bin/python3.11", ["/usr/bin/python3", "-s", "/usr/sbin/firewalld", "--nofork"], package: "python3"
    ) { $0.comm = "firewalld" }
    host.add(308, "/usr/bin/busybox", ["crond", "-f"], package: "busybox") { $0.comm = "crond" }
    host.add(309, "/usr/sbin/exim4", ["/usr/sbin/sendmail", "-bd"], package: "exim4", uid: 100)
    host.expectQuiet()
  }

  @Test mutating func daemonTitleOnUnknownProgramIsFound() {
    host.add(310, "/home/dev/.cache/u/run", ["/usr/sbin/sshd", "-D"], uid: 1000)
    host.expect("process.daemon-mimicry", "T1036.005", naming: "/home/dev/.cache/u/run")
  }

  @Test mutating func daemonTitleOnPackagedShellIsFound() {
    host.add(311, "/usr/bin/bash", ["/usr/sbin/cron", "-f"], package: "bash")
    host.expect("process.daemon-mimicry", "T1036.011", naming: "cron")
  }

  @Test(arguments: ["/usr/bin/systemd-timesync", "/mnt/data/dbus-daemon", "/home/u/systemd-journald"])
  func daemonFromElsewhereIsFound(path: String) {
    var host = host
    host.add(312, path) { $0.comm = "systemd-journal" }
    host.expect("process.daemon-mimicry", "T1036.005", .high, naming: path)
  }

  @Test mutating func administratorsOwnDaemonIsQuiet() {
    host.add(313, "/usr/local/sbin/sshd", ["sshd: /usr/local/sbin/sshd"])
    host.add(314, "/snap/snapd/21465/usr/lib/snapd/snapd")
    host.expectQuiet()
  }

  @Test mutating func wipedArgumentsAreFound() {
    host.add(315, "/srv/data/tool", [])
    host.expect("process.blank-arguments", "T1036.011", .medium, naming: "/srv/data/tool")
  }

  @Test mutating func unreadArgumentsAreNotWiped() {
    host.add(315, "/srv/data/tool", []) { $0.deniedReads = ["cmdline"] }
    host.add(316, "/usr/sbin/auditd", [], package: "auditd")
    host.add(317, "/srv/data/tool", []) { $0.state = "Z" }
    host.expectQuiet()
  }

  @Test mutating func signsAddUp() {
    host.add(320, "/tmp/updater", ["httpd"], uid: 33) {
      $0.comm = "httpd"
      $0.startedAt = Timestamp(seconds: RunningHost.now.seconds - 3600)
    }
    host.connect(320, to: "203.0.113.9", 443)
    host.expect("process.accumulated-signs", "T1036.005", naming: "/tmp/updater (pid 320)")
    host.expect("process.accumulated-signs", "T1071", naming: "203.0.113.9:443")
  }

  @Test mutating func ownServerOfUserAddsUpToNothing() {
    host.add(320, "/home/dev/shop/server", uid: 1000) {
      $0.loginUID = 1000
      $0.startedAt = Timestamp(seconds: RunningHost.now.seconds - 3600)
    }
    host.listen(320, .tcp, "0.0.0.0", 3000)
    host.connect(320, to: "203.0.113.9", 443)
    host.expectQuiet()
  }
}
