internal import CaseModel
internal import HostFacts

/// Variables that make every program load something or hide what is typed.
struct EnvironmentLoader: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [
    .environment, .systemdSettings, .shellProfile, .systemdUnit, .cron, .pam, .sudoers,
  ]
  let card = HeuristicCard(
    id: "persistence.environment",
    abnormal: "An environment setting loads a library or code into programs, or switches the history off.",
    why:
      "LD_PRELOAD, BASH_ENV, PROMPT_COMMAND, PYTHONSTARTUP, PERL5OPT and NODE_OPTIONS run code in every program that inherits them.",
    techniques: ["T1574.006"], severity: .high,
    benign:
      "Allocators and monitoring agents are preloaded for one service from packages or /opt; PROMPT_COMMAND sets a title."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    for (name, value) in variables(record) {
      if let opinion = judge(name, value, record) { return opinion }
    }
    return nil
  }

  private func variables(_ record: PersistenceRecord) -> [(String, String)] {
    var result: [(String, String)] = []
    if let name = record.setting("variable") { result.append((name, record.setting("value") ?? "")) }
    var lines = [record.lineText]
    for key in ["Environment", "DefaultEnvironment", "ManagerEnvironment", "PassEnvironment"] {
      if let value = record.setting(key) { lines.append(value) }
    }
    for stage in lines.flatMap({ CommandReading($0).stages }) {
      result += stage.assignments.map { ($0.name, $0.value) }
      for word in [stage.program] + stage.arguments {
        if let equals = word.firstIndex(of: "="), equals != word.startIndex {
          result.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
        }
      }
    }
    for name in ["LD_PRELOAD", "LD_AUDIT", "BASH_ENV", "PROMPT_COMMAND"] {
      if let value = record.attributes[name]?.text { result.append((name, value)) }
    }
    return result
  }

  private func judge(_ name: String, _ value: String, _ record: PersistenceRecord) -> RecordOpinion? {
    let where_ = record.path.text
    switch name {
    case "LD_PRELOAD", "LD_AUDIT":
      guard !value.isEmpty else { return nil }
      let paths = value.split { $0 == ":" || $0 == " " }.map(String.init)
      let isKnown =
        TextScan.first(
          of: ["jemalloc", "tcmalloc", "mimalloc", "libSegFault", "libeatmydata", "liboneagentproc"], in: value) != nil
      let isOdd = paths.contains { FilePlace.oddity(ofProgramAt: $0) != nil }
      let isWide = record.mechanism != .systemdUnit && !record.path.hasPrefix("/home/")
      return RecordOpinion(
        isOdd || (isWide && !isKnown) ? .high : isKnown ? .info : .medium, "\(where_) sets \(name)=\(value)")
    case "BASH_ENV", "ENV", "PYTHONSTARTUP", "PERL5OPT", "RUBYOPT", "NODE_OPTIONS", "PROMPT_COMMAND", "GIT_SSH_COMMAND",
      "PAGER", "EDITOR", "PERL5DB":
      let signs = CommandJudge.judge(value, setting: .persistence)
      let isOdd = TextScan.words(value).contains { FilePlace.oddity(ofProgramAt: $0) != nil }
      let severity = max(signs.severity ?? .info, isOdd ? .high : .info)
      guard severity >= .low else { return nil }
      return RecordOpinion(severity, "\(where_) sets \(name)=\(value)", techniques: ["T1546.004"] + signs.techniques)
    case "HISTFILE" where value == "/dev/null" || (value.isEmpty && TextScan.contains(record.lineText, "HISTFILE=")),
      "HISTSIZE" where value == "0", "HISTFILESIZE" where value == "0":
      return RecordOpinion(.medium, "\(where_) switches the shell's history off", techniques: ["T1562.003"])
    default: return nil
    }
  }
}
