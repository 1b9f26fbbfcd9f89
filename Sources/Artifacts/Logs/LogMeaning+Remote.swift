internal import HostFacts

/// Messages of the SSH servers.
extension LogMeaning {
  static func ssh(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    if let rest = message.dropping(prefix: "Accepted ") {
      let (who, address) = peer(rest)
      return LogMeaning(
        .loginAccepted, account: who.after(" for "), address: address, method: rest.firstWord.ascii)
    }
    if let rest = message.dropping(prefix: "Failed ") {
      let (who, address) = peer(rest)
      let account = who.after(" for ")
      return LogMeaning(
        .loginFailed, account: account?.dropping(prefix: "invalid user ") ?? account, address: address,
        method: rest.firstWord.ascii)
    }
    if let rest = message.dropping(prefix: "Invalid user ") {
      let (who, address) = peer(rest)
      return LogMeaning(.invalidUser, account: who, address: address)
    }
    return refusal(message) ?? server(message)
  }

  private static func refusal(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    if let rest = message.after("maximum authentication attempts exceeded for ") {
      let (who, address) = peer(rest)
      return LogMeaning(
        .loginFailed, account: who.dropping(prefix: "invalid user ") ?? who, address: address, method: "attempts")
    }
    if let rest = message.dropping(prefix: "User "), rest.contains(" not allowed because") {
      let head = rest.before(" not allowed because") ?? rest
      let (who, address) = peer(head)
      return LogMeaning(.loginFailed, account: who, address: address, method: "not allowed")
    }
    if message.hasPrefix("Authentication refused:") { return LogMeaning(.other, sort: message) }
    return nil
  }

  private static func server(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    let isServer = message.hasPrefix("Server listening on") || message.hasPrefix("Received signal")
    return isServer ? LogMeaning(.serviceChanged, sort: message) : nil
  }

  /// Splits `… WHO from ADDRESS port PORT …` at the last ` from `.
  private static func peer(_ text: ArraySlice<UInt8>) -> (who: ArraySlice<UInt8>, address: ArraySlice<UInt8>?) {
    guard let from = text.findLast(" from ") else { return (text.firstWord, nil) }
    return (text[..<from], text[(from + 6)...].firstWord)
  }

  static func dropbear(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    guard let from = message.findLast(" from ") else { return nil }
    let address = message[(from + 6)...].firstWord
    let host = address.lastIndex(of: UInt8(ascii: ":")).map { address[..<$0] } ?? address
    let account = message.between("for '", "'")
    if message.contains("auth succeeded for") {
      let method = message.hasPrefix("Pubkey") ? "publickey" : "password"
      return LogMeaning(.loginAccepted, account: account, address: host, method: method)
    }
    if message.hasPrefix("Bad password attempt") {
      return LogMeaning(.loginFailed, account: account, address: host, method: "password")
    }
    return message.contains("nonexistent user") ? LogMeaning(.invalidUser, address: host) : nil
  }
}
