internal import CaseModel
internal import HostFacts

/// Holes in logs.
struct LogHoles: PictureHeuristic {
  let card = HeuristicCard(
    id: "log.holes", abnormal: "A system log holds zero bytes, or is silent while its siblings go on.",
    why: "Lines were cut out or overwritten.", techniques: ["T1070.002"], severity: .medium,
    benign:
      "A crash leaves zeros in files that were being written; a host that was off leaves a hole in all logs at once; quiet hosts log little at night."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.logFiles.filter { $0.isSystemLog && !["wtmp", "btmp", "lastlog"].contains($0.kind) }.flatMap { file in
      file.gaps.prefix(16).compactMap { judge($0, file, picture) }
    }
  }

  private func judge(_ gap: LogFileRecord.Gap, _ file: LogFileRecord, _ picture: HostPicture) -> Finding? {
    switch gap.kind {
    case "zeros":
      guard gap.length > 0 else { return nil }
      return card.finding(
        "\(gap.length) zero bytes in \(file.path.text) at \(gap.offset)", evidence: [file.evidence],
        severity: boot(near: gap, picture) ? .low : .medium, occurred: gap.from)
    case "time":
      guard let from = gap.from, let to = gap.to, to.seconds - from.seconds > 2 * 3600 else { return nil }
      // A host that was off is silent in all logs. One that wrote dozens of lines meanwhile was not off, whenever it booted.
      let hasBoot = boot(near: gap, picture)
      let goesOn = picture.logFiles.first { other in
        other.path != file.path && ["auth", "syslog", "audit", "journal", "messages", "secure"].contains(other.kind)
          && (other.first ?? to) < from && (other.last ?? from) > to
          && !other.gaps.contains { ($0.from ?? from) <= to && ($0.to ?? to) >= from }
          && (!hasBoot || expected(of: other, from, to) >= 24)
      }
      guard let goesOn else { return nil }
      let hours = (to.seconds - from.seconds) / 3600
      return card.finding(
        "\(file.path.text) is silent for \(hours) hours while \(goesOn.path.text) goes on",
        evidence: [file.evidence, goesOn.evidence], severity: .low, occurred: from)
    default: return nil
    }
  }

  /// How many entries the log would have in that time at its usual pace.
  private func expected(of file: LogFileRecord, _ from: Timestamp, _ to: Timestamp) -> Double {
    guard let first = file.first, let last = file.last, last.seconds > first.seconds else { return 0 }
    return Double(file.entries) * Double(to.seconds - from.seconds) / Double(last.seconds - first.seconds)
  }

  /// A boot in the hole explains it.
  private func boot(near gap: LogFileRecord.Gap, _ picture: HostPicture) -> Bool {
    guard let to = gap.to else { return false }
    let from = gap.from ?? to
    let boots =
      picture.logins.filter { $0.kind == "boot" }.compactMap(\.time) + [picture.host?.bootedAt].compactMap { $0 }
    return boots.contains { $0.seconds >= from.seconds - 600 && $0.seconds <= to.seconds + 600 }
  }
}
