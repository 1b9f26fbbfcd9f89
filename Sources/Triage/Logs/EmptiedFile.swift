internal import CaseModel
internal import HostFacts

/// Logs and their rotated parts that were emptied in place.
struct EmptiedFile: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.emptied-file",
    abnormal: "A log or a rotated part of one is empty, though it was made long before it was last written.",
    why: "Rotation makes new files. Emptying an old one throws away what it told.", techniques: ["T1070.002"],
    severity: .medium,
    benign:
      "Copytruncate leaves a copy of the same minute; image builds empty logs before the first boot; administrators empty an application's log to free space (info)."
  )

  private var empty: [FileRecord] = []
  private var moments: [String: [Int64]] = [:]
  private var seen: Set<String> = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    switch fact {
    case .file(let file) where file.kind == .file && file.path.hasPrefix("/var/log/"): take(file)
    // The logs are read before the walk, which a budget can cut short.
    case .logFile(let log) where log.linkTarget == nil && log.path.hasPrefix("/var/log/") && log.kind != "deleted":
      var file = FileRecord(path: log.path, kind: .file)
      file.size = log.size
      file.born = log.bornAt
      file.modified = log.modifiedAt
      file.changed = log.changedAt
      take(file)
    default: break
    }
    return []
  }

  private mutating func take(_ file: FileRecord) {
    guard seen.count < 20_000, seen.insert(file.path.text).inserted else { return }
    let family = Self.family(file.path.text)
    if file.size == 0, let born = file.born, let modified = file.modified, modified.seconds - born.seconds > 3600 {
      if empty.count < 200 { empty.append(file) }
    } else {
      // A sibling that was made or closed at that minute tells of a rotation; the live log is written all the time.
      let isLive = family == file.path.text
      moments[family, default: []] += [file.born, isLive ? nil : file.modified].compactMap { $0?.seconds }
    }
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] { empty.compactMap { judge($0, picture) } }

  private func judge(_ file: FileRecord, _ picture: HostPicture) -> Finding? {
    guard let modified = file.modified, let start = picture.estimatedInstallation,
      modified.seconds - start.seconds > 86_400
    else { return nil }
    let family = Self.family(file.path.text)
    if moments[family, default: []].contains(where: { abs($0 - modified.seconds) < 300 }) { return nil }
    let name = TextScan.lastComponent(family)
    let isRotated = family != file.path.text
    let isSystem = Self.system.contains(name)
    let isAccess = TextScan.first(of: ["access", "error", "request"], in: name) != nil
    let severity: Severity = isSystem || isRotated && isAccess ? .medium : isRotated || isAccess ? .low : .info
    return card.finding(
      "\(file.path.text) was emptied \(modified.description)", evidence: [file.evidence], severity: severity,
      occurred: modified)
  }

  private static let system: Set<String> = [
    "btmp", "wtmp", "lastlog", "faillog", "auth.log", "secure", "syslog", "messages", "kern.log", "audit.log",
    "sudo.log",
    "cron.log", "cron", "daemon.log", "user.log", "ufw.log", "fail2ban.log",
  ]

  /// The log's path without what rotation adds: `.1`, `.2.gz`, `-20260131`.
  private static func family(_ path: String) -> String {
    var rest = path[...]
    for ending in [".gz", ".xz", ".zst", ".bz2"] where rest.hasSuffix(ending) { rest = rest.dropLast(ending.count) }
    let digits = rest.reversed().prefix(while: \.isNumber).count
    guard digits > 0, let mark = rest.dropLast(digits).last, mark == "." || mark == "-" else { return String(rest) }
    return String(rest.dropLast(digits + 1))
  }
}
