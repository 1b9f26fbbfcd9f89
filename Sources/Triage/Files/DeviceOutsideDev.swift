internal import CaseModel
internal import HostFacts

/// Device nodes where none belong.
struct DeviceOutsideDev: FileHeuristic {
  let card = HeuristicCard(
    id: "file.device", abnormal: "A device node outside /dev.",
    why: "A node for the disk or for memory in a home reads everything past all rights.",
    techniques: ["T1006", "T1564"], severity: .high,
    benign:
      "Chroots of named, ftpd and postfix hold null, zero, random and urandom; overlay file systems mark removed files with a character device 0:0."
  )

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.kind == .character || file.kind == .block, !file.path.hasPrefix("/dev/"),
      !FilePlace.isContainerTree(file.path.text)
    else { return nil }
    let path = file.path.text
    let isChroot = TextScan.contains(path, "/dev/") || TextScan.contains(path, "/devices/")
    let isHarmless = ["null", "zero", "full", "random", "urandom", "tty", "console", "ptmx", "log"].contains(
      file.path.lastComponent)
    if file.kind == .block { return FileOpinion(isChroot ? .low : .high, "block device outside /dev: \(path)") }
    return isChroot || isHarmless || path.hasPrefix("/run/") || path.hasPrefix("/var/lib/")
      ? nil : FileOpinion(.info, "character device outside /dev: \(path)")
  }
}
