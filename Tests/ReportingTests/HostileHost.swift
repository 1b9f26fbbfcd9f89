import CaseModel
import HostFacts

/// A host that puts one poisonous text wherever a suspect can put text.
enum HostileHost {
  static func facts(_ poison: String) -> [HostFact] {
    let name = HostString(poison)
    let time = SampleReport.ago(hours: 2)
    var host = HostRecord(hostname: name, now: SampleReport.now)
    host.kernel = name
    host.machineID = name
    host.bootID = name
    host.system = name
    host.instanceID = name
    host.containerKind = poison
    host.architecture = poison
    host.bootedAt = time
    var process = ProcessRecord(pid: 66)
    process.ppid = 66
    process.comm = name
    process.arguments = [name, name]
    process.executable = name
    process.startedAt = time
    process.uids = [7, 7]
    var loop = ProcessRecord(pid: 67)
    loop.ppid = 68
    var back = ProcessRecord(pid: 68)
    back.ppid = 67
    back.startedAt = Timestamp(nanoseconds: .min)
    var socket = SocketRecord(transport: .tcp)
    socket.state = poison
    socket.localAddress = name
    socket.remoteAddress = name
    socket.remotePort = .max
    socket.pids = [66, .min]
    var listener = socket
    listener.state = "LISTEN"
    var account = AccountRecord(name: name, uid: 7, gid: 7, source: name)
    account.shell = name
    account.home = name
    account.groups = [name]
    account.password = .hash
    account.passwordScheme = poison
    return [
      .host(host), .process(process), .process(loop), .process(back), .socket(socket), .socket(listener),
      .account(account),
    ] + records(name, poison, time)
  }

  private static func records(_ name: HostString, _ poison: String, _ time: Timestamp) -> [HostFact] {
    var key = SSHKeyRecord(role: "authorized", account: name, path: name)
    key.fingerprint = poison
    key.comment = name
    key.options = name
    key.changedAt = time
    var entry = PersistenceRecord(.cron, path: name, line: .max, text: name)
    entry.account = name
    entry.trigger = name
    entry.changedAt = Timestamp(nanoseconds: .max)
    var packaged = entry
    packaged.package = name
    var login = LoginRecord(book: "wtmp", kind: "user", user: name, source: name)
    login.address = poison
    login.host = name
    login.terminal = name
    login.time = time
    var failed = login
    failed.book = "btmp"
    var current = login
    current.book = "utmp"
    var module = ModuleRecord(name: name)
    module.taint = poison
    module.state = poison
    module.seenBy = [poison]
    var program = BPFProgramRecord(id: 1, kind: poison)
    program.name = name
    program.pins = [name]
    program.attachments = [poison]
    program.loadedAt = time
    var container = ContainerRecord(engine: poison, id: name, source: name)
    container.image = name
    container.command = name
    var file = FileRecord(path: HostString("/tmp/\(poison)"), kind: .file)
    file.changed = time
    let discrepancy = DiscrepancyRecord(
      kind: .file, subject: name, seenBy: [poison], missingFrom: [poison], detail: name)
    return [
      .sshKey(key), .persistence(entry), .persistence(packaged), .login(login), .login(failed), .login(current),
      .module(module), .bpfProgram(program), .container(container), .file(file), .discrepancy(discrepancy),
    ]
  }

  static func judgement(_ poison: String) -> Judgement {
    let text = HostString(poison)
    let finding = Finding(
      id: poison, severity: .critical, techniques: [Technique(stringLiteral: poison), "T1059.004"], title: text,
      why: poison,
      evidence: [Evidence(source: text, text: text, exhibit: poison)], processes: [66, .max, .min],
      occurred: SampleReport.ago(hours: 1))
    return Judgement(
      verdict: .escalate, confidence: .low, provisional: true, reasons: [text], nextStep: poison, notSeen: [poison],
      findings: [finding])
  }
}
