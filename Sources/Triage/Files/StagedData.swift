internal import CaseModel
internal import HostFacts

/// Archives put ready to be carried away.
struct StagedData: FileHeuristic {
  let card = HeuristicCard(
    id: "file.staged-archive", abnormal: "An archive with telling name or hidden in a temporary directory or web root.",
    why: "Loot is packed before it leaves.", techniques: ["T1074.001", "T1560.001"], severity: .medium,
    benign: "Downloads and build artefacts in /tmp; backups have their directory.")

  private static let words = [
    "shadow", "passwd", "creds", "credential", "ssh", "keys", "dump", "loot", "exfil", "secrets", "wallet", "aws",
    "home", "etc",
  ]

  /// Formats of programs and documents that happen to be archives.
  private static func isContainerFormat(_ name: String) -> Bool {
    [
      ".jar", ".war", ".whl", ".nupkg", ".apk", ".egg", ".docx", ".xlsx", ".pptx", ".gem", ".crate", ".vsix", ".a",
      ".deb", ".svgz", ".gz.tmp",
    ].contains {
      name.hasSuffix($0)
    }
  }

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    guard file.kind == .file, file.package == nil, FilePlace.isTemporary(path) || FilePlace.isWebRoot(path) else {
      return nil
    }
    let name = file.path.lastComponent.lowercased()
    let isArchive =
      (file.content?.hasPrefix("archive") ?? false && !Self.isContainerFormat(name))
      || [".tar", ".tgz", ".tar.gz", ".zip", ".7z", ".rar", ".tar.xz", ".tar.zst", ".sql.gz", ".tar.bz2"].contains {
        name.hasSuffix($0)
      }
    guard file.kind == .file, isArchive, file.package == nil, file.size > 512, !FilePlace.isContainerTree(path) else {
      return nil
    }
    let isWeb = FilePlace.isWebRoot(path)
    guard FilePlace.isTemporary(path) || isWeb else { return nil }
    let stem = String(name.drop { $0 == "." }.prefix { $0 != "." })
    let says = Self.words.first { stem == $0 || stem.split { "-_".contains($0) }.contains($0[...]) }
    let hidden = FilePlace.hiddenComponent(path) != nil || path.hasPrefix("/dev/")
    if hidden { return FileOpinion(says == nil ? .medium : .high, "archive in a hidden place: \(path)") }
    guard let says,
      file.uid == 0 || ["shadow", "creds", "credential", "loot", "exfil", "wallet", "secrets"].contains(says)
    else { return nil }
    let isPlain = ["aws", "home", "etc", "dump", "keys", "ssh"].contains(says)
    return FileOpinion(isPlain ? .info : .medium, "archive named after \(says): \(path)")
  }
}
