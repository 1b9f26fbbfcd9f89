internal import CaseModel
internal import HostFacts

/// PAM lines that let somebody in without the password.
struct PAMStack: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.pam]
  let card = HeuristicCard(
    id: "persistence.pam-stack",
    abnormal: "a PAM stack accepts without a check, or loads a module from outside the system's directories",
    why: "One line in PAM opens every service that asks for a password, or collects every password.",
    techniques: ["T1556.003"], severity: .high,
    benign:
      "pam_permit closes the stacks that pam-auth-update and authselect write, and stands in account, session and password stacks."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    let module = record.setting("module") ?? TextScan.words(record.lineText).first { $0.hasSuffix(".so") } ?? ""
    let name = TextScan.lastComponent(module)
    let place = "\(record.path.text):\(record.line)"
    if module.hasPrefix("/"), !isModuleDirectory(module) {
      let isOdd = FilePlace.oddity(ofProgramAt: module) != nil
      return RecordOpinion(isOdd ? .critical : isLocal(module) ? .medium : .high, "PAM loads \(module) (\(place))")
    }
    if let target = record.target, target.package == nil, target.exists, picture.knowsPackages,
      target.path.hasSuffix(".so"), !record.path.hasPrefix("/usr/local/")
    {
      return RecordOpinion(.high, "PAM loads \(target.path.text), which no package owns (\(place))")
    }
    guard !record.isPackaged, name == "pam_permit.so" || name == "pam_debug.so" else { return nil }
    return permit(record, place, in: picture)
  }

  /// `auth sufficient pam_permit.so` in front of the others lets everybody in. `required` at the end, or after
  /// `pam_deny`, is what the tools write.
  private func permit(_ record: PersistenceRecord, _ place: String, in picture: HostPicture) -> RecordOpinion? {
    let type = record.setting("type") ?? TextScan.words(record.lineText).first ?? ""
    guard type.hasSuffix("auth") else { return nil }
    let control = record.setting("control") ?? TextScan.words(record.lineText).dropFirst().first ?? ""
    let service = record.path.lastComponent
    let ends =
      control == "sufficient" || TextScan.contains(control, "success=done") || TextScan.contains(control, "success=end")
    let stack = picture.persistence.filter {
      $0.mechanism == .pam && $0.path == record.path && ($0.setting("type") ?? "").hasSuffix("auth")
    }
    let checksBefore = stack.contains { $0.line < record.line && checks($0) }
    if ends { return RecordOpinion(.critical, "\(service) accepts everybody: \(control) pam_permit.so (\(place))") }
    guard !checksBefore,
      !["su-l", "cron", "atd", "systemd-user", "other", "runuser", "postlogin", "chfn", "chsh", "fingerprint-auth"]
        .contains(service)
    else { return nil }
    return stack.contains { $0.line != record.line }
      ? nil : RecordOpinion(.high, "\(service) checks nothing but pam_permit.so (\(place))")
  }

  private func checks(_ record: PersistenceRecord) -> Bool {
    let text = record.lineText
    return TextScan.first(
      of: ["pam_unix", "pam_sss", "pam_deny", "include", "substack", "pam_ldap", "pam_krb5", "pam_rootok"], in: text)
      != nil
  }

  private func isModuleDirectory(_ path: String) -> Bool {
    FilePlace.isSystemProgramPlace(path) && TextScan.contains(path, "/security/")
  }

  private func isLocal(_ path: String) -> Bool {
    FilePlace.isLocalProgramPlace(path) || FilePlace.isSystemProgramPlace(path)
  }
}
