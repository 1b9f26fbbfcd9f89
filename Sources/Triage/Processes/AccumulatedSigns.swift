internal import CaseModel
internal import HostFacts

/// Several weak signs on one process are together a strong one.
struct AccumulatedSigns: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.accumulated-signs", abnormal: "Several signs, each weak alone, fall on one process.",
    why:
      "An intruder can avoid each single mark but rarely all: an unknown program, from an odd place, detached, talking outside.",
    techniques: ["T1036.005"], severity: .high,
    benign:
      "At least one sign must be about concealment (place, deletion, name, arguments, packet sockets); a user's own server has none of them. Packaged programs and developers' work under build tools or at a terminal are left out."
  )

  /// A sign and its weight.
  struct Sign: Sendable {
    var words: String
    var weight: Int
    var technique: Technique?
    /// About hiding, not only about being unknown.
    var conceals = false
  }

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    guard origin > .packaged, !picture.isDeveloperWork(process) else { return nil }
    let signs = Self.looks(of: process, origin) + Self.deeds(of: process, picture)
    let total = signs.reduce(0) { $0 + $1.weight } - (picture.isInContainer(process) || origin == .vendor ? 2 : 0)
    guard signs.contains(where: \.conceals), signs.count >= 3, total >= 5 else { return nil }
    let techniques = signs.compactMap(\.technique).reduce(into: [Technique]()) { if !$0.contains($1) { $0.append($1) } }
    return card.finding(
      "\(signs.count) signs on one process: \(process.label): \(signs.map(\.words).joined(separator: ", "))", process,
      severity: total >= 9 ? .critical : total >= 6 ? .high : .medium,
      techniques: techniques.isEmpty ? card.techniques : techniques,
      evidence: picture.externalPeers(of: process).prefix(4).map(\.evidence))
  }

  /// What it looks like.
  static func looks(of process: ProcessRecord, _ origin: Origin) -> [Sign] {
    var signs: [Sign] = []
    if origin == .stray {
      signs.append(Sign(words: "of no package in a system directory", weight: 1, technique: "T1036.005"))
    }
    if origin == .odd {
      signs.append(Sign(words: "runs from \(process.place.words)", weight: 2, technique: "T1036.005", conceals: true))
    }
    if PathShape.isTrick(process.path) || PathShape.isConcealed(process.path) {
      signs.append(Sign(words: "hidden name", weight: 1, technique: "T1564.001", conceals: true))
    }
    if process.executableIsDeleted, !process.executableWasReplaced, !process.isMemoryFile {
      signs.append(Sign(words: "file deleted", weight: 2, technique: "T1070.004", conceals: true))
    }
    if process.isMemoryFile {
      signs.append(Sign(words: "never was a file", weight: 4, technique: "T1620", conceals: true))
    }
    if Self.liesAboutName(process) {
      signs.append(Sign(words: "shows another name", weight: 2, technique: "T1036.011", conceals: true))
    }
    if process.mappings.contains(where: { $0.kind == .anonymousExecutable || $0.kind == .writableExecutable }) {
      signs.append(Sign(words: "code without a file", weight: 1, technique: "T1055"))
    }
    return signs
  }

  /// What it does.
  static func deeds(of process: ProcessRecord, _ picture: HostPicture) -> [Sign] {
    var signs: [Sign] = []
    let held = picture.sockets(of: process.pid)
    if held.contains(where: { $0.isInternet && $0.hasPeer && Address.isPublic($0.remoteAddress.text) }) {
      signs.append(Sign(words: "talks to the outside", weight: 1, technique: "T1071"))
    }
    if held.contains(where: { $0.isInternet && $0.isListening && !Address.isLoopback($0.localAddress.text) }) {
      signs.append(Sign(words: "listens", weight: 1, technique: "T1571"))
    }
    if held.contains(where: { $0.transport == .packet || $0.transport == .raw }) {
      signs.append(Sign(words: "packet socket", weight: 2, technique: "T1205.002", conceals: true))
    }
    if process.isDetached {
      signs.append(
        Sign(words: process.loginUID == nil ? "detached" : "left by a login", weight: 1, technique: "T1036.009"))
    }
    if process.isRoot { signs.append(Sign(words: "root", weight: 1)) }
    if Self.isRecent(process, picture) { signs.append(Sign(words: "started long after boot", weight: 1)) }
    return signs
  }

  /// Title and thread name both disagree with the file, and with each other's beginning.
  private static func liesAboutName(_ process: ProcessRecord) -> Bool {
    let file = process.fileName
    guard !file.isEmpty, !process.isMemoryFile, !process.isShell, !process.isInterpreter else { return false }
    let title = process.name0.split(separator: "/").last.map { String($0.prefix { $0 != " " && $0 != ":" }) } ?? ""
    let comm = process.comm.text
    return !comm.isEmpty && !file.hasPrefix(comm) && !comm.hasPrefix(file) && (title != file)
      && !process.name0.contains(file)
  }

  /// Within the last two days, and at least ten minutes after the host came up.
  private static func isRecent(_ process: ProcessRecord, _ picture: HostPicture) -> Bool {
    guard let start = process.startedAt?.seconds, let now = picture.host?.now.seconds,
      let boot = picture.host?.bootedAt?.seconds
    else {
      return false
    }
    return start > boot + 600 && start > now - 172_800
  }
}
