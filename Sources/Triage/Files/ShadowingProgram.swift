internal import CaseModel
internal import HostFacts

/// Programs that bear the name of a command that asks for passwords or shows the system's state, where no such command lives.
struct ShadowingProgram: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.shadowing-program",
    abnormal: "A program of no package is named like sudo, ssh or ps, outside the system's directories.",
    why:
      "In front of the search path it is started in place of the real one: it keeps passwords or hides what is there.",
    techniques: ["T1574.007", "T1036.005"], severity: .medium,
    benign:
      "Wrappers in homes and /usr/local/bin, busybox and toolchains of their own (conda, brew, cross compilers) that hold many such names."
  )

  private static let passwords: Set<String> = [
    "sudo", "su", "ssh", "passwd", "sshd", "login", "doas", "pkexec", "scp", "kinit", "runuser",
  ]
  private static let viewers: Set<String> = [
    "ps", "ls", "ss", "netstat", "top", "lsof", "who", "w", "last", "lsmod", "find", "systemctl", "crontab", "ip",
  ]
  private var found: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.package == nil, file.isExecutable, found.count < 200 else { return [] }
    let name = file.path.lastComponent
    guard Self.passwords.contains(name) || Self.viewers.contains(name) else { return [] }
    let path = file.path.text
    if !FilePlace.isContainerTree(path), !FilePlace.isSystemProgramPlace(path) { found.append(file) }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    let crowded = Dictionary(grouping: found, by: \.path.parent).filter { $0.value.count > 4 }
    return found.filter { crowded[$0.path.parent] == nil }.compactMap { judge($0, picture) }
  }

  private func judge(_ file: FileRecord, _ picture: HostPicture) -> Finding? {
    let path = file.path.text
    let asks = Self.passwords.contains(file.path.lastComponent)
    let paths = picture.persistence.filter { record in
      SearchPath.directories(of: record).contains { $0 == file.path.parent }
    }
    let isWide = paths.contains { $0.path.hasPrefix("/etc/") }
    let isOdd = FilePlace.oddity(ofProgramAt: path) != nil || TextScan.contains(path, "/.bin/")
    let severity: Severity
    if isWide, file.path.parent != "/usr/local/bin", file.path.parent != "/usr/local/sbin" {
      severity = asks || isOdd ? .high : .medium
    } else if isOdd {
      severity = .medium
    } else {
      // ssh is wrapped by many, what becomes root by nobody.
      let becomesRoot = ["sudo", "su", "passwd", "login", "pkexec", "doas"].contains(file.path.lastComponent)
      severity = !becomesRoot ? .info : picture.isLate(file.born ?? file.changed) ? .medium : .low
    }
    return card.finding(
      "\(path) stands for \(file.path.lastComponent)\(paths.first.map { ", in the PATH of \($0.path.text)" } ?? "")",
      evidence: [file.evidence] + paths.prefix(2).map(\.evidence), severity: severity,
      techniques: asks ? ["T1574.007", "T1056", "T1036.005"] : card.techniques, occurred: file.changed)
  }
}
