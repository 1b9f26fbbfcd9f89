import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Where two views disagree.
@Suite struct HidingTests {
  var host = RunningHost()

  private func mount(
    _ path: String, _ fileSystem: String, source: String = "none", root: String = "/", covers: String? = nil,
    propagation: String = ""
  ) -> HostFact {
    var record = MountRecord(id: 900, path: HostString(path))
    record.fileSystem = fileSystem
    record.source = HostString(source)
    record.root = HostString(root)
    record.covers = covers.map { HostString($0) }
    record.propagation = propagation
    record.mountNamespace = 2
    return .mount(record)
  }

  private func discrepancy(_ kind: DiscrepancyRecord.Kind, _ subject: String, pid: Int? = nil) -> HostFact {
    .discrepancy(
      DiscrepancyRecord(
        kind: kind, subject: HostString(subject), seenBy: ["probe"], missingFrom: ["host procfs"],
        detail: "looked twice", pid: pid))
  }

  @Test mutating func hiddenProcessIsFoundByRecordAndByViews() {
    host.picture.add(discrepancy(.process, "4321", pid: 4321))
    host.expect("hiding.process", "T1014", .critical, naming: "4321")
    var other = RunningHost()
    other.add(4322, "/usr/bin/x", package: "x") { $0.seenBy = ["probe", "cgroup"] }
    other.expect("hiding.process", "T1564", .critical, naming: "/usr/bin/x (pid 4322)")
  }

  @Test mutating func processBornBetweenTwoLooksIsQuiet() {
    host.add(4322, "/usr/bin/x", package: "x") {
      $0.seenBy = ["probe"]
      $0.startedAt = RunningHost.now
    }
    host.expectQuiet()
  }

  @Test mutating func fileMountedOverProgramIsFound() {
    host.picture.add(mount("/usr/bin/ss", "ext4", source: "/dev/nvme0n1p1", root: "/opt/ss"))
    host.expect("hiding.covered-content", "T1564.013", .high, naming: "/usr/bin/ss")
  }

  @Test mutating func restrictedListingWithoutPrivilegeIsQuiet() {
    host.picture.host?.isPrivileged = false
    host.add(4322, "/usr/bin/x", package: "x") { $0.seenBy = ["probe"] }
    host.expectQuiet()
  }

  @Test mutating func mountOverProcessIsFound() {
    host.add(77, "/usr/bin/x", package: "x")
    host.picture.add(mount("/proc/77", "ext4", root: "/empty"))
    host.expect("hiding.mounted-over-process", "T1564.013", .critical, naming: "/proc/77")
  }

  @Test mutating func maskedFilesOfContainersAreQuiet() {
    for path in ["/proc/kcore", "/proc/keys", "/proc/cpuinfo", "/proc/sys/fs/binfmt_misc"] {
      host.picture.add(mount(path, "tmpfs", covers: path))
    }
    host.expectQuiet()
  }

  @Test(arguments: [("/usr/bin/ss", Severity.high), ("/var/log", .medium), ("/etc/cron.d", .medium)])
  func coveredContentIsFound(path: String, severity: Severity) {
    var host = host
    host.picture.add(mount(path, "tmpfs", covers: "content"))
    host.expect("hiding.covered-content", "T1564.013", severity, naming: path)
  }

  @Test mutating func ordinaryMountsAreQuiet() {
    host.picture.add(mount("/var/log", "ext4", source: "/dev/nvme1n1p1", covers: "old logs"))
    host.picture.add(mount("/tmp", "tmpfs", covers: "files"))
    host.picture.add(mount("/boot/efi", "vfat", source: "/dev/sda15", covers: "x"))
    host.picture.add(mount("/snap/core/1", "squashfs", source: "/dev/loop1", covers: "x"))
    host.picture.add(mount("/tmp/.mount_AppX", "fuse.AppX"))
    host.picture.add(mount("/run/user/1000/doc", "fuse.portal"))
    host.expectQuiet()
  }

  @Test mutating func mountAtHiddenPlaceIsFound() {
    host.picture.add(mount("/usr/lib/.fs", "tmpfs"))
    host.expect("hiding.odd-mount", "T1564.013", .medium, naming: "/usr/lib/.fs")
  }

  @Test mutating func unbindableMountWithProgramIsFound() {
    host.picture.add(discrepancy(.unbindableMount, "/mnt/w"))
    host.add(88, "/mnt/w/a")
    host.expect("hiding.unbindable-mount", "T1564.013", .high, naming: "/mnt/w/a (pid 88)")
  }

  @Test mutating func polyinstantiatedDirectoryIsLow() {
    host.picture.add(mount("/mnt/inst", "ext4", propagation: "unbindable"))
    host.expectQuiet(atMost: .low)
  }

  @Test mutating func stalledReadIsFound() {
    host.add(99, "/home/u/t") { $0.stalledReads = ["cmdline"] }
    host.expect("hiding.stalled-read", "T1564", .high, naming: "/home/u/t (pid 99)")
  }

  @Test mutating func sleepOnDeadShareIsLow() {
    host.add(99, "/usr/bin/rsync", package: "rsync") {
      $0.stalledReads = ["maps"]
      $0.state = "D"
    }
    host.expectQuiet(atMost: .low)
  }

  @Test mutating func hiddenFileAndSocketAreFound() {
    host.picture.add(discrepancy(.file, "/usr/lib/.rk"))
    host.picture.add(discrepancy(.socket, "tcp 0.0.0.0:4545 LISTEN"))
    host.expect("hiding.file", "T1014", naming: "/usr/lib/.rk")
    host.expect("hiding.socket", "T1014", naming: "4545")
  }

  @Test mutating func passingConnectionIsLow() {
    host.picture.add(discrepancy(.socket, "tcp 10.0.0.5:5000 → 10.0.0.6:80 TIME_WAIT"))
    host.expectQuiet(atMost: .low)
  }
}
