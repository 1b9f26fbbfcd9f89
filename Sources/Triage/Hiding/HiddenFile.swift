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
    let views = Set(picture.sockets.filter(\.isInternet).flatMap(\.seenBy))
    if views.contains("netlink"), views.contains("procfs") {
      for socket in picture.sockets
      where [.tcp, .udp].contains(socket.transport) && socket.isListening && socket.seenBy.count == 1 {
        // A datagram socket that asks one question lives shorter than the look.
        guard socket.transport == .tcp || socket.localPort < 32_768 else { continue }
        let owner = socket.pids.first.flatMap { picture.processes[$0]?.label }
        findings.append(
          card.finding(
            "hidden socket: \(socket.label)\(owner.map { " of \($0)" } ?? ""), seen by \(socket.seenBy[0]) only",
            evidence: [socket.evidence],
            processes: socket.pids))
      }
    }
    for record in picture.discrepancies where record.kind == .socket {
      let listens = record.subject.contains("LISTEN") || record.detail.text.lowercased().contains("listen")
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
          severity: listens ? .high : .low, processes: record.pid.map { [$0] } ?? []))
    }
    return findings
  }
}
