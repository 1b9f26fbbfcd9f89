import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Where a program came from and what became of its file.
@Suite struct ExecutableTests {
  var host = RunningHost()

  @Test mutating func deletedProgramInTemporaryDirectoryIsFound() {
    host.add(4242, "/tmp/x", uid: 33) { $0.executableIsDeleted = true }
    host.expect("process.deleted-executable", "T1070.004", naming: "/tmp/x (pid 4242)")
  }

  @Test(arguments: ["/dev/shm/.k/a", "/var/tmp/systemd-private", "/run/lock/w", "/var/spool/x"])
  func deletedProgramIsFoundWhereverItWasPut(path: String) {
    var host = host
    host.add(50, path) { $0.executableIsDeleted = true }
    host.expect("process.deleted-executable", "T1070.004", naming: path)
  }

  @Test mutating func upgradedPackageAndRebuiltProjectAreQuiet() {
    host.add(800, "/usr/sbin/nginx", package: "nginx") {
      $0.executableIsDeleted = true
      $0.executableWasReplaced = true
    }
    host.add(801, "/usr/sbin/cron", package: "cron") { $0.executableIsDeleted = true }
    host.add(900, "/bin/bash", ["-bash"], package: "bash", ppid: 700, uid: 1000, terminal: 34816)
    host.add(901, "/home/dev/proj/.build/debug/app", ppid: 900, uid: 1000, terminal: 34816) {
      $0.executableIsDeleted = true
    }
    host.add(902, "/home/ci/_work/app/server", uid: 1001) {
      $0.executableIsDeleted = true
      $0.executableWasReplaced = true
    }
    host.expectQuiet()
  }

  @Test mutating func replacedFileInTemporaryDirectoryIsNoUpgrade() {
    host.add(50, "/tmp/agent") {
      $0.executableIsDeleted = true
      $0.executableWasReplaced = true
    }
    host.expect("process.deleted-executable", "T1070.004", naming: "/tmp/agent")
  }

  @Test mutating func memoryFileIsFound() {
    host.add(51, "/memfd:anything", ["[kworker/9:9]"]) { $0.executableIsDeleted = true }
    host.expect("process.memory-executable", "T1620", .critical, naming: "/proc/51/exe")
  }

  @Test mutating func containerRuntimesMemoryCopyIsQuiet() {
    host.add(60, "/usr/bin/containerd-shim-runc-v2", package: "containerd")
    host.add(61, "/memfd:runc_cloned:/proc/self/exe", ["runc", "init"], ppid: 60)
    host.expectQuiet()
  }

  @Test mutating func borrowedNameOfRuntimeCopyDoesNotHelp() {
    host.add(61, "/memfd:runc_cloned:/proc/self/exe", ["runc", "init"])
    host.expect("process.memory-executable", "T1620", .critical, naming: "runc_cloned")
  }

  @Test(arguments: [
    "/dev/shm/a", "/dev/.udev/x", "/usr/lib/.cache/x", "/tmp/.../y", "/tmp/.X11-unix/z", "/var/log/journal/q",
  ])
  func oddPlacesAreFound(path: String) {
    var host = host
    host.add(70, path)
    host.expect("process.odd-place", "T1564.001", naming: path)
  }

  @Test mutating func usualPlacesAreQuiet() {
    host.add(71, "/opt/vendor/bin/agent")
    host.add(72, "/snap/lxd/24322/bin/lxd")
    host.add(73, "/home/dev/.cargo/bin/server", uid: 1000)
    host.add(74, "/home/dev/.vscode-server/bin/abc/node", uid: 1000)
    host.add(75, "/var/lib/docker/overlay2/abc/merged/usr/bin/app", uid: 999)
    host.add(76, "/usr/local/bin/node_exporter", uid: 998)
    host.add(80, "/usr/bin/make", package: "make", uid: 1000)
    host.add(81, "/tmp/go-build123/b001/exe/main", ppid: 80, uid: 1000)
    host.add(82, "/tmp/.mount_AppAbC/usr/bin/app", uid: 1000)
    var mount = MountRecord(id: 9, path: "/tmp/.mount_AppAbC")
    mount.fileSystem = "fuse.App"
    host.picture.add(.mount(mount))
    host.expectQuiet()
  }

  @Test mutating func webRootProgramUnderServerIsFound() {
    host.add(90, "/usr/sbin/apache2", package: "apache2", uid: 33)
    host.add(91, "/var/www/html/uploads/p", ppid: 90, uid: 33)
    host.expect("process.odd-place", "T1505.003", naming: "/var/www/html/uploads/p")
  }

  @Test mutating func deployedServerInWebDirectoryIsQuiet() {
    host.add(91, "/var/www/app/current/bin/server", uid: 33)
    host.expectQuiet()
  }

  @Test mutating func alteredPackageProgramIsFound() {
    host.add(92, "/usr/bin/login", package: "login") { $0.executableDiffersFromPackage = true }
    host.expect("process.altered-program", "T1554", .critical, naming: "/usr/bin/login")
  }

  @Test mutating func oldProgramOfUpgradedPackageIsQuiet() {
    host.add(92, "/usr/sbin/rsyslogd", package: "rsyslog") {
      $0.executableDiffersFromPackage = true
      $0.executableWasReplaced = true
      $0.executableIsDeleted = true
    }
    host.expectQuiet()
  }

  @Test mutating func copiedToolIsFoundByItsBytes() {
    host.add(93, "/var/tmp/update", uid: 33) { $0.executableDigest = "aa" }
    var original = FileRecord(path: "/usr/bin/ncat", kind: .file)
    original.sha256 = "aa"
    original.package = "ncat"
    host.expect("process.copied-tool", "T1036.003", naming: "/usr/bin/ncat", after: [.file(original)])
  }

  @Test mutating func virtualEnvironmentsCopyIsQuiet() {
    host.add(93, "/home/dev/app/.venv/bin/python3", ["python3", "app.py"], uid: 1000) { $0.executableDigest = "aa" }
    host.add(94, "/usr/bin/python3.11", package: "python3") { $0.executableDigest = "aa" }
    host.expectQuiet()
  }

  @Test(arguments: [["-sh"], ["bash", "-i"], ["/bin/sh"]])
  func unknownProgramUsedAsShellIsFound(arguments: [String]) {
    var host = host
    host.add(95, "/usr/lib/libx/helper", arguments, terminal: 34816)
    host.expect("process.renamed-shell", "T1036.003", naming: "/usr/lib/libx/helper")
  }

  @Test mutating func userInstalledShellIsQuiet() {
    host.add(95, "/home/dev/.local/bin/fish", ["-fish"], uid: 1000, terminal: 34816)
    host.add(96, "/usr/local/bin/zsh", ["-zsh"], uid: 1000, terminal: 34817)
    host.expectQuiet()
  }
}
