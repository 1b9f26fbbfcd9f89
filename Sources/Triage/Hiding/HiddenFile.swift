internal import CaseModel
internal import HostFacts

/// A file that is there and not listed.
struct HiddenFile: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.file", abnormal: "A file or directory is missing from one way of listing and present in another.",
    why: "Rootkits filter directory listings of names they own.", techniques: ["T1014", "T1564.001"], severity: .high,
    benign: "Files made or removed between two looks; the collector looks again before it says so."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.discrepancies.filter { $0.kind == .file }.map { record in
      card.finding(
        "hidden file: \(record.subject.text)",
        evidence: [
          Evidence(
            source: record.subject,
            text: HostString(
              escaped:
                "seen by \(record.seenBy.joined(separator: ", ")), missing from \(record.missingFrom.joined(separator: ", ")): \(record.detail.text)"
            ))
        ],
        processes: record.pid.map { [$0] } ?? [])
    }
  }
}

/// A socket that one view shows and another does not.
struct HiddenSocket: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.socket", abnormal: "A listening socket is missing from one of the kernel's two lists.",
    why: "Rootkits filter /proc/net, which netstat reads, and forget netlink, or the other way round.",
    techniques: ["T1014", "T1564"], severity: .high,
    benign: "Connections come and go between two looks (low); what listens stays."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    var findings: [Finding] = []
    for record in picture.discrepancies where record.kind == .socket {
      let state = "\(record.subject.text) \(record.detail.text)".uppercased()
      let severity: Severity = state.contains("LISTEN") ? .high : state.contains("ESTAB") ? .medium : .low
      findings.append(
        card.finding(
          "hidden socket: \(record.subject.text)",
          evidence: [
            Evidence(
              source: record.subject,
              text: HostString(
                escaped:
                  "seen by \(record.seenBy.joined(separator: ", ")), missing from \(record.missingFrom.joined(separator: ", ")): \(record.detail.text)"
              ))
          ],
          severity: severity, processes: record.pid.map { [$0] } ?? []))
    }
    return findings
  }
}
