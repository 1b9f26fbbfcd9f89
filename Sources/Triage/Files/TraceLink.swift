internal import CaseModel
internal import HostFacts

/// Histories and logs that lead nowhere.
struct TraceLink: FileHeuristic {
  let card = HeuristicCard(
    id: "file.trace-link", abnormal: "A history or a log is a link to /dev/null.",
    why: "What is typed or logged vanishes.", techniques: ["T1070.003", "T1562.003"], severity: .high,
    benign:
      "Container images link application logs to /dev/stdout; some teams link the histories of mysql or psql to keep passwords out."
  )

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.kind == .link, let target = file.linkTarget,
      target.text == "/dev/null" || target.text == "/dev/full" || target.text == "/dev/zero",
      !FilePlace.isContainerTree(file.path.text)
    else { return nil }
    let name = file.path.lastComponent
    if [".bash_history", ".zsh_history", ".ash_history", ".sh_history", ".history", "fish_history"].contains(name) {
      return FileOpinion(.high, "history leads to \(target.text): \(file.path.text)")
    }
    if [".mysql_history", ".psql_history", ".lesshst", ".viminfo", ".python_history", ".rediscli_history"].contains(
      name)
    {
      return FileOpinion(.info, "history leads to \(target.text): \(file.path.text)")
    }
    if TraceSigns.isSystemLog(file.path.text) {
      return FileOpinion(
        .high, "log leads to \(target.text): \(file.path.text)", techniques: ["T1562.006", "T1070.002"])
    }
    return nil
  }
}
