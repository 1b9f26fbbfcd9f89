internal import CaseModel
internal import HostFacts

/// A program that is byte for byte a packaged one, run from elsewhere under its own or another name.
struct CopiedTool: StreamHeuristic {
  let card = HeuristicCard(
    id: "process.copied-tool", abnormal: "A copy of a system program runs from outside its package.",
    why: "Copied and renamed shells, interpreters and network tools evade rules that go by name or path.",
    techniques: ["T1036.003", "T1036.005"], severity: .high,
    benign:
      "Containers and chroots bring copies at the same path; virtual environments and build sandboxes copy interpreters into homes under their own name (info)."
  )

  /// Running images outside packages by digest: few, since they are processes.
  private var wanted: [String: [Int]] = [:]
  private var originals: [String: String] = [:]
  /// Digests kept at most.
  private static let limit = 20_000

  mutating func observe(_ fact: HostFact) -> [Finding] {
    switch fact {
    case .process(let process):
      if let digest = process.executableDigest, process.executablePackage == nil, wanted.count < Self.limit {
        wanted[digest, default: []].append(process.pid)
      }
    case .file(let file):
      if let digest = file.sha256, file.package != nil, wanted[digest] != nil { originals[digest] = file.path.text }
    default: break
    }
    return []
  }

  func finish(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    return picture.suspects.compactMap { process in
      guard let digest = process.executableDigest, process.executablePackage == nil,
        let original = originals[digest] ?? picture.tables.programsByDigest[digest],
        original.split(separator: "/").last != process.path.split(separator: "/").last || Place(process.path) != .system
      else { return nil }
      return finding(process, original, picture)
    }
  }

  private func finding(_ process: ProcessRecord, _ original: String, _ picture: HostPicture) -> Finding {
    let keepsName = Program.family(original) == process.program
    let origin = picture.origin(of: process)
    let severity: Severity =
      origin == .image
      ? .info
      : keepsName && (origin < .odd || picture.isDeveloperWork(process)) ? .info : origin >= .own ? .high : .medium
    return card.finding(
      "copy of \(original) runs as \(process.label)", process, severity: severity,
      evidence: [
        Evidence(source: HostString(escaped: original), text: "same SHA-256", exhibit: process.executableDigest)
      ])
  }
}
