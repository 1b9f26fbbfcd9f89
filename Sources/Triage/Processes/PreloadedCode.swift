internal import CaseModel
internal import HostFacts

/// A process's environment makes the loader or an interpreter bring code from an odd place.
struct PreloadedCode: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.preloaded-code",
    abnormal: "A process's environment (LD_PRELOAD, LD_AUDIT, LD_LIBRARY_PATH, …) loads code from an odd place.",
    why: "Preloaded code hooks libraries: it hides things, steals passwords, opens doors.",
    techniques: ["T1574.006"], severity: .high,
    benign:
      "Allocators, fakeroot and tracing agents preload from system and vendor directories (info); developers preload from homes (low). Library paths in homes are ordinary."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    var worst: (severity: Severity, row: Row, value: String)?
    for row in Self.rows {
      guard let value = process.environmentValue(row.name)?.text, !value.isEmpty else { continue }
      for path in value.split(whereSeparator: { ":; ,=".contains($0) }).prefix(64).map(String.init) {
        guard let severity = severity(path, row, process, picture), worst.map({ $0.severity < severity }) ?? true else {
          continue
        }
        worst = (severity, row, value)
      }
    }
    guard let worst else { return nil }
    return card.finding(
      "\(worst.row.name)=\(worst.value) in \(process.label)", process, severity: worst.severity,
      techniques: [worst.row.technique], evidence: [process.evidence("environ", "\(worst.row.name)=\(worst.value)")])
  }

  private func severity(_ path: String, _ row: Row, _ process: ProcessRecord, _ picture: HostPicture) -> Severity? {
    guard path.hasPrefix("/") else { return nil }
    let place = Place(path)
    if picture.isApplicationMount(path) { return .info }
    if place.isOdd || PathShape.isTrick(path) || PathShape.isConcealed(path) {
      return row.loadsAtOnce ? (picture.isDeveloperWork(process) ? .medium : .high) : process.isRoot ? .medium : .low
    }
    guard row.loadsAtOnce else { return nil }
    switch place {
    case .home, .web, .other:
      return process.isRoot && !picture.isInContainer(process) && process.terminal == 0 ? .medium : .low
    default: return .info
    }
  }

  /// A variable, and whether what it names is loaded whatever the program asks for.
  private struct Row {
    var name: String
    var loadsAtOnce: Bool
    var technique: Technique
  }

  private static let rows = [
    Row(name: "LD_PRELOAD", loadsAtOnce: true, technique: "T1574.006"),
    Row(name: "LD_AUDIT", loadsAtOnce: true, technique: "T1574.006"),
    Row(name: "LD_LIBRARY_PATH", loadsAtOnce: false, technique: "T1574.006"),
    Row(name: "GCONV_PATH", loadsAtOnce: true, technique: "T1574.007"),
    Row(name: "BASH_ENV", loadsAtOnce: true, technique: "T1546.004"),
    Row(name: "PYTHONSTARTUP", loadsAtOnce: false, technique: "T1546.018"),
    Row(name: "PYTHONPATH", loadsAtOnce: false, technique: "T1574.007"),
    Row(name: "PERL5LIB", loadsAtOnce: false, technique: "T1574.007"),
    Row(name: "NODE_OPTIONS", loadsAtOnce: false, technique: "T1574.007"),
    Row(name: "JAVA_TOOL_OPTIONS", loadsAtOnce: false, technique: "T1574.007"),
  ]
}
