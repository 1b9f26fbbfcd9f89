import CaseModel
import HostFacts

@testable import Triage

/// A host of a fleet drawn with few strokes, on top of `HostSketch`.
struct FleetSketch {
  var facts: [HostFact]
  var host: FleetHost

  static let bash = String(repeating: "b", count: 64)
  static let implant = String(repeating: "1", count: 64)
  static let attacker = "203.0.113.77"

  init(_ name: String, image: String? = "ami-1", group: String? = nil, _ records: HostFact...) {
    host = FleetHost(
      id: "1/eu/\(name)", account: "1", region: "eu", instance: "i-\(name)", image: image, group: group, name: name)
    facts =
      HostSketch().facts + [
        .process(Self.process(900, "/usr/bin/bash", digest: Self.bash, package: "bash")), .socket(Self.listener(22)),
        .module(ModuleRecord(name: "ext4")), .account(HostSketch.account("ec2-user", 1000)),
        .file(HostSketch.file("/usr/bin/true", mode: 0o755, package: "coreutils")),
      ] + records
  }

  static func process(
    _ pid: Int, _ path: HostString, digest: String?, package: HostString? = nil,
    change: (inout ProcessRecord) -> Void = { _ in }
  ) -> ProcessRecord {
    var process = ProcessRecord(pid: pid)
    process.ppid = 1
    process.comm = HostString(path.lastComponent)
    process.executable = path
    process.arguments = [path]
    process.executableDigest = digest
    process.executablePackage = package
    process.startedAt = HostSketch.ago(days: 1)
    process.uids = [0, 0, 0, 0]
    process.libraries = [path]
    change(&process)
    return process
  }

  static func listener(_ port: Int, pid: Int? = nil) -> SocketRecord {
    var socket = SocketRecord(transport: .tcp)
    socket.state = "LISTEN"
    socket.localAddress = "0.0.0.0"
    socket.localPort = port
    socket.inode = UInt64(10_000 + port)
    socket.pids = pid.map { [$0] } ?? []
    return socket
  }

  static func connection(to address: String, port: Int = 443, from local: Int = 50_000, pid: Int) -> SocketRecord {
    var socket = SocketRecord(transport: .tcp)
    socket.state = "ESTABLISHED"
    socket.localAddress = "10.0.0.5"
    socket.localPort = local
    socket.remoteAddress = HostString(address)
    socket.remotePort = port
    socket.inode = UInt64(90_000 + local)
    socket.pids = [pid]
    return socket
  }

  static func key(_ fingerprint: String, account: HostString = "root") -> SSHKeyRecord {
    var key = SSHKeyRecord(role: "authorized", account: account, path: "/root/.ssh/authorized_keys")
    key.line = 3
    key.fingerprint = fingerprint
    key.modifiedAt = HostSketch.ago(days: 100)
    return key
  }

  /// An implant in a temporary place that calls home, as the judge finds it.
  static func implanted(_ digest: String = implant) -> [HostFact] {
    [
      .process(process(4242, "/tmp/.x/kworker", digest: digest)),
      .socket(connection(to: attacker, port: 4444, pid: 4242)),
    ]
  }

  static func finding(
    _ id: String = "process.odd-place", _ severity: Severity = .high, pid: Int? = nil, _ evidence: Evidence...
  ) -> Finding {
    Finding(
      id: id, severity: severity, techniques: [], title: HostString("\(id) of the test"), why: "", evidence: evidence,
      processes: pid.map { [$0] } ?? [])
  }

  /// As the real judge finds it.
  var judged: FleetProfile {
    var judge = Judge()
    for fact in facts { judge.observe(fact) }
    return profile(judge.conclude(provisional: false))
  }

  func profile(_ verdict: Verdict = .clear, _ findings: Finding...) -> FleetProfile {
    profile(
      Judgement(
        verdict: verdict, confidence: .high, provisional: false, reasons: findings.map(\.title), nextStep: "",
        notSeen: [], findings: findings))
  }

  private func profile(_ judgement: Judgement) -> FleetProfile {
    var observer = FleetObserver(host)
    for fact in facts { observer.observe(fact) }
    return observer.profile(judgement)
  }
}

extension FleetProfile {
  func entry(_ kind: FleetIndicator.Kind, _ value: HostString) -> FleetEntry? {
    entries.first { $0.indicator == FleetIndicator(kind, value) }
  }
}

extension FleetComparison {
  init(_ profiles: [FleetProfile]) {
    self.init()
    for profile in profiles { add(profile) }
  }
}
