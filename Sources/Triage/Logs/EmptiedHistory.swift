internal import CaseModel
internal import HostFacts

/// Histories of shells that were emptied in place.
struct EmptiedHistory: StreamHeuristic {
  let card = HeuristicCard(
    id: "history.emptied", abnormal: "A shell's history is empty though the file is old and was written since.",
    why: "Somebody emptied it.", techniques: ["T1070.003"], severity: .low,
    benign: "Images are cleaned before they are published; people protect their privacy.")

  private var emptied: [FileRecord] = []
  private static let names: Set<String> = [".bash_history", ".zsh_history", ".ash_history", ".sh_history"]

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, file.size == 0, Self.names.contains(file.path.lastComponent),
      let born = file.born, let modified = file.modified, modified.seconds - born.seconds > 3600, emptied.count < 200,
      !FilePlace.isContainerTree(file.path.text)
    else { return [] }
    emptied.append(file)
    return []
  }

  /// What was emptied before this host's first boot is the image maker's tidiness.
  mutating func finish(_ picture: HostPicture) -> [Finding] {
    let firstBoot = picture.logins.filter { $0.kind == "boot" }.compactMap(\.time).min() ?? picture.host?.bootedAt
    return emptied.compactMap { file in
      guard let modified = file.modified, firstBoot.map({ modified > $0 }) ?? true else { return nil }
      return card.finding(
        "\(file.path.text) was emptied \(modified.description)", evidence: [file.evidence], occurred: modified)
    }
  }
}
