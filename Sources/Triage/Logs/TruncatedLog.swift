internal import CaseModel
internal import HostFacts

/// Logs that were emptied in place.
struct TruncatedLog: PictureHeuristic {
  let card = HeuristicCard(
    id: "log.truncated",
    abnormal: "a system log is empty or begins long after its file was made, or lacks the record of the last boot",
    why: "Rotation makes a new file; emptying keeps the old one. What it held is gone.", techniques: ["T1070.002"],
    severity: .medium,
    benign:
      "Hosts without a syslog daemon have empty files that were never written; images are cleaned before they are published, before the host's first boot."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.logFiles.filter { $0.isCurrent && $0.linkTarget == nil }.compactMap { judge($0, picture) }
  }

  private func judge(_ file: LogFileRecord, _ picture: HostPicture) -> Finding? {
    guard let born = file.bornAt else { return nil }
    let booted = picture.host?.bootedAt
    switch file.kind {
    case "wtmp":
      // systemd-update-utmp writes a boot record: a file older than the boot must hold it.
      guard let booted, born.seconds < booted.seconds - 600 else { return nil }
      let first = file.first
      if file.size == 0 || file.entries == 0, file.modifiedAt.map({ $0.seconds > booted.seconds }) ?? false {
        return finding(file, "\(file.path.text) was emptied since the boot", .high)
      }
      guard let first, first.seconds > booted.seconds + 900 else { return nil }
      return finding(file, "\(file.path.text) lacks the record of the last boot", .high)
    case "auth", "syslog", "secure", "messages", "audit":
      // The image's file, emptied before the first boot, is no trace of this host's history.
      let start = max(born.seconds, installation(picture)?.seconds ?? born.seconds)
      if file.size == 0 {
        guard let modified = file.modifiedAt, modified.seconds - start > 3600 else { return nil }
        return finding(file, "\(file.path.text) was emptied \(modified.description)", .medium)
      }
      guard let first = file.first, first.seconds - start > 12 * 3600, file.kind != "audit" else { return nil }
      // A log that starts with a boot started with its daemon.
      if let booted, abs(first.seconds - booted.seconds) < 600 { return nil }
      if continues(file, first, picture) { return nil }
      return finding(file, "\(file.path.text) was made \(born.description) but begins \(first.description)", .medium)
    default: return nil
    }
  }

  /// A rotated part ends where this one begins: copytruncate and restored files keep the old file and lose nothing.
  private func continues(_ file: LogFileRecord, _ first: Timestamp, _ picture: HostPicture) -> Bool {
    picture.logFiles.contains { other in
      guard other.path != file.path, other.path.hasPrefix(file.path.text), let last = other.last else { return false }
      return first.seconds - last.seconds < 12 * 3600 && first.seconds - last.seconds > -600
    }
  }

  /// The first boot the host remembers.
  private func installation(_ picture: HostPicture) -> Timestamp? {
    picture.logins.filter { $0.kind == "boot" }.compactMap(\.time).min() ?? picture.host?.bootedAt
  }

  private func finding(_ file: LogFileRecord, _ title: String, _ severity: Severity) -> Finding {
    card.finding(title, evidence: [file.evidence], severity: severity, occurred: file.modifiedAt)
  }
}
