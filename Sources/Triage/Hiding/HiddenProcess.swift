internal import CaseModel
internal import HostFacts

/// A process that one view shows and the host's own listing does not.
struct HiddenProcess: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.process", abnormal: "A process runs that the host's own process list does not show.",
    why: "Rootkits and preloaded libraries filter the list; probing and a fresh view find what is missing.",
    techniques: ["T1014", "T1564"], severity: .critical,
    benign:
      "A process that begins or ends between two looks: the collector looks again before it says so. Without privilege a hidepid mount hides others' processes (info)."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let isPrivileged = picture.host?.isPrivileged ?? true
    var findings: [String: Finding] = [:]
    for record in picture.discrepancies where record.kind == .process {
      let pid = record.pid ?? Int(record.subject.text)
      findings[pid.map(String.init) ?? record.subject.text] = finding(pid, record, picture, isPrivileged)
    }
    for process in unlisted(picture) where findings[String(process.pid)] == nil {
      let record = DiscrepancyRecord(
        kind: .process, subject: HostString("\(process.pid)"), seenBy: process.seenBy, missingFrom: ["host procfs"],
        detail: process.executable ?? process.comm, pid: process.pid)
      findings[String(process.pid)] = finding(process.pid, record, picture, isPrivileged)
    }
    return findings.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Processes that other views show and the host's listing does not, though they began well before the first look: what
  /// begins between two looks is nobody's secret.
  private func unlisted(_ picture: HostPicture) -> [ProcessRecord] {
    guard let now = picture.host?.now.seconds,
      picture.processes.values.contains(where: { $0.seenBy.contains("host procfs") })
    else { return [] }
    return picture.processes.values.filter { process in
      !process.seenBy.isEmpty && !process.seenBy.contains("host procfs") && !process.isGone && !process.isMountedOver
        && !process.isCollector && (process.startedAt.map { $0.seconds < now - 30 } ?? false)
    }.sorted { $0.pid < $1.pid }
  }

  private func finding(_ pid: Int?, _ record: DiscrepancyRecord, _ picture: HostPicture, _ isPrivileged: Bool)
    -> Finding
  {
    let process = pid.flatMap { picture.processes[$0] }
    let label = process?.label ?? "pid \(record.subject.text)"
    let evidence = Evidence(
      source: HostString(escaped: "/proc/\(record.subject.text)"),
      text: HostString(
        escaped:
          "seen by \(record.seenBy.joined(separator: ", ")), missing from \(record.missingFrom.joined(separator: ", ")): \(record.detail.text)"
      ))
    return card.finding(
      "hidden process: \(label)", evidence: [evidence] + (process?.usualEvidence ?? []),
      severity: isPrivileged ? .critical : .info, processes: pid.map { [$0] } ?? [], occurred: process?.startedAt)
  }
}
