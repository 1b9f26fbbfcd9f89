internal import CaseModel
internal import HostFacts

/// Programs among the system's own that no package knows.
struct StrangerProgram: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.stranger", abnormal: "A program of no package in the system's directories imitates a system program.",
    why: "A name like the system's is passed over in every list of processes.",
    techniques: ["T1036.005"], severity: .medium,
    benign:
      "Links of the alternatives system, pip and gem scripts, vendors' installers; those have names of their own. On hosts without a package database nothing is said."
  )

  private var found: [(FileRecord, String?)] = []
  private var ownedCount = 0

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file else { return [] }
    if file.package != nil { ownedCount += 1 }
    let path = file.path.text
    let isCommand = FilePlace.isSystemProgramPlace(path) && file.isExecutable && !FilePlace.isContainerTree(path)
    guard file.package == nil, isCommand, found.count < 300, file.elf?.type != "relocatable" else { return [] }
    let imitates =
      SystemNames.imitation(file.path.lastComponent)
      ?? (SystemNames.known.contains(file.path.lastComponent) ? file.path.lastComponent : nil)
    let isDaemonPlace = ["/usr/lib/systemd", "/lib/systemd", "/usr/lib", "/lib", "/usr/lib64"].contains(
      file.path.parent)
    let isELF = file.elf?.type == "executable" || file.elf?.interpreter != nil || file.content == "elf"
    guard
      imitates != nil || isDaemonPlace && isELF && !TextScan.contains(path, ".so")
        || FilePlace.isCommandPlace(path) && isELF
    else { return [] }
    found.append((file, imitates))
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    guard ownedCount > 0 else { return [] }
    return found.map { file, imitates in
      let path = file.path.text
      if let imitates {
        return card.finding(
          "\(path) of no package imitates \(imitates)", evidence: [file.evidence], severity: .medium,
          occurred: file.changed)
      }
      return card.finding(
        "program of no package in \(file.path.parent): \(path)", evidence: [file.evidence],
        severity: isLate(file, picture) ? .low : .info, occurred: file.changed)
    }
  }

  /// Came days after the system itself, lately.
  private func isLate(_ file: FileRecord, _ picture: HostPicture) -> Bool {
    guard let made = file.born ?? file.changed, let start = picture.estimatedInstallation else { return false }
    return picture.isRecent(made, days: 14) && made.seconds - start.seconds > 3 * 86_400 && found.count < 10
  }
}
