internal import CaseModel
internal import HostFacts

/// A stranger writes into a hidden file.
struct HiddenOutput: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.hidden-output",
    abnormal: "A program of no package writes into a hidden file in a log, temporary or system directory.",
    why: "Captured passwords, packets and stolen data are gathered in such files before they leave.",
    techniques: ["T1074.001", "T1564.001"], severity: .medium,
    benign: "Lock files and sockets of known programs; developers' tools under build tools or at a terminal; homes.")

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    guard origin >= .vendor, !picture.isDeveloperWork(process) else { return nil }
    let written = process.descriptors.filter { !$0.isDeleted && $0.isWritable && Self.isHidden($0.target.text) }
    guard let first = written.first else { return nil }
    return card.finding(
      "\(process.label) writes \(first.target.text)", process,
      severity: origin == .stray || origin == .odd ? .medium : .low,
      evidence: written.prefix(4).map { process.evidence("fd/\($0.number)", $0.target.text) })
  }

  private static func isHidden(_ path: String) -> Bool {
    guard path.hasPrefix("/"), !path.hasPrefix("/memfd:") else { return false }
    let place = Place(path)
    guard place == .temporary || place == .device || place == .data || place == .system else { return false }
    let name = TextScan.lastComponent(path)
    return name.hasPrefix(".") && !isUsual(name)
  }

  /// Locks, editors' swap files, X servers, browsers, NFS and databases.
  static func isUsual(_ name: String) -> Bool {
    [".lock", ".lck", ".swp", ".pid"].contains { name.hasSuffix($0) }
      || [".nfs", ".X", ".s.", ".org.", ".com.", ".dotnet", ".NET", ".fuse_hidden", ".glfs", ".vte", ".tmp", ".#", ".java"]
        .contains { name.hasPrefix($0) }
  }
}

extension ProcessRecord.Descriptor {
  /// What it pointed to before the name went.
  var plainTarget: String {
    let text = target.text
    return text.hasSuffix(" (deleted)") ? String(text.dropLast(10)) : text
  }
}
