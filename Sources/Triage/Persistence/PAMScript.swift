internal import CaseModel
internal import HostFacts

/// Programs that PAM starts: they can be handed the password.
struct PAMScript: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.pam]
  let card = HeuristicCard(
    id: "persistence.pam-exec", abnormal: "PAM starts a program of no package when somebody logs in.",
    why: "pam_exec runs as root at each login, and with expose_authtok it reads the password.",
    techniques: ["T1556.003"], severity: .medium,
    benign:
      "Notifications and home set-up in the session stack start root's own script in /etc, /opt or /usr/local, without expose_authtok."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    let text = record.lineText
    guard !record.isPackaged, let module = TextScan.first(of: ["pam_exec", "pam_python", "pam_script"], in: text) else {
      return nil
    }
    let script = record.commandText ?? TextScan.words(text).last ?? ""
    if record.target?.package != nil { return nil }
    let reads = TextScan.contains(text, "expose_authtok")
    let concerns = PersistenceScale.command(record) + PersistenceScale.target(record, in: picture)
    var severity = PersistenceConcern.severity(of: concerns)
    if reads { severity = max(severity, .high) }
    let isAuth =
      (record.setting("type") ?? "").hasSuffix("auth") || (record.setting("type") ?? "").hasSuffix("password")
    if isAuth { severity = max(severity, .medium) }
    let details = concerns.prefix(2).map(\.detail).joined(separator: "; ")
    return RecordOpinion(
      severity,
      "\(module) starts \(script)\(reads ? " and gives it the password" : "")\(details.isEmpty ? "" : ": \(details)")")
  }
}
