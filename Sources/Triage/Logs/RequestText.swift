/// The target of a request as the server understands it.
enum RequestText {
  /// Percent signs and plus signs resolved, twice, as scanners encode twice.
  static func decoded(_ target: String) -> String { once(once(target)) }

  private static func once(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8.prefix(4096))
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Path without query.
  static func path(_ target: String) -> String { String(target.prefix { $0 != "?" && $0 != "#" }) }

  /// Values of the query.
  static func values(_ target: String) -> [(name: String, value: String)] {
    guard let query = target.split(separator: "?", maxSplits: 1).dropFirst().first else { return [] }
    return query.split(separator: "&").prefix(64).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return (once(String(parts.first ?? "")), parts.count > 1 ? once(String(parts[1])) : "")
    }
  }

  /// Whether a value is a command that somebody tries out, such as `id` or `cat /etc/passwd`.
  static func looksLikeCommand(_ value: String) -> Bool {
    let words = TextScan.words(value)
    guard let first = words.first.map({ TextScan.lastComponent($0) }) else { return false }
    let alone: Set<String> = [
      "id", "whoami", "uname", "pwd", "ls", "w", "ifconfig", "netstat", "hostname", "ps", "env", "dir",
    ]
    if alone.contains(first) {
      return words.count == 1
        || words.dropFirst().allSatisfy { $0.hasPrefix("-") || $0.hasPrefix("/") || $0.hasPrefix(".") || $0 == "aux" }
    }
    let withArguments: Set<String> = [
      "cat", "wget", "curl", "nc", "bash", "sh", "python", "python3", "perl", "echo", "chmod", "rm", "find", "ping",
      "base64", "uname", "ip", "cd", "which", "php", "sudo",
    ]
    return withArguments.contains(first) && words.count > 1 && value.contains { "/-;|$".contains($0) }
  }
}
