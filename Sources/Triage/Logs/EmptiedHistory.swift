internal import CaseModel
internal import HostFacts

/// Histories of shells that were emptied in place.
struct EmptiedHistory: StreamHeuristic {
  let card = HeuristicCard(
    id: "history.emptied", abnormal: "a shell's history is empty though the file is old and was written since",
    why: "Somebody emptied it.", techniques: ["T1070.003"], severity: .low,
    benign: "Images are cleaned before they are published; people protect their privacy.")

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, file.size == 0,
      [".bash_history", ".zsh_history", ".ash_history", ".sh_history"].contains(file.path.lastComponent),
      let born = file.born, let modified = file.modified, modified.seconds - born.seconds > 3600,
      !FilePlace.isContainerTree(file.path.text)
    else { return [] }
    return [
      card.finding(
        "\(file.path.text) was emptied \(modified.description)", evidence: [file.evidence], occurred: modified)
    ]
  }
}
