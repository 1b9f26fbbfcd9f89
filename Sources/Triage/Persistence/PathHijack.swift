internal import CaseModel
internal import HostFacts

/// A directory that others may write stands in the search path.
struct PathHijack: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.shellProfile, .environment, .systemdSettings, .sudoers, .cron]
  let card = HeuristicCard(
    id: "persistence.path-hijack", abnormal: "the search path begins with, or holds, a temporary or hidden directory",
    why: "A program of the same name there is started instead of the system's.",
    techniques: ["T1574.007"], severity: .medium,
    benign: "Homes put ~/bin, ~/.local/bin and version managers in front; those are the account's own.")

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    let parts = SearchPath.directories(of: record)
    let scope = record.path.hasPrefix("/etc/") || record.path.hasPrefix("/root/")
    for part in parts where part.hasPrefix("/") {
      if let why = FilePlace.oddity(ofProgramAt: part + "/ls") {
        return RecordOpinion(scope ? .high : .medium, "\(record.path.text) puts a \(why) into PATH: \(part)")
      }
      // What is everybody's path holds no tool's private directory.
      if record.path.hasPrefix("/etc/"), !FilePlace.isHome(part),
        part.split(separator: "/").contains(where: { $0.hasPrefix(".") })
      {
        return RecordOpinion(.high, "\(record.path.text) puts a hidden place into everybody's PATH: \(part)")
      }
    }
    if record.path.hasPrefix("/etc/"), parts.first == "." {
      return RecordOpinion(.medium, "\(record.path.text) puts the current directory first in PATH")
    }
    return nil
  }
}
