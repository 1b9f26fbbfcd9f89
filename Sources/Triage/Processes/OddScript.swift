internal import CaseModel
internal import HostFacts

/// An interpreter of a package runs a script from where no script is installed.
struct OddScript: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.odd-script",
    abnormal: "A shell or interpreter runs a script from a hidden, temporary or device directory.",
    why: "With the system's own interpreter an intruder needs no program; the script's place gives it away.",
    techniques: ["T1059", "T1564.001"], severity: .high,
    benign:
      "Automation (ansible, packer, build servers) runs scripts from temporary directories for a moment: under such a tool or at a terminal info, for an ordinary account low."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let script = process.oddScript else { return nil }
    let isTool = picture.ancestors(of: process).contains {
      $0.pid > 1 && picture.origin(of: $0) < .odd && Program.developerTools.contains($0.program)
    }
    let isHidden = PathShape.isConcealed(script) || PathShape.isTrick(script) || Place(script) == .device
    let isHome = Place(script) == .home || Place(script) == .vendor
    let severity: Severity
    if isHidden && !isHome {
      severity = .high
    } else if isTool || process.terminal != 0 || picture.isInContainer(process) {
      severity = .info
    } else {
      severity = process.isRoot || isHidden ? .medium : .low
    }
    return card.finding(
      "\(process.program) runs \(script) (pid \(process.pid))", process, severity: severity,
      techniques: Self.techniques(process))
  }

  private static func techniques(_ process: ProcessRecord) -> [Technique] {
    switch process.program {
    case "python", "pypy": ["T1059.006", "T1564.001"]
    case "node", "nodejs": ["T1059.007", "T1564.001"]
    case let name where Program.shells.contains(name): ["T1059.004", "T1564.001"]
    default: ["T1059", "T1564.001"]
    }
  }
}

extension ProcessRecord {
  /// The script's absolute path, if it lies where no script is installed.
  var oddScript: String? {
    guard let given = scriptPath, !given.isEmpty else { return nil }
    let directory = workingDirectory?.text ?? "/"
    let bare = given.hasPrefix("./") ? String(given.dropFirst(2)) : given
    let script = bare.hasPrefix("/") ? bare : "\(directory == "/" ? "" : directory)/\(bare)"
    guard bare.hasPrefix("/") || bare.contains(".") || bare.contains("/") else { return nil }
    return Place(script).isOdd || PathShape.isConcealed(script) || PathShape.isTrick(script) ? script : nil
  }
}
