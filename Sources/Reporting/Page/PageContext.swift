internal import CaseModel
internal import HostFacts
internal import Triage

/// What several sections of the page look up.
struct PageContext {
  let report: HostReport
  /// Numbers of the findings about a process, from 1.
  let findingsByPID: [Int: [Int]]
  /// Paths that findings name.
  let pathsInFindings: Set<HostString>
  /// Processes in the order of the tree.
  let tree: ProcessTree
  private let names: [Int: HostString]

  init(_ report: HostReport) {
    self.report = report
    var byPID: [Int: [Int]] = [:]
    for (index, finding) in report.judgement.findings.enumerated() {
      for pid in Set(finding.processes) where byPID[pid, default: []].count < 8 {
        byPID[pid, default: []].append(index + 1)
      }
    }
    findingsByPID = byPID
    pathsInFindings = Set(report.judgement.findings.flatMap { $0.evidence.map(\.source) })
    tree = ProcessTree(report.picture.processes, marked: Set(byPID.keys))
    names = Dictionary(report.picture.accounts.map { ($0.uid, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  var now: Timestamp { report.host.now }

  /// The account's name, or its number.
  func user(_ uid: Int?) -> HTML {
    guard let uid else { return .empty }
    return names[uid].map { suspect($0, limit: 40) } ?? .text("\(uid)")
  }

  /// The pid, as a link when the process is listed.
  func pid(_ pid: Int) -> HTML {
    guard tree.pids.contains(pid) else { return .text("\(pid)") }
    return element(.a, .link(to: .init("p", pid))) { "\(pid)" }
  }

  /// A process by pid and name.
  func process(_ pid: Int) -> HTML {
    guard let process = report.picture.processes[pid] else { return .text("pid \(pid)") }
    return .joined([self.pid(pid), .text(" "), suspect(Self.name(process), limit: 160)])
  }

  /// Processes of a socket.
  func processes(_ pids: [Int]) -> HTML {
    let lines = pids.prefix(4).map { pid in element(.div) { process(pid) } }
    return .joined(lines + (pids.count > 4 ? [.text("and \(pids.count - 4) more")] : []))
  }

  /// The program, or what the process calls itself.
  static func name(_ process: ProcessRecord) -> HostString {
    process.executable ?? (process.comm.isEmpty ? "?" : process.comm)
  }

  /// Links to findings by number.
  func findings(of pid: Int) -> [HTML] {
    (findingsByPID[pid] ?? []).map { number in
      element(.a, .link(to: .init("f", number)), .style("chip", "crit")) { "finding \(number)" }
    }
  }

  /// Whether a time lies in the last 30 days before the collection, or after it.
  func isRecent(_ time: Timestamp?) -> Bool {
    time.map { $0 >= TimelineSelection.horizon(before: now) } ?? false
  }

  /// A moment with its day, unbroken.
  func moment(_ time: Timestamp?) -> HTML { Self.moment(time) }

  /// A moment with its day, unbroken.
  static func moment(_ time: Timestamp?) -> HTML {
    guard let time else { return .empty }
    return .element(.time, [], .text(Words.moment(time)))
  }
}

/// A section of the page with its heading.
func section(
  _ slug: StaticString, _ title: StaticString, lead: String = "", @HTMLBuilder content: () -> [HTML]
) -> HTML {
  element(.section, .id(.init(slug))) {
    element(.h2) { "\(title)" }
    if !lead.isEmpty { element(.p, .style("lead")) { lead } }
    content()
  }
}

/// A part that is closed at first.
func folded(_ title: String, isOpen: Bool = false, @HTMLBuilder content: () -> [HTML]) -> HTML {
  let attributes: [HTML.Attribute] = isOpen ? [.fixed("open", "")] : []
  let summary = element(.summary) { title }
  return .element(.details, attributes, .joined([summary] + content()))
}
