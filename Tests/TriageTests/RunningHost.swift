import CaseModel
import HostFacts
import Testing

@testable import Triage

/// A host made for a test: an ordinary server's skeleton, to which a test adds what it is about.
struct RunningHost {
  var picture = HostPicture()
  private var nextInode: UInt64 = 90_000

  /// When the collection began.
  static let now = Timestamp(seconds: 1_800_000_000)

  init() {
    var host = HostRecord(hostname: "web-1", now: Self.now)
    host.bootedAt = Timestamp(seconds: Self.now.seconds - 864_000)
    picture.add(.host(host))
    picture.packageCount = 500
    add(1, "/usr/lib/systemd/systemd", ["/sbin/init"], package: "systemd", ppid: 0)
    for (pid, name) in [
      (2, "kthreadd"), (12, "ksoftirqd/0"), (13, "rcu_preempt"), (40, "kworker/0:1-events"), (41, "nvme-wq"),
    ] {
      picture.add(.process(Self.kernelThread(pid, name)))
    }
    add(700, "/usr/sbin/sshd", ["sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"], package: "openssh-server")
    listen(700, .tcp, "0.0.0.0", 22)
  }

  static func kernelThread(_ pid: Int, _ name: String) -> ProcessRecord {
    var thread = ProcessRecord(pid: pid)
    thread.comm = HostString(name)
    thread.isKernelThread = true
    thread.uids = [0, 0, 0, 0]
    thread.state = "S"
    return thread
  }

  /// Adds a process with what every ordinary one has; `change` makes it the one that is meant.
  mutating func add(
    _ pid: Int, _ path: String, _ arguments: [String]? = nil, package: String? = nil, ppid: Int = 1, uid: Int = 0,
    terminal: Int = 0, _ change: (inout ProcessRecord) -> Void = { _ in }
  ) {
    var process = ProcessRecord(pid: pid)
    process.ppid = ppid
    process.executable = HostString(path)
    process.executablePackage = package.map { HostString($0) }
    process.arguments = (arguments ?? [path]).map { HostString($0) }
    process.comm = HostString(String((path.split(separator: "/").last ?? "").prefix(15)))
    process.uids = [uid, uid, uid, uid]
    process.gids = process.uids
    process.terminal = terminal
    process.session = pid
    process.state = "S"
    process.startedAt = Timestamp(seconds: Self.now.seconds - 863_000)
    process.namespaces = ["pid": 1, "mnt": 2, "net": 3, "user": 4]
    process.environment = [.init(name: "PATH", value: "/usr/bin:/bin")]
    process.workingDirectory = "/"
    process.cgroups = ["0::/system.slice/some.service"]
    process.seenBy = ["fresh procfs", "host procfs", "probe"]
    process.descriptors = [0, 1, 2].map { .init(number: $0, target: "/dev/null") }
    change(&process)
    picture.add(.process(process))
  }

  /// A listening socket held by a process as descriptor 5.
  mutating func listen(_ pid: Int, _ transport: SocketRecord.Transport, _ address: String, _ port: Int) {
    var socket = SocketRecord(transport: transport)
    socket.state = transport == .tcp ? "LISTEN" : ""
    socket.localAddress = HostString(address)
    socket.localPort = port
    hold(pid, socket, on: [5])
  }

  /// A connection held by a process on the given descriptors.
  mutating func connect(_ pid: Int, to address: String, _ port: Int, from local: Int = 40_000, on numbers: [Int] = [6])
  {
    var socket = SocketRecord(transport: .tcp)
    socket.state = "ESTABLISHED"
    socket.localAddress = "10.0.0.5"
    socket.localPort = local
    socket.remoteAddress = HostString(address)
    socket.remotePort = port
    hold(pid, socket, on: numbers)
  }

  mutating func hold(_ pid: Int, _ new: SocketRecord, on numbers: [Int]) {
    nextInode += 1
    var socket = new
    socket.inode = nextInode
    socket.networkNamespace = 3
    socket.pids = [pid]
    socket.seenBy = ["netlink", "procfs"]
    picture.add(.socket(socket))
    guard var process = picture.processes[pid] else { return }
    process.descriptors.removeAll { numbers.contains($0.number) }
    for number in numbers {
      var descriptor = ProcessRecord.Descriptor(number: number, target: HostString("socket:[\(socket.inode)]"))
      descriptor.socketInode = socket.inode
      process.descriptors.append(descriptor)
    }
    picture.add(.process(process))
  }

  /// A pipe from one process's descriptor to another's.
  mutating func pipe(_ from: (pid: Int, number: Int), _ to: (pid: Int, number: Int)) {
    nextInode += 1
    for end in [from, to] {
      guard var process = picture.processes[end.pid] else { continue }
      process.descriptors.removeAll { $0.number == end.number }
      process.descriptors.append(.init(number: end.number, target: HostString("pipe:[\(nextInode)]")))
      picture.add(.process(process))
    }
  }

  /// What the whole catalogue says about this host.
  var findings: [Finding] { findings(after: []) }

  /// The same, after other facts passed by.
  func findings(after facts: [HostFact]) -> [Finding] {
    var streams = HeuristicCatalogue.streams
    var found: [Finding] = []
    for fact in picture.processes.values.map(HostFact.process) + facts {
      for index in streams.indices { found += streams[index].observe(fact) }
    }
    let indexed = picture.indexed()
    for index in streams.indices { found += streams[index].finish(indexed) }
    return found + HeuristicCatalogue.pictures.flatMap { $0.examine(indexed) }
  }

  /// The finding is there, weighs enough, has the technique, and names the thing.
  func expect(
    _ id: String, _ technique: Technique, _ severity: Severity = .high, naming part: String,
    after facts: [HostFact] = [],
    _ location: SourceLocation = #_sourceLocation
  ) {
    let all = findings(after: facts)
    let found = all.filter { $0.id == id && $0.severity >= severity }
    #expect(
      !found.isEmpty, "no \(id) of \(severity); found: \(all.map { "\($0.id) \($0.severity)" })",
      sourceLocation: location)
    #expect(found.contains { $0.techniques.contains(technique) }, sourceLocation: location)
    let texts = found.flatMap { [$0.title.text] + $0.evidence.flatMap { [$0.source.text, $0.text.text] } }
    #expect(texts.contains { $0.contains(part) }, "nothing names \(part): \(texts)", sourceLocation: location)
    #expect(found.allSatisfy { !$0.evidence.isEmpty }, sourceLocation: location)
  }

  /// Nothing of the whole catalogue weighs more than `info`.
  func expectQuiet(
    atMost limit: Severity = .info, after facts: [HostFact] = [], _ location: SourceLocation = #_sourceLocation
  ) {
    let loud = findings(after: facts).filter { $0.severity > limit }
    #expect(loud.isEmpty, "\(loud.map { "\($0.id) \($0.severity): \($0.title)" })", sourceLocation: location)
  }
}
