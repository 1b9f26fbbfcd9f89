internal import CaseModel
internal import HostFacts

/// Settings of sshd that let others in.
struct SSHServerSetting: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.sshServer]
  let card = HeuristicCard(
    id: "persistence.ssh-server",
    abnormal: "sshd takes keys from an odd place or program, empty passwords, or environments of users.",
    why: "A second place for keys survives the cleaning of authorized_keys; a key command decides who gets in.",
    techniques: ["T1556", "T1021.004"], severity: .high,
    benign:
      "AuthorizedKeysCommand of EC2 Instance Connect, sssd, OS Login and userdbctl is packaged or root's own; keys under /etc/ssh per user are a common policy."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    let place = "\(record.path.text):\(record.line)"
    if let value = record.setting("PermitEmptyPasswords"), value.lowercased() == "yes" {
      return RecordOpinion(.high, "sshd accepts empty passwords (\(place))")
    }
    if let value = record.setting("AuthorizedKeysFile"), let odd = oddKeyFile(value) {
      return RecordOpinion(.high, "sshd reads keys from \(odd) (\(place))", techniques: ["T1098.004"])
    }
    for name in ["AuthorizedKeysCommand", "AuthorizedPrincipalsCommand", "ForceCommand"] {
      if let value = record.setting(name), value != "none", let opinion = program(name, value, record, picture) {
        return opinion
      }
    }
    if let value = record.setting("Subsystem"), let opinion = subsystem(value, record, picture) { return opinion }
    if let value = record.setting("TrustedUserCAKeys"), FilePlace.oddity(ofProgramAt: value) != nil {
      return RecordOpinion(.high, "sshd trusts the authority in \(value) (\(place))", techniques: ["T1556"])
    }
    if let value = record.setting("PermitUserEnvironment"), value.lowercased() == "yes" {
      return RecordOpinion(.medium, "users can set their environment for sshd (\(place))", techniques: ["T1574.006"])
    }
    if let value = record.setting("SetEnv"), TextScan.contains(value, "LD_") {
      return RecordOpinion(.high, "sshd sets \(value)", techniques: ["T1574.006"])
    }
    if let value = record.setting("PermitRootLogin"), value.lowercased() == "yes", !record.isPackaged {
      return RecordOpinion(.info, "root may log in with a password (\(place))", techniques: ["T1021.004"])
    }
    if let value = record.setting("StrictModes"), value.lowercased() == "no" {
      return RecordOpinion(.medium, "sshd ignores the rights of key files (\(place))")
    }
    if let value = record.setting("LogLevel"), value.uppercased() == "QUIET" {
      return RecordOpinion(.medium, "sshd does not log (\(place))", techniques: ["T1562.006"])
    }
    return nil
  }

  private func oddKeyFile(_ value: String) -> String? {
    TextScan.words(value).first { path in
      let isUsual =
        path.hasPrefix(".ssh/") || path.hasPrefix("%h/.ssh/") || path == "none" || path.hasPrefix("/etc/ssh/")
        || path.hasPrefix("/etc/authorized_keys")
      if isUsual {
        return FileNameOddity.reason(TextScan.lastComponent(path)) != nil || TextScan.lastComponent(path).hasPrefix(".")
      }
      return !path.hasPrefix("/") || FilePlace.oddity(ofProgramAt: path) != nil || FilePlace.isSystemProgramPlace(path)
        || path.hasPrefix("/usr/share/") || path.hasPrefix("/etc/")
    }
  }

  private func program(_ name: String, _ value: String, _ record: PersistenceRecord, _ picture: HostPicture)
    -> RecordOpinion?
  {
    let signs = CommandJudge.judge(value, target: record.target, setting: .persistence)
    let target = PersistenceScale.target(record, in: picture)
    let severity = max(signs.severity ?? .info, PersistenceConcern.severity(of: target))
    if severity >= .low {
      return RecordOpinion(
        severity,
        "\(name) \(value): \(([signs.summary] + target.map(\.detail)).filter { !$0.isEmpty }.joined(separator: "; "))")
    }
    return nil
  }

  private func subsystem(_ value: String, _ record: PersistenceRecord, _ picture: HostPicture) -> RecordOpinion? {
    let command = TextScan.words(value).dropFirst().joined(separator: " ")
    guard !command.isEmpty, !command.hasPrefix("internal-sftp"),
      TextScan.lastComponent(TextScan.words(command)[0]) != "sftp-server"
    else { return nil }
    let signs = CommandJudge.judge(command, setting: .persistence)
    return RecordOpinion(max(signs.severity ?? .low, .low), "sshd subsystem \(value)")
  }
}
