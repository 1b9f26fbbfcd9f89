internal import HostFacts

/// Messages about becoming somebody else, and about jobs.
extension LogMeaning {
  static func sudo(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    let text = message.trimmed
    if text.contains("COMMAND=") || text.contains("incorrect password") || text.contains("NOT in sudoers") {
      return LogMeaning(.sudo, account: text.before(" : "))
    }
    if text.contains("authentication failure") { return pam(text) }
    return text.hasPrefix("pam_") ? nil : LogMeaning(.sudo, account: text.before(" : "), sort: text)
  }

  static func pkexec(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    guard message.contains("Executing command") || message.contains("Error executing command") else { return nil }
    return LogMeaning(.sudo, account: message.before(":"), method: "pkexec")
  }

  static func su(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    if message.contains("session closed") { return nil }
    let target =
      message.between("(to ", ")") ?? message.after("session opened for user ").map(accountWord)
      ?? message.between(" su for ", " by ")
    let isFailure = message.contains("FAILED") || message.contains("authentication failure")
    return LogMeaning(.su, account: target, method: isFailure ? "failed" : nil)
  }

  /// `(root) CMD (…)`, `(root) REPLACE (root)`, and atd's `Starting job`.
  static func cron(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    if let rest = message.dropping(prefix: "("), let account = rest.before(") ") {
      guard let action = rest.after(") ")?.firstWord else { return nil }
      if action.equals("CMD") { return LogMeaning(.cronCommand, account: account, sort: message) }
      let isEdit = ["REPLACE", "DELETE", "BEGIN", "RELOAD", "ORPHAN"].contains(where: action.equals)
      return isEdit ? LogMeaning(.cronCommand, account: account, method: action.lowercased.ascii) : nil
    }
    if message.hasPrefix("Starting job ") {
      return LogMeaning(.cronCommand, account: message.between("for user '", "'"), method: "at")
    }
    return nil
  }

  static func audit(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    let types = [
      "ANOM_", "CONFIG_CHANGE", "USER_LOGIN", "ADD_USER", "DEL_USER", "USER_CHAUTHTOK", "DAEMON_", "type=1700",
      "type=1305", "apparmor=\"DENIED\"", "avc:  denied",
    ]
    return types.contains { message.contains($0) } ? LogMeaning(.audit, sort: withoutSerial(message)) : nil
  }

  private static func withoutSerial(_ message: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    message.after("): ") ?? message
  }
}
