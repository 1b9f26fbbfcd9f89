internal import CaseModel
internal import HostFacts

/// An account that cannot log in has a shell at a terminal.
struct ServiceAccountTerminal: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.service-account-terminal",
    abnormal: "A shell at a terminal runs under a service account that cannot log in.",
    why: "Intruders turn a web shell into a terminal (script, pty.spawn); the account gives it away.",
    techniques: ["T1059.004", "T1505.003"], severity: .high,
    benign:
      "An administrator who changes to the account with su, sudo or runuser; then one of these is above the shell (info)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.isShell || process.isInterpreter, process.terminal != 0, let uid = process.uids.first, uid > 0,
      !picture.isInContainer(process),
      let account = picture.accounts.first(where: { $0.uid == uid }), Self.cannotLogIn(account)
    else { return nil }
    let changers: Set<String> = ["su", "sudo", "runuser", "setpriv", "doas", "machinectl", "chroot"]
    let isChanged = picture.ancestors(of: process).contains { changers.contains($0.program) && $0.isPackaged }
    return card.finding(
      "\(account.name.text), who cannot log in, has a shell at a terminal: \(process.label)", process,
      severity: isChanged ? .info : .high,
      evidence: [
        Evidence(source: account.source, text: HostString(escaped: "\(account.name.text):\(account.shell.text)"))
      ])
  }

  private static func cannotLogIn(_ account: AccountRecord) -> Bool {
    ["nologin", "false", "sync", "true"].contains(account.shell.lastComponent)
  }
}
