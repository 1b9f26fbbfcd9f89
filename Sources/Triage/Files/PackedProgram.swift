internal import CaseModel
internal import HostFacts

/// Programs that unpack themselves.
struct PackedProgram: FileHeuristic {
  let card = HeuristicCard(
    id: "file.packed", abnormal: "A packed program of no package.",
    why: "Packing hides what a program is; nearly all packed programs on servers are malware.",
    techniques: ["T1027.002"], severity: .medium,
    benign: "Some tools are shipped packed with UPX (hashicorp's old ones, small Go tools) under /usr/local and homes.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.elf?.isPacked == true, file.package == nil, !FilePlace.isContainerTree(file.path.text) else {
      return nil
    }
    let path = file.path.text
    if FilePlace.oddity(ofProgramAt: path) != nil { return FileOpinion(.high, "packed program: \(path)") }
    let isProject =
      TextScan.first(of: ["/node_modules/", "/site-packages/", "/.cache/", "/go/bin/", "/go/pkg/"], in: path) != nil
    return FileOpinion(
      isProject ? .info : FilePlace.isLocalProgramPlace(path) ? .info : .medium, "packed program: \(path)")
  }
}
