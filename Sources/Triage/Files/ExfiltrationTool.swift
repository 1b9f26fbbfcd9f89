internal import CaseModel
internal import HostFacts

/// Tools and settings for carrying data to somebody's own storage.
struct ExfiltrationTool: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.exfiltration-tool",
    abnormal: "a tool of no package that copies to foreign cloud storage, or its settings, came lately.",
    why: "rclone and its kin are how stolen data leaves for Mega, Dropbox and the like.",
    techniques: ["T1567.002", "T1048"], severity: .low,
    benign: "Backups to cloud storage are made with rclone too: then tool and settings are as old as the backup is.")

  private static let tools: Set<String> = [
    "rclone", "megacmd", "mega-cmd", "mega-put", "megaput", "megacopy", "megatools", "gdrive", "skicka",
    "dropbox_uploader.sh", "dropbox_uploader", "croc", "ffsend", "wormhole-william", "onedrive-uploader", "gofile",
    "filen", "terabox", "pcloudcc", "bashupload",
  ]
  private static let settings: Set<String> = [
    "rclone.conf", ".megarc", "megarc", ".dropbox_uploader", ".megaCmd", ".gdrive", "token_v2.json",
  ]
  private var tools: [FileRecord] = []
  private var settings: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, file.package == nil else { return [] }
    let name = file.path.lastComponent
    if file.isExecutable, tools.count < 32, Self.tools.contains(name) {
      if !FilePlace.isContainerTree(file.path.text) { tools.append(file) }
    } else if settings.count < 32, Self.settings.contains(name) {
      settings.append(file)
    }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    let late = (tools + settings).filter { picture.isLate($0.born ?? $0.changed) }
    let hasBoth = late.contains { $0.isExecutable } && late.contains { !$0.isExecutable }
    return (tools + settings).map { file in
      let isOdd = FilePlace.oddity(ofProgramAt: file.path.text) != nil
      let isLate = late.contains { $0.path == file.path }
      let what = file.isExecutable ? "tool" : "settings"
      return card.finding(
        "\(what) for copying to foreign storage: \(file.path.text)", evidence: [file.evidence],
        severity: isOdd || isLate && hasBoth ? .medium : isLate ? .low : .info, occurred: file.changed)
    }
  }
}
