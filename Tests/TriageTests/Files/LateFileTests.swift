import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Files that tell something by when they came and what lies beside them.
@Suite struct LateFileTests {
  private static func elf() -> FileRecord.ELFSummary { FileRecord.ELFSummary(type: "executable", machine: "x86_64") }

  /// A file that came yesterday, on a host more than a year old.
  private static func late(
    _ path: HostString, kind: FileRecord.Kind = .file, mode: Int = 0o644, change: (inout FileRecord) -> Void = { _ in }
  ) -> FileRecord {
    HostSketch.file(path, kind: kind, mode: mode) {
      $0.born = HostSketch.ago(days: 1)
      $0.changed = HostSketch.ago(days: 1)
      $0.modified = HostSketch.ago(days: 1)
      change(&$0)
    }
  }

  // MARK: PAM modules

  @Test func aModuleOfNoPackageInAStackIsFound() {
    let path: HostString = "/usr/lib64/security/pam_extra.so"
    let entry = HostSketch.entry(
      .pam, "/etc/pam.d/system-auth", "auth sufficient pam_extra.so",
      attributes: ["module": "pam_extra.so", "type": "auth", "control": "sufficient"])
    let finding = HostSketch(.file(HostSketch.file(path)), .persistence(entry)).finding("file.pam-module")
    #expect(finding?.severity == .high)
    #expect(finding?.techniques == ["T1556.003"])
    #expect(finding?.title.contains("/etc/pam.d/system-auth") == true)
    #expect(HostSketch(.file(HostSketch.file(path))).finding("file.pam-module")?.severity == .medium)
  }

  @Test func aPackagedModuleAndOneInAContainerAreOrdinary() {
    let owned = HostSketch.file("/usr/lib64/security/pam_unix.so", package: "libpam")
    let layer = HostSketch.file("/var/lib/docker/overlay2/a/diff/usr/lib/security/pam_extra.so")
    #expect(HostSketch(.file(owned), .file(layer)).findings.isEmpty)
  }

  // MARK: Programs in front of the real ones

  @Test func aFalseCommandInEverybodysPathIsFound() {
    let file = HostSketch.file("/usr/local/share/tools/su", mode: 0o755)
    let path = HostSketch.entry(
      .environment, "/etc/environment", "PATH=/usr/local/share/tools:/usr/bin",
      attributes: ["variable": "PATH", "value": "/usr/local/share/tools:/usr/bin"])
    let finding = HostSketch(.file(file), .persistence(path)).finding("file.shadowing-program")
    #expect(finding?.severity == .high)
    #expect(finding?.techniques.first == "T1574.007")
    #expect(HostSketch(.file(file)).finding("file.shadowing-program")?.severity == .low)
  }

  @Test func toolBoxesAndWrappersAreOrdinary() {
    var host = HostSketch()
    for name in ["ls", "ps", "su", "find", "top", "who"] {
      host.facts.append(.file(HostSketch.file(HostString("/opt/busybox/bin/\(name)"), mode: 0o755)))
    }
    host.facts.append(.file(HostSketch.file("/home/a/bin/ssh", mode: 0o755)))
    host.facts.append(
      .persistence(
        HostSketch.entry(
          .environment, "/etc/environment", "PATH=/opt/busybox/bin:/usr/bin",
          attributes: ["variable": "PATH", "value": "/opt/busybox/bin:/usr/bin"])))
    #expect(host.findings.isEmpty, "\(host.findings.map(\.title))")
  }

  @Test func aToolsHiddenDirectoryInEverybodysPathIsFound() {
    func entry(_ file: HostString, _ directory: String) -> PersistenceRecord {
      HostSketch.entry(
        .environment, file, "PATH",
        attributes: ["variable": "PATH", "value": HostString(escaped: "\(directory):/usr/bin")])
    }
    let wide = HostSketch(.persistence(entry("/etc/environment", "/opt/.cache/x")))
    #expect(wide.finding("persistence.path-hijack")?.severity == .high)
    #expect(HostSketch(.persistence(entry("/home/a/.profile", "/home/a/.local/bin"))).findings.isEmpty)
  }

  // MARK: Locked documents

  private static func locked(_ ending: String, count: Int, days: Double = 1) -> [HostFact] {
    (0..<count).map { number in
      .file(
        late(HostString("/srv/data/d\(number % 4)/report-\(number).xlsx.\(ending)")) {
          $0.changed = HostSketch.ago(days: days)
        })
    }
  }

  @Test func documentsWithANewEndingAndANoteAreFound() {
    var host = HostSketch()
    host.facts += Self.locked("wq7x", count: 5)
    host.facts.append(.file(Self.late("/srv/data/HOW_TO_DECRYPT.html")))
    let finding = host.finding("file.locked-documents")
    #expect(finding?.severity == .high)
    #expect(finding?.techniques == ["T1486"])
    #expect(finding?.title.contains("HOW_TO_DECRYPT.html") == true)
  }

  @Test func aFloodNeedsNoNote() {
    var host = HostSketch()
    host.facts += Self.locked("wq7x", count: 80)
    #expect(host.finding("file.locked-documents")?.severity == .medium)
    var encrypted = HostSketch()
    encrypted.facts += Self.locked("gpg", count: 80)
    #expect(encrypted.findings.isEmpty)
  }

  @Test(arguments: ["bak", "gz", "sha256", "orig"]) func usualEndingsAreOrdinary(_ ending: String) {
    var host = HostSketch()
    host.facts += Self.locked(ending, count: 60)
    host.facts.append(.file(Self.late("/srv/data/README_RESTORE.txt")))
    #expect(host.findings.isEmpty)
  }

  @Test func aFewOddEndingsWithoutANoteAreOrdinary() {
    var host = HostSketch()
    host.facts += Self.locked("wq7x", count: 5)
    host.facts.append(.file(Self.late("/home/a/restore.txt")))
    #expect(host.findings.isEmpty)
  }

  // MARK: Tools for carrying data away

  @Test func aLateToolWithItsSettingsIsFound() {
    let host = HostSketch(
      .file(Self.late("/opt/rclone", mode: 0o755)), .file(Self.late("/root/.config/rclone/rclone.conf", mode: 0o600)))
    #expect(host.finding("file.exfiltration-tool")?.severity == .medium)
    #expect(host.finding("file.exfiltration-tool")?.techniques.first == "T1567.002")
    #expect(
      HostSketch(.file(Self.late("/root/.megarc"))).finding("file.exfiltration-tool")?.severity == .low)
  }

  @Test func anOldBackupToolIsOrdinary() {
    let host = HostSketch(
      .file(HostSketch.file("/usr/local/bin/rclone", mode: 0o755)),
      .file(HostSketch.file("/root/.config/rclone/rclone.conf")))
    #expect(host.findings.isEmpty)
  }

  // MARK: Masked units

  @Test(arguments: [
    ("auditd.service", Severity.medium), ("falcon-sensor.service", .medium), ("apt-daily.timer", .low),
    ("dnf-automatic.timer", .low),
  ]) func aUnitMaskedLatelyIsFound(_ unit: String, _ severity: Severity) {
    let file = Self.late(HostString("/etc/systemd/system/\(unit)"), kind: .link) { $0.linkTarget = "/dev/null" }
    let finding = HostSketch(.file(file)).finding("file.masked-unit")
    #expect(finding?.severity == severity)
    #expect(finding?.techniques == ["T1562.001"])
  }

  @Test func masksOfTheImageAndOfOtherUnitsAreOrdinary() {
    let old = HostSketch.file("/etc/systemd/system/apt-daily.timer", kind: .link) { $0.linkTarget = "/dev/null" }
    let other = Self.late("/etc/systemd/system/bluetooth.service", kind: .link) { $0.linkTarget = "/dev/null" }
    let link = Self.late("/etc/systemd/system/auditd.service", kind: .link) {
      $0.linkTarget = "/usr/lib/systemd/system/auditd.service"
    }
    #expect(HostSketch(.file(old), .file(other), .file(link)).findings.isEmpty)
  }

  // MARK: Start-up by the cloud

  @Test func aScriptForEachBootThatFetchesIsFound() {
    let file = Self.late("/var/lib/cloud/scripts/per-boot/net.sh", mode: 0o755) { $0.signs = ["downloader-to-shell"] }
    let finding = HostSketch(.file(file)).finding("file.boot-script")
    #expect(finding?.severity == .high)
    #expect(finding?.techniques.contains("T1037") == true)
    #expect(
      HostSketch(.file(Self.late("/var/lib/cloud/scripts/per-boot/x", mode: 0o755))).finding("file.boot-script")?
        .severity == .low)
  }

  @Test func theImagesBootScriptIsOrdinary() {
    let file = HostSketch.file("/var/lib/cloud/scripts/per-boot/disks.sh", mode: 0o755)
    #expect(HostSketch(.file(file)).findings.isEmpty)
  }

  @Test func aHybridRegistrationIsFoundWhereItDoesNotBelong() {
    let path: HostString = "/var/lib/amazon/ssm/Vault/Store/RegistrationKey"
    #expect(HostSketch(.file(Self.late(path))).finding("file.agent-registration")?.severity == .medium)
    #expect(HostSketch(.file(HostSketch.file(path))).findings.isEmpty)
    var instance = HostRecord(hostname: "web-1", now: HostSketch.now)
    instance.instanceID = "i-0123456789abcdef0"
    let onEC2 = HostSketch(.host(instance), .file(HostSketch.file(path)))
    #expect(onEC2.finding("file.agent-registration")?.severity == .high)
    #expect(onEC2.finding("file.agent-registration")?.techniques.contains("T1219") == true)
    let own = HostSketch.file("/var/lib/amazon/ssm/Vault/Store/EC2RegistrationKey")
    #expect(HostSketch(.host(instance), .file(own)).findings.isEmpty)
  }

  @Test func anImmutableProgramOfNoPackageIsFound() {
    func file(_ flags: String) -> FileRecord {
      HostSketch.file("/opt/agent/agentd", mode: 0o755) {
        $0.flags = flags
        $0.elf = Self.elf()
      }
    }
    #expect(HostSketch(.file(file("ie"))).finding("file.immutable")?.severity == .medium)
    #expect(HostSketch(.file(file("e"))).findings.isEmpty)
  }

  @Test func buildIdentifiersAreLinksOnly() {
    let links = HostSketch.file("/usr/lib/.build-id/ab/cdef0123", kind: .link) { $0.linkTarget = "../../../bin/ls" }
    #expect(HostSketch(.file(links)).findings.isEmpty)
    let program = HostSketch.file("/usr/lib/.build-id/upd", mode: 0o755) { $0.elf = Self.elf() }
    #expect(!HostSketch(.file(program)).findings.isEmpty)
  }

  // MARK: Emptied logs

  private static func log(
    _ path: HostString, size: Int64 = 0, born: Double, modified: Double
  ) -> HostFact {
    .file(
      HostSketch.file(path) {
        $0.size = size
        $0.born = HostSketch.ago(days: born)
        $0.modified = HostSketch.ago(days: modified)
        $0.changed = HostSketch.ago(days: modified)
      })
  }

  @Test func aLogEmptiedInPlaceIsFound() {
    let finding = HostSketch(Self.log("/var/log/btmp", born: 20, modified: 1)).finding("log.emptied-file")
    #expect(finding?.severity == .medium)
    #expect(finding?.techniques == ["T1070.002"])
    let rotated = HostSketch(
      Self.log("/var/log/nginx/access.log.1", born: 2, modified: 0.1),
      Self.log("/var/log/nginx/access.log.2.gz", size: 900, born: 3, modified: 2))
    #expect(rotated.finding("log.emptied-file")?.severity == .medium)
  }

  @Test func rotationAndQuietLogsAreOrdinary() {
    // copytruncate: the copy is of the same minute.
    let copied = HostSketch(
      Self.log("/var/log/auth.log", born: 40, modified: 1),
      Self.log("/var/log/auth.log.1", size: 5000, born: 1, modified: 1))
    #expect(copied.findings.isEmpty)
    let created = HostSketch(Self.log("/var/log/btmp", born: 12, modified: 12))
    #expect(created.findings.isEmpty)
    let application = HostSketch(Self.log("/var/log/app/debug.log", born: 40, modified: 1))
    #expect(application.findings.isEmpty)
  }
}
