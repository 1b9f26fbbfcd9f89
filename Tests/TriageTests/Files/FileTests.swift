import CaseModel
import HostFacts
import Testing

@testable import Triage

@Suite struct FileTests {
  private static func elf(_ type: String = "executable") -> FileRecord.ELFSummary {
    var elf = FileRecord.ELFSummary(type: type, machine: "x86_64")
    if type == "executable" { elf.interpreter = "/lib64/ld-linux-x86-64.so.2" }
    return elf
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var id: String
    var technique: Technique
    var least: Severity
    var file: FileRecord
    var testDescription: String { "\(id) \(file.path.text)" }
    init(
      _ id: String, _ technique: Technique, _ least: Severity, _ path: HostString, kind: FileRecord.Kind = .file,
      mode: Int = 0o755, package: HostString? = nil, change: (inout FileRecord) -> Void = { _ in }
    ) {
      self.id = "file.\(id)"
      self.technique = technique
      self.least = least
      file = HostSketch.file(path, kind: kind, mode: mode, package: package, change: change)
    }
  }

  static let abnormal: [Case] = [
    Case("set-id", "T1548.001", .high, "/usr/bin/rbsh", mode: 0o4755),
    Case("set-id", "T1548.001", .critical, "/var/tmp/b", mode: 0o4755),
    Case("set-id", "T1548.001", .high, "/home/a/x", mode: 0o4755),
    Case("capabilities", "T1548.001", .high, "/opt/py/python3") {
      $0.capabilities = "0100000280000000000000000000000000000000"
    },
    Case("capabilities", "T1548.001", .high, "/usr/bin/python3.11", package: "python3.11") {
      $0.capabilities = "0100000280000000000000000000000000000000"
    },
    Case(
      "package-differs", "T1556.003", .critical, "/usr/lib/x86_64-linux-gnu/security/pam_unix.so",
      package: "libpam-modules"
    ) { $0.packageState = .differs },
    Case("package-differs", "T1554", .critical, "/usr/sbin/sshd", package: "openssh-server") {
      $0.packageState = .differs
    },
    Case("package-differs", "T1014", .critical, "/usr/bin/ps", package: "procps") { $0.packageState = .differs },
    Case("package-differs", "T1554", .high, "/usr/lib/x86_64-linux-gnu/libkeyutils.so.1.9", package: "libkeyutils1") {
      $0.packageState = .differs
    },
    Case("immutable", "T1222.002", .medium, "/root/.ssh/authorized_keys", mode: 0o600) { $0.flags = "ie" },
    Case("immutable", "T1222.002", .high, "/usr/bin/nh") { $0.flags = "i" },
    Case("odd-name", "T1564.001", .high, "/usr/lib/...", kind: .directory),
    Case("odd-name", "T1564.001", .high, "/dev/shm/.. ", kind: .directory),
    Case("odd-name", "T1036", .high, HostString("/usr/bin/\u{0455}shd"), change: { $0.elf = elf() }),
    Case("odd-name", "T1564.001", .medium, "/etc/cron.d/a ", change: { $0.content = "script" }),
    Case("odd-name", "T1036", .high, HostString(bytes: Array("/usr/bin/ls\n".utf8))),
    Case("hidden", "T1564.001", .medium, "/usr/lib/.x", kind: .directory),
    Case("hidden", "T1564.001", .high, "/etc/.svc") { $0.elf = elf() },
    Case("hidden", "T1564.001", .medium, "/dev/shm/.k", kind: .directory),
    Case("odd-program", "T1036.005", .high, "/dev/shm/kw") { $0.elf = elf() },
    Case("odd-program", "T1036.005", .medium, "/tmp/upd") { $0.elf = elf() },
    Case("odd-program", "T1505.003", .high, "/var/www/html/uploads/x") { $0.elf = elf() },
    Case("odd-program", "T1036.005", .high, "/var/spool/x/run") { $0.elf = elf() },
    Case("web-shell", "T1505.003", .high, "/var/www/html/inc.php", mode: 0o644) { $0.signs = ["php-eval-request"] },
    Case("web-shell", "T1505.003", .critical, "/var/www/html/uploads/a.phtml", mode: 0o644) {
      $0.signs = ["php-system-request"]
    },
    Case("content-signs", "T1059.004", .high, "/var/tmp/r.sh") { $0.signs = ["reverse-shell"] },
    Case("content-signs", "T1059.004", .high, "/tmp/proj/Tests/run.sh", mode: 0o644) { $0.signs = ["reverse-shell"] },
    Case("content-signs", "T1548.001", .high, "/tmp/x/src/own.c", mode: 0o644) { $0.signs = ["setuid-shell"] },
    Case("content-signs", "T1059.004", .high, "/tmp/notes.md", mode: 0o644) { $0.signs = ["reverse-shell"] },
    Case("web-shell", "T1505.003", .high, "/var/www/html/Tests/x.json", mode: 0o644) {
      $0.signs = ["php-eval-request"]
    },
    Case("content-signs", "T1496.001", .high, "/opt/c/config.json", mode: 0o644) { $0.signs = ["crypto-miner"] },
    Case("trace-link", "T1070.003", .high, "/root/.bash_history", kind: .link) { $0.linkTarget = "/dev/null" },
    Case("trace-link", "T1562.006", .high, "/var/log/auth.log", kind: .link) { $0.linkTarget = "/dev/null" },
    Case("device", "T1006", .high, "/var/tmp/d", kind: .block),
    Case("world-writable", "T1222.002", .medium, "/usr/local/bin/deploy", mode: 0o777),
    Case("world-writable", "T1222.002", .high, "/etc/cron.daily/x", mode: 0o777),
    Case("interposing-library", "T1574.006", .critical, "/usr/lib/x86_64-linux-gnu/libsec.so.2") {
      $0.elf = elf("shared"); $0.elf?.interposes = ["readdir64", "readdir", "fopen", "accept"]
    },
    Case("interposing-library", "T1556.003", .high, "/usr/lib/libp.so") {
      $0.elf = elf("shared"); $0.elf?.interposes = ["pam_authenticate"]
    },
    Case("staged-archive", "T1074.001", .high, "/dev/shm/.d/creds.tgz", mode: 0o644),
    Case("staged-archive", "T1560.001", .medium, "/tmp/loot.tar.gz", mode: 0o644),
    Case("credential-copy", "T1003.008", .high, "/tmp/shadow.bak", mode: 0o644),
    Case("credential-copy", "T1552.004", .medium, "/tmp/id_rsa", mode: 0o600) { $0.content = "ssh-private-key" },
    Case("packed", "T1027.002", .medium, "/usr/bin/svcd") {
      $0.elf = elf(); $0.elf?.isPacked = true
    }, Case("stray-module", "T1547.006", .critical, "/var/tmp/r.ko", mode: 0o644),
    Case("stray-module", "T1547.006", .medium, "/lib/modules/6.1.0/kernel/net/x.ko", mode: 0o644),
    Case("sensitive-access", "T1222.002", .high, "/etc/shadow", mode: 0o644),
    Case("sensitive-access", "T1222.002", .critical, "/etc/passwd", mode: 0o666),
    Case("sensitive-access", "T1222.002", .medium, "/etc/sudoers.d/ops", mode: 0o440) { $0.hasACL = true },
    Case("attack-tool", "T1057", .high, "/var/tmp/pspy64"), Case("attack-tool", "T1572", .low, "/usr/local/bin/frpc"),
    Case("covered", "T1564.001", .high, "/usr/share/x/run") {
      $0.isCovered = true; $0.elf = elf()
    },
  ]

  @Test(arguments: abnormal) func anAbnormalFileIsFound(_ row: Case) throws {
    let host = HostSketch(.file(row.file))
    let finding = try #require(host.finding(row.id), "\(host.all.map { "\($0.id) \($0.title)" })")
    #expect(finding.severity >= row.least, "\(finding.severity)")
    #expect(finding.techniques.contains(row.technique), "\(finding.techniques)")
    #expect(finding.evidence[0].source == row.file.path)
  }

  static let ordinary: [FileRecord] = [
    HostSketch.file("/opt/vendor/install.sh", mode: 0o755) { $0.signs = ["downloader-to-shell", "tunnel"] },
    HostSketch.file("/tmp/nt/Tests/TriageTests/ShellTests.swift") { $0.signs = ["reverse-shell", "php-eval-decoded"] },
    HostSketch.file("/tmp/nt/Tests/Golden/compromised.json") {
      $0.signs = ["reverse-shell", "php-eval-request"]; $0.content = "php"
    },
    HostSketch.file("/usr/local/sbin/harden.sh", mode: 0o755) { $0.signs = ["attribute-lock"] },
    HostSketch.file("/root/.bash_history", mode: 0o600) { $0.signs = ["log-wiping", "reverse-shell"] },
    HostSketch.file("/usr/bin/sudo", mode: 0o4755, package: "sudo"),
    HostSketch.file("/var/lib/docker/overlay2/ab/diff/usr/bin/su", mode: 0o4755),
    HostSketch.file(
      "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs/usr/bin/passwd", mode: 0o4755),
    HostSketch.file("/snap/core22/1/usr/bin/sudo", mode: 0o4755),
    HostSketch.file("/home/a/app/node_modules/electron/dist/chrome-sandbox", mode: 0o4755),
    HostSketch.file("/usr/bin/ping", mode: 0o755, package: "iputils") {
      $0.capabilities = "0100000200200000000000000000000000000000"
    },
    HostSketch.file("/usr/local/bin/caddy", mode: 0o755) {
      $0.capabilities = "0100000200040000000000000000000000000000"
    },
    HostSketch.file("/etc/ssh/sshd_config", package: "openssh-server") { $0.packageState = .configurationChanged },
    HostSketch.file("/usr/share/misc/pci.ids", package: "pci.ids") { $0.packageState = .differs },
    HostSketch.file("/etc/resolv.conf") { $0.flags = "i" },
    HostSketch.file("/swapfile", mode: 0o600) { $0.flags = "i" },
    HostSketch.file("/var/log/app.log") { $0.flags = "a" },
    HostSketch.file("/home/a/My Documents/übersicht.txt"),
    HostSketch.file(HostString("/home/a/\u{0444}\u{0430}\u{0439}\u{043b}.txt")),
    HostSketch.file("/etc/.pwd.lock", mode: 0o600), HostSketch.file("/etc/skel/.bashrc", package: "bash"),
    HostSketch.file("/tmp/.X11-unix", kind: .directory, mode: 0o1777),
    HostSketch.file("/usr/lib/.build-id", kind: .directory),
    HostSketch.file("/tmp/go-build123/b001/exe/main", mode: 0o755) { $0.elf = elf() },
    HostSketch.file("/tmp/ansible_x/setup.py", mode: 0o644) { $0.content = "script" },
    HostSketch.file("/home/a/proj/target/debug/app", mode: 0o755) { $0.elf = elf() },
    HostSketch.file("/home/a/.cargo/bin/rg", mode: 0o755) { $0.elf = elf() },
    HostSketch.file("/opt/app/bin/server", mode: 0o755) { $0.elf = elf() }, HostSketch.file("/var/www/html/index.php"),
    HostSketch.file("/var/www/html/vendor/bin/x", mode: 0o755) { $0.interpreter = "/usr/bin/env php" },
    HostSketch.file("/home/a/.mysql_history", kind: .link) { $0.linkTarget = "/dev/null" },
    HostSketch.file("/var/named/chroot/dev/null", kind: .character, mode: 0o666),
    HostSketch.file("/var/lib/docker/overlay2/x/diff/etc/removed", kind: .character),
    HostSketch.file("/tmp", kind: .directory, mode: 0o1777),
    HostSketch.file("/usr/bin/x", kind: .link, mode: 0o777) { $0.linkTarget = "/opt/x" },
    HostSketch.file("/opt/jdk/lib/libjvm.so", mode: 0o755) {
      $0.elf = elf("shared"); $0.elf?.interposes = ["open", "stat", "read"]
    },
    HostSketch.file("/usr/lib/libfakeroot/libfakeroot-sysv.so", package: "libfakeroot") {
      $0.elf = elf("shared"); $0.elf?.interposes = ["readdir", "lstat", "open"]
    }, HostSketch.file("/tmp/download.zip"), HostSketch.file("/srv/backup/etc.tar.gz"),
    HostSketch.file("/tmp/pytest-of-a/test/id_rsa", mode: 0o600) { $0.content = "ssh-private-key" },
    HostSketch.file("/home/a/.ssh/id_rsa", mode: 0o600) { $0.content = "ssh-private-key" },
    HostSketch.file("/srv/backup/etc/shadow", mode: 0o600),
    HostSketch.file("/lib/modules/6.1.0/updates/dkms/nvidia.ko"), HostSketch.file("/usr/src/x-1.0/x.ko"),
    HostSketch.file("/home/a/notes/reverse.md") { $0.signs = ["reverse-shell"] },
    HostSketch.file("/usr/local/bin/node", mode: 0o755) { $0.elf = elf() },
    HostSketch.file("/home/a/tools/signatures/x.yar") { $0.signs = ["reverse-shell"] },
    HostSketch.file("/etc/shadow", mode: 0o640) { $0.gid = 42 }, HostSketch.file("/etc/passwd"),
    HostSketch.file("/etc/sudoers.d/README", mode: 0o440, package: "sudo"),
    HostSketch.file("/home/a/tools/linpeas.sh", mode: 0o755), HostSketch.file("/srv/app/ghost", mode: 0o755),
    HostSketch.file("/run/systemd/x", kind: .fifo),
  ]

  @Test(arguments: ordinary) func anOrdinaryFileGivesNothingAboveInfo(_ file: FileRecord) {
    let findings = HostSketch(.file(file)).findings
    #expect(findings.isEmpty, "\(file.path.text): \(findings.map { "\($0.id) \($0.severity) \($0.title)" })")
  }

  @Test func aCopiedTimeIsFoundAndAnUnpackedTreeIsNot() {
    let old = Timestamp(seconds: 1_600_000_000)
    func program(_ path: HostString, package: HostString? = nil) -> FileRecord {
      HostSketch.file(path, mode: 0o755, package: package) {
        $0.modified = old
        $0.changed = HostSketch.ago(days: 2)
        $0.born = HostSketch.ago(days: 2)
      }
    }
    let packaged = program("/usr/bin/ls", package: "coreutils")
    let copied = HostSketch(.file(packaged), .file(program("/usr/bin/lsx")))
    #expect(copied.finding("file.timestomp")?.severity == .high)
    #expect(copied.finding("file.timestomp")?.techniques == ["T1070.006"])
    let tree = HostSketch(
      .file(packaged), .file(program("/usr/bin/a")), .file(program("/usr/bin/b")), .file(program("/usr/bin/c")))
    #expect(tree.finding("file.timestomp") == nil)
    #expect(HostSketch(.file(packaged), .file(program("/opt/tool/bin/x"))).finding("file.timestomp") == nil)
    #expect(HostSketch(.file(packaged)).finding("file.timestomp") == nil)
  }

  @Test func aStrangerThatImitatesIsFoundOnlyWherePackagesAreKnown() {
    let stranger = HostSketch.file("/usr/sbin/cron-helper", mode: 0o755) { $0.elf = Self.elf() }
    let owned = HostSketch.file("/usr/bin/ls", mode: 0o755, package: "coreutils")
    let daemon = HostSketch.file("/usr/lib/systemd/systemd-network", mode: 0o755) { $0.elf = Self.elf() }
    #expect(
      HostSketch(.file(owned), .file(daemon)).finding("file.stranger")?.severity == .medium
        || HostSketch(.file(owned), .file(daemon)).finding("file.stranger")?.severity == .low)
    #expect(HostSketch(.file(stranger)).finding("file.stranger") == nil)
  }

  @Test func aCrowdOfSmallFindingsDoesNotHideAGraveOne() {
    var host = HostSketch()
    for number in 0..<200 {
      host.facts.append(
        .file(HostSketch.file(HostString("/var/lib/docker/overlay2/\(number)/diff/usr/bin/su"), mode: 0o4755)))
    }
    host.facts.append(.file(HostSketch.file("/usr/bin/rbsh", mode: 0o4755)))
    #expect(host.finding("file.set-id")?.severity == .high)
    #expect(host.all.filter { $0.id == "file.set-id" && $0.severity == .info }.count == Judge.findingsPerHeuristic)
  }
}
