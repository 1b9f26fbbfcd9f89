import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Code that hides behind the system's own programs.
@Suite struct DisguiseTests {
  var host = RunningHost()

  @Test(
    arguments: [
      ("/usr/bin/python3.11", ["python3", "/dev/shm/a.py"], "T1059.006"),
      ("/usr/bin/bash", ["bash", "/usr/lib/.x/run"], "T1059.004"),
      ("/usr/bin/perl", ["perl", "-w", "/tmp/.font/p.pl"], "T1059"),
    ] as [(String, [String], Technique)])
  func scriptFromOddPlaceIsFound(path: String, arguments: [String], technique: Technique) {
    var host = host
    host.add(200, path, arguments, package: "p")
    host.expect("process.odd-script", technique, naming: arguments.last ?? "")
  }

  @Test mutating func relativeScriptIsResolved() {
    host.add(200, "/usr/bin/python3.11", ["python3", "./a.py"], package: "python3") { $0.workingDirectory = "/var/tmp" }
    host.expect("process.odd-script", "T1059.006", .medium, naming: "/var/tmp/a.py")
  }

  @Test mutating func automationsScriptsAreQuiet() {
    host.add(201, "/usr/bin/java", ["java", "-jar", "agent.jar"], package: "openjdk", uid: 120)
    host.add(202, "/usr/bin/bash", ["/bin/bash", "/tmp/jenkins123.sh"], package: "bash", ppid: 201, uid: 120)
    host.add(
      203, "/usr/bin/python3.11", ["python3", "/root/.ansible/tmp/x/AnsiballZ_setup.py"], package: "python3", ppid: 700)
    host.add(204, "/usr/bin/bash", ["bash", "/opt/app/run.sh"], package: "bash")
    host.add(205, "/usr/bin/python3.11", ["python3", "manage.py", "runserver"], package: "python3") {
      $0.workingDirectory = "/srv/app"
    }
    host.add(206, "/usr/bin/python3.11", ["python3", "-m", "http.server"], package: "python3", terminal: 34816) {
      $0.workingDirectory = "/tmp"
    }
    host.expectQuiet()
  }

  @Test mutating func strayPreloadInSystemDirectoryIsFound() {
    host.add(210, "/usr/sbin/cron", package: "cron") {
      $0.environment.append(.init(name: "LD_PRELOAD", value: "/lib/libhelp.so"))
    }
    let file = FileRecord(path: "/usr/lib/libhelp.so", kind: .file)
    host.expect("process.stray-library", "T1574.006", .high, naming: "/usr/lib/libhelp.so", after: [.file(file)])
  }

  @Test mutating func libraryThatReplacesListingsIsFound() {
    host.add(210, "/usr/sbin/cron", package: "cron") { $0.libraries = ["/usr/sbin/cron", "/usr/lib/libm.so.9"] }
    var file = FileRecord(path: "/usr/lib/libm.so.9", kind: .file)
    file.elf = .init(type: "shared", machine: "x86_64")
    file.elf?.interposes = ["readdir64"]
    host.expect("process.stray-library", "T1014", .critical, naming: "readdir64", after: [.file(file)])
  }

  @Test mutating func packagedAndUnusedLibrariesAreQuiet() {
    host.add(210, "/usr/sbin/cron", package: "cron") { $0.libraries = ["/usr/sbin/cron", "/usr/lib/libc.so.6"] }
    var libc = FileRecord(path: "/usr/lib/libc.so.6", kind: .file)
    libc.package = "libc6"
    let unused = FileRecord(path: "/usr/lib/libold.so", kind: .file)
    host.expectQuiet(after: [.file(libc), .file(unused)])
  }

  @Test mutating func processWithoutItsOwnCodeIsFound() {
    for pid in 220..<226 {
      host.add(pid, "/usr/sbin/cron", package: "cron") { $0.libraries = ["/usr/sbin/cron", "/usr/lib/libc.so.6"] }
    }
    host.expectQuiet()
    host.add(230, "/usr/sbin/cron", package: "cron") { $0.libraries = ["/usr/lib/libc.so.6"] }
    host.expect("process.unmapped-executable", "T1055.012", .medium, naming: "/usr/sbin/cron (pid 230)")
  }

  @Test mutating func unlistedMappingsAreNotAsked() {
    for pid in 220..<230 { host.add(pid, "/usr/sbin/cron", package: "cron") { $0.libraries = ["/usr/lib/libc.so.6"] } }
    host.expectQuiet()
  }

  @Test mutating func wideOpenContainersAreInfoUntilAShellIsTheirCommand() {
    var container = ContainerRecord(engine: "docker", id: "ab", source: "/var/lib/docker/containers/ab/config.v2.json")
    container.isPrivileged = true
    container.binds = ["/:/host", "/var/run/docker.sock:/var/run/docker.sock"]
    container.command = "/agent run"
    host.picture.add(.container(container))
    host.expect("process.wide-open-container", "T1611", .info, naming: "ab")
    host.expectQuiet()
    container.command = "chroot /host sh"
    host.picture.add(.container(container))
    host.expect("process.wide-open-container", "T1611", .medium, naming: "chroot")
  }

  @Test mutating func falseKernelThreadIsFound() {
    var thread = RunningHost.kernelThread(9000, "kworker/9:0")
    thread.ppid = 2
    host.picture.add(.process(thread))
    host.expectQuiet()
    thread.ppid = 1
    host.picture.add(.process(thread))
    host.expect("hiding.false-kernel-thread", "T1014", .critical, naming: "pid 9000")
  }
}
