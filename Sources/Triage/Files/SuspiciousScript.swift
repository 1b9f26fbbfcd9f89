internal import CaseModel
internal import HostFacts

/// Scripts, configurations and programs whose content shows what they are for.
struct SuspiciousScript: FileHeuristic {
  let card = HeuristicCard(
    id: "file.content-signs",
    abnormal: "a file of no package holds a remote shell, a dropper, a miner's configuration or the like",
    why: "The content says what the name does not.",
    techniques: ["T1059.004", "T1105"], severity: .high,
    benign: "Security teams' tools, documents and test data in homes and project trees.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    guard !file.signs.isEmpty, file.package == nil, file.kind == .file, !FilePlace.isContainerTree(path),
      !FilePlace.isWebRoot(path), !WebScript.isScriptName(path)
    else { return nil }
    let odd = FilePlace.oddity(ofProgramAt: path) != nil
    let isProject =
      TextScan.first(
        of: [
          "/.git/", "/node_modules/", "/site-packages/", "/dist-packages/", "/vendor/", "/test", "/docs/", "/doc/",
          "/src/", "/examples/", "/rules/", "/.cache/", "/gems/", "/signatures/",
        ], in: path) != nil
    let isHistory = path.hasSuffix("_history")
    if isHistory || (isProject && !odd) { return FileOpinion(.info, "\(file.signs[0]) in \(path)") }
    if let miner = file.signs.first(where: { TextScan.first(of: ["miner", "stratum", "xmr", "pool"], in: $0) != nil }) {
      return FileOpinion(.high, "miner (\(miner)): \(path)", techniques: ["T1496.001"])
    }
    let strong = file.signs.first {
      TextScan.first(
        of: [
          "reverse", "shell", "dropper", "fetch", "download", "rootkit", "backdoor", "keylog", "ransom", "encoded",
          "decode",
        ], in: $0) != nil
    }
    let runs = file.isExecutable || odd || FilePlace.isCommandPlace(path)
    guard let strong else { return FileOpinion(odd ? .medium : .info, "\(file.signs[0]) in \(path)") }
    return FileOpinion(odd ? .high : runs ? .medium : .info, "\(strong) in \(path)")
  }
}
