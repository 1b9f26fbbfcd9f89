import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Programs that nobody brought, and what they keep out of sight.
@Suite struct StrangerTests {
  var host = RunningHost()

  private static func open(_ path: HostString, deleted: Bool = false, flags: Int = 0o102001)
    -> ProcessRecord.Descriptor
  {
    var descriptor = ProcessRecord.Descriptor(number: 7, target: path)
    descriptor.isDeleted = deleted
    descriptor.flags = flags
    return descriptor
  }

  @Test mutating func deletedDataOfAStrangerIsFound() {
    host.add(100, "/usr/lib/udev/helperd") { $0.descriptors.append(Self.open("/var/log/.x (deleted)", deleted: true)) }
    host.expect("process.deleted-data", "T1070.004", .medium, naming: "/var/log/.x")
  }

  @Test mutating func deletedFilesOfDaemonsAndRuntimesAreQuiet() {
    host.add(100, "/usr/sbin/nginx", package: "nginx") {
      $0.descriptors.append(Self.open("/var/log/nginx/access.log.1 (deleted)", deleted: true))
    }
    host.add(101, "/opt/app/bin/app") {
      $0.descriptors.append(Self.open("/var/log/app/app.log (deleted)", deleted: true))
      $0.descriptors.append(Self.open("/tmp/.tmpAb12 (deleted)", deleted: true))
    }
    host.expectQuiet()
  }

  @Test mutating func hiddenOutputIsFound() {
    host.add(100, "/opt/mon/agent") { $0.descriptors.append(Self.open("/var/tmp/.keys")) }
    host.expect("process.hidden-output", "T1074.001", .low, naming: "/var/tmp/.keys")
  }

  @Test mutating func locksAndReadersAreQuiet() {
    host.add(100, "/opt/mon/agent") {
      $0.descriptors.append(Self.open("/run/.agent.lock"))
      $0.descriptors.append(Self.open("/etc/.pwd", flags: 0o100000))
    }
    host.add(101, "/usr/bin/vim", package: "vim") { $0.descriptors.append(Self.open("/tmp/.notes")) }
    host.expectQuiet()
  }

  @Test(arguments: [("/usr/lib/sysctl.d/ctl", Severity.medium), ("/usr/sbin/mysvc", .low)])
  func daemonOfNoPackageIsFound(path: String, severity: Severity) {
    var host = host
    host.add(100, path)
    host.expect("process.stranger", "T1036.005", severity, naming: path)
  }

  @Test mutating func copiedAgentsAreQuiet() {
    host.add(100, "/usr/bin/kubelet")
    host.add(101, "/usr/local/bin/node_exporter")
    host.expectQuiet()
  }

  @Test mutating func concealedSocketIsFound() {
    host.add(100, "/usr/local/sbin/relayd")
    var socket = SocketRecord(transport: .unix)
    socket.state = "LISTEN"
    socket.localAddress = "/var/tmp/.relay/s"
    host.hold(100, socket, on: [5])
    host.expect("network.concealed-socket", "T1559", .medium, naming: "/var/tmp/.relay/s")
  }

  @Test mutating func socketsOfDisplaysDatabasesAndPackagesAreQuiet() {
    for (pid, path, package, place) in [
      (100, "/opt/pg/bin/postgres", nil, "/tmp/.s.PGSQL.5432"), (101, "/opt/x/Xvnc", nil, "/tmp/.X11-unix/X1"),
      (102, "/usr/bin/foo", "foo", "/run/.foo/s"), (103, "/opt/app/bin/app", nil, "/run/app/app.sock"),
    ] as [(Int, String, String?, String)] {
      host.add(pid, path, package: package)
      var socket = SocketRecord(transport: .unix)
      socket.state = "LISTEN"
      socket.localAddress = HostString(place)
      host.hold(pid, socket, on: [5])
    }
    host.expectQuiet()
  }

  @Test mutating func snifferThatWritesAFileIsFound() {
    host.add(100, "/usr/local/sbin/capd") { $0.descriptors.append(Self.open("/tmp/.c")) }
    var socket = SocketRecord(transport: .packet)
    socket.localPort = 3
    host.hold(100, socket, on: [5])
    host.expect("network.packet-socket", "T1040", .medium, naming: "/usr/local/sbin/capd")
  }

  @Test mutating func rawSocketSpeaksAnotherProtocol() {
    host.add(100, "/usr/games/pingd")
    var socket = SocketRecord(transport: .raw)
    socket.localPort = 1
    host.hold(100, socket, on: [5])
    host.expect("network.packet-socket", "T1095", .medium, naming: "/usr/games/pingd")
  }

  @Test func whatALibraryNamesIsFound() {
    var library = HostSketch.file("/usr/lib/libq.so")
    library.elf = .init(type: "shared", machine: "x86_64")
    library.elf?.interposes = ["readdir"]
    library.elf?.texts = ["/proc/self/fd/%d", "qworker"]
    var process = ProcessRecord(pid: 40)
    process.comm = "qworker"
    process.executable = "/usr/sbin/qworker"
    process.uids = [0, 0, 0, 0]
    let finding = HostSketch(.file(library), .process(process)).finding("hiding.named-by-library")
    #expect(finding?.severity == .high)
    #expect(finding?.techniques.first == "T1014")
    process.executablePackage = "qworker"
    #expect(HostSketch(.file(library), .process(process)).finding("hiding.named-by-library") == nil)
    library.elf?.texts = ["worker pool"]
    process.executablePackage = nil
    #expect(HostSketch(.file(library), .process(process)).finding("hiding.named-by-library") == nil)
  }
}

/// What jobs of a build service leave behind.
@Suite struct BuildJobTests {
  var host = RunningHost()

  @Test mutating func leftoversOfAJobAreQuiet() {
    host.add(100, "/opt/actions-runner/bin/Runner.Listener", uid: 1021)
    host.add(101, "/tmp/go-build1/b001/exe/a.test", uid: 1021) { $0.executableIsDeleted = true }
    host.expectQuiet()
  }

  @Test mutating func theSameWithoutARunnerOrWithAPeerIsFound() {
    host.add(101, "/tmp/go-build1/b001/exe/a.test", uid: 1021) { $0.executableIsDeleted = true }
    host.expect("process.deleted-executable", "T1070.004", naming: "/tmp/go-build1/b001/exe/a.test")
    host.add(100, "/opt/actions-runner/bin/Runner.Listener", uid: 1021)
    host.connect(101, to: "203.0.113.8", 443)
    host.expect("process.deleted-executable", "T1070.004", naming: "/tmp/go-build1/b001/exe/a.test")
  }
}
