internal import CaseModel

/// One line of auditd's log.
struct AuditLine {
  private static let argumentLimit = 64
  private static let commandLimit = 4096

  var type: ArraySlice<UInt8>
  var time: Timestamp
  /// What stands behind `audit(…): `, with the inner `msg='…'` of user-space events.
  var body: ArraySlice<UInt8>

  init?(_ line: ArraySlice<UInt8>) {
    guard let type = line.after("type=")?.firstWord, let stamp = line.between("audit(", ")"),
      let (seconds, rest) = stamp.cut(at: UInt8(ascii: ".")),
      let (milliseconds, serial) = rest.cut(at: UInt8(ascii: ":")),
      let whole = seconds.decimal, let fraction = milliseconds.decimal, fraction < 1000, serial.decimal != nil
    else { return nil }
    self.type = type.prefix(64)
    time = Timestamp(seconds: Int64(whole), nanoseconds: Int64(fraction) * 1_000_000)
    body = (line[stamp.endIndex...].dropFirst()).drop { $0 == UInt8(ascii: ":") || $0.isBlank }
    // Enriched logs repeat numbers as names behind this separator.
    if let separator = body.firstIndex(of: 0x1d) { body = body[..<separator] }
  }

  /// The value of a field: unquoted, or decoded from hex where auditd encodes it (`acct`, `exe`, `comm`, arguments, when they hold
  /// blanks, quotes or control bytes).
  func value(_ name: String) -> ArraySlice<UInt8>? {
    let needle = Array((name + "=").utf8)
    var from = body.startIndex
    while let hit = body.find(needle, from: from) {
      from = hit + needle.count
      let isStart = hit == body.startIndex || body[hit - 1] == 32 || body[hit - 1] == UInt8(ascii: "'")
      if isStart { return Self.decoded(body[from...], isText: Self.isText(name)) }
    }
    return nil
  }

  /// The command of an EXECVE line, arguments joined by blanks.
  var arguments: [UInt8] {
    let count = min(value("argc")?.decimal ?? 0, Self.argumentLimit)
    var result: [UInt8] = []
    for index in 0..<count {
      guard let argument = value("a\(index)") else { continue }
      if !result.isEmpty { result.append(32) }
      result += argument.prefix(Self.commandLimit - min(result.count, Self.commandLimit))
    }
    return result
  }

  private static let textFields: Set<String> = ["acct", "exe", "comm", "cmd", "proctitle", "name", "cwd", "data"]

  /// Arguments are `a0`, `a1`, ….
  private static func isText(_ name: String) -> Bool {
    textFields.contains(name) || name.utf8.first == UInt8(ascii: "a") && name.utf8.dropFirst().allSatisfy(\.isDigit)
  }

  private static func decoded(_ text: ArraySlice<UInt8>, isText: Bool) -> ArraySlice<UInt8> {
    if text.first == UInt8(ascii: "\"") {
      return text.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    }
    let bare = text.prefix { !$0.isBlank && $0 != UInt8(ascii: "'") }
    guard isText, bare.count >= 2, let bytes = Hexadecimal.bytes(bare) else { return bare }
    return bytes.map { $0 == 0 ? 32 : $0 }[...]
  }
}
