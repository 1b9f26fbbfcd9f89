internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Compares who is logged in by utmp with the login ids of processes (coverage C046). A login id without a session is ordinary for cron and services of
/// users; how many there are is kept as a property for whoever judges.
struct SessionComparison {
  let source: LiveHostSource
  let loginIDs: [Int: Int]
  let accounts: [AccountRecord]

  func collect(into sink: any CollectionSink) {
    var sessions: [HostString: Int] = [:]
    var tried: [HostString] = ["/proc/PID/loginuid"]
    for path in ["/run/utmp", "/var/run/utmp"] as [HostString] {
      tried.append(path)
      guard let read = try? source.read(path, limit: 4 << 20) else { continue }
      let input = ArtifactInput(path: path, bytes: read.bytes, now: Timestamp(nanoseconds: nt_clock(0)))
      for case .login(let login) in UtmpParser.parse(input).facts where login.kind == "user" {
        sessions[login.user, default: 0] += 1
      }
      break
    }
    let names = Dictionary(accounts.map { ($0.uid, $0.name) }, uniquingKeysWith: { first, _ in first })
    let known = Set(loginIDs.keys.map { names[$0] ?? HostString("\($0)") }).union(sessions.keys)
    for name in known.sorted() {
      let processes = loginIDs.first { names[$0.key] == name }?.value ?? 0
      sink.emit(
        .property(
          PropertyRecord(
            group: "login", name: name, value: HostString("processes \(processes), sessions \(sessions[name] ?? 0)"),
            source: "/proc/PID/loginuid, utmp")))
    }
    sink.note("C046", .obtained, count: known.count, tried: tried, why: "")
  }
}
