internal import CaseModel
internal import HostFacts

/// Mail that starts a program, hosts.allow lines that do, and binary formats handled by a stranger.
struct CommandAlias: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.mailAlias, .hostsAccess, .binfmt]
  let card = HeuristicCard(
    id: "persistence.event-program", abnormal: "Mail, a connection or a file format starts a program of no package.",
    why: "Rarely looked at, and started from outside: one mail or connection wakes the program.",
    techniques: ["T1546"], severity: .medium,
    benign: "Mailing lists, vacation and procmail are packaged; qemu-user, mono, Java and Wine register binary formats."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    let concerns = PersistenceScale.concerns(of: record, in: picture)
    let worst = PersistenceConcern.severity(of: concerns)
    if worst >= .medium {
      return RecordOpinion(
        worst, "\(record.path.text): \(concerns.prefix(3).map(\.detail).joined(separator: "; "))",
        techniques: ["T1546"] + concerns.flatMap(\.techniques))
    }
    let line = record.lineText
    switch record.mechanism {
    case .mailAlias:
      guard line.contains("|"), record.target?.package == nil,
        TextScan.first(
          of: ["mailman", "procmail", "vacation", "majordomo", "sympa", "request-tracker", "rt-mailgate"], in: line)
          == nil
      else { return nil }
      return RecordOpinion(isLocal(record) ? .low : .medium, "mail starts \(record.commandText ?? line)")
    case .hostsAccess:
      guard let verb = TextScan.first(of: ["twist", "spawn"], in: line) else { return nil }
      return RecordOpinion(.medium, "a connection starts a program (\(verb)): \(line)")
    case .binfmt:
      let interpreter = record.commandText ?? record.setting("interpreter") ?? ""
      guard let why = FilePlace.oddity(ofProgramAt: TextScan.words(interpreter).first ?? "") else { return nil }
      return RecordOpinion(.high, "a file format is run by \(interpreter) from a \(why)")
    default: return nil
    }
  }

  private func isLocal(_ record: PersistenceRecord) -> Bool {
    record.target.map { FilePlace.isLocalProgramPlace($0.path.text) } ?? false
  }
}
