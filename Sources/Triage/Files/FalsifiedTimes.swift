internal import CaseModel
internal import HostFacts

/// Files of no package in system places that claim to be as old as the packages around them.
struct FalsifiedTimes: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.timestomp",
    abnormal: "a file of no package in a system directory carries an old modification time, but was made later",
    why: "touch -r copies the time of a neighbour; the kernel's own times of birth and change remain.",
    techniques: ["T1070.006"], severity: .medium,
    benign:
      "Archives keep old times, also under /opt, /srv, /usr/local and homes: many files then share the minute of their making. Packages do so always."
  )

  private struct Candidate {
    var record: FileRecord
    var directory: String
  }
  private var candidates: [Candidate] = []
  private var ownedTimes: [String: Set<Int64>] = [:]
  private var strangersPerMinute: [String: Int] = [:]
  private static let mostCandidates = 400
  private static let mostTimes = 30_000
  private var timeCount = 0

  private static let watched = [
    "/etc/systemd/system/", "/etc/cron", "/etc/init.d/", "/etc/profile.d/", "/etc/udev/rules.d/", "/etc/pam.d/",
    "/etc/update-motd.d/", "/etc/sudoers.d/", "/etc/ld.so.conf.d/", "/etc/modules-load.d/",
    "/etc/apt/apt.conf.d/", "/etc/NetworkManager/dispatcher.d/",
  ]

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, let modified = file.modified else { return [] }
    let path = file.path.text
    guard FilePlace.isSystemProgramPlace(path) || FilePlace.startsWith(path, Self.watched),
      !FilePlace.isContainerTree(path)
    else { return [] }
    let directory = file.path.parent
    if file.package != nil {
      if timeCount < Self.mostTimes, ownedTimes[directory, default: []].insert(modified.nanoseconds).inserted {
        timeCount += 1
      }
      return []
    }
    guard let made = file.born ?? file.changed, made.seconds - modified.seconds > 86_400 else { return [] }
    guard
      file.isExecutable || file.isCode || FilePlace.startsWith(path, Self.watched)
        || TextScan.contains(file.path.lastComponent, ".so")
    else { return [] }
    if strangersPerMinute.count < 20_000 {
      strangersPerMinute["\(topDirectory(directory)) \(made.seconds / 60)", default: 0] += 1
    }
    if candidates.count < Self.mostCandidates { candidates.append(Candidate(record: file, directory: directory)) }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    guard timeCount > 0 || picture.knowsPackages else { return [] }
    return candidates.compactMap { candidate in
      let file = candidate.record
      guard let modified = file.modified, let made = file.born ?? file.changed else { return nil }
      let siblings = strangersPerMinute["\(topDirectory(candidate.directory)) \(made.seconds / 60)", default: 0]
      guard siblings < 3 else { return nil }
      let copied = ownedTimes[candidate.directory]?.contains(modified.nanoseconds) ?? false
      let isWhole = modified.nanoseconds % 1_000_000_000 == 0
      // Compiled caches and vendored copies keep times too: the copied neighbour's time is the strong sign.
      guard copied || isWhole else { return nil }
      let isProgram = FilePlace.isCommandPlace(file.path.text) || FilePlace.startsWith(file.path.text, Self.watched)
      let severity: Severity = copied ? .high : isProgram && file.born != nil ? .medium : .low
      return card.finding(
        "\(file.path.text) says \(modified.description)\(copied ? ", exactly as a packaged neighbour," : "") but was made \(made.description)",
        evidence: [file.evidence], severity: severity, occurred: made)
    }
  }

  /// The first three components: an unpacked tree lies under one of those.
  private func topDirectory(_ directory: String) -> String {
    directory.split(separator: "/").prefix(4).joined(separator: "/")
  }
}
