internal import CaseModel
internal import HostFacts

/// Files under a mount, which nobody sees in the ordinary way.
struct CoveredFile: FileHeuristic {
  let card = HeuristicCard(
    id: "file.covered", abnormal: "A program lies under a mount that covers it.",
    why: "A mount over a directory hides what is in it from every tool of the host.", techniques: ["T1564.001"],
    severity: .medium,
    benign: "Leftovers from before a volume was mounted over /var, /home or /data.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.isCovered, file.kind == .file, file.package == nil, !FilePlace.isContainerTree(file.path.text) else {
      return nil
    }
    let runs = file.isExecutable || file.isCode
    guard runs else { return nil }
    let isMovedData = FilePlace.startsWith(
      file.path.text, ["/home/", "/var/lib/", "/data/", "/mnt/", "/opt/", "/srv/", "/var/log/", "/boot/"])
    return FileOpinion(
      isMovedData ? .info : file.elf != nil || FilePlace.oddity(ofProgramAt: file.path.text) != nil ? .high : .medium,
      "program under a mount: \(file.path.text)")
  }
}
