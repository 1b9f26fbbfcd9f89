/// The simple part of STIX patterning (OASIS STIX 2.1, chapter 9): comparisons of one property with one text, or with one of
/// several, joined by `OR`. What needs more than one fact at once is refused, never half searched.
enum STIXPattern {
  /// One property and the text that it must equal.
  struct Comparison: Sendable, Hashable {
    /// Such as `file:hashes.SHA-256`.
    var path: String
    var value: String
  }

  /// Why a pattern is refused.
  struct Refusal: Error {
    var message: String
  }

  private enum Token: Equatable {
    case word(String), text(String), mark(UInt8)
  }

  /// Bytes of a pattern.
  static let limit = 65_536

  static func comparisons(_ pattern: String) throws(Refusal) -> [Comparison] {
    let tokens = try tokens(pattern)
    var result: [Comparison] = []
    var rest = tokens[...]
    var isInside = false
    while let token = rest.popFirst() {
      switch token {
      case .mark(UInt8(ascii: "[")) where !isInside: isInside = true
      case .mark(UInt8(ascii: "]")) where isInside && !result.isEmpty:
        isInside = false
        guard let next = rest.first else { return result }
        guard next == .word("OR") else { throw notSimple }
        rest = rest.dropFirst()
      case .word(let path) where isInside:
        result += try values(&rest).map { Comparison(path: path, value: $0) }
        if rest.first == .word("OR") {
          rest = rest.dropFirst()
        } else if rest.first != .mark(UInt8(ascii: "]")) {
          throw notSimple
        }
      default: throw notSimple
      }
    }
    throw Refusal(message: "a pattern that does not end")
  }

  /// `= 'text'` or `IN ('text', 'text')`.
  private static func values(_ rest: inout ArraySlice<Token>) throws(Refusal) -> [String] {
    switch rest.popFirst() {
    case .mark(UInt8(ascii: "=")):
      guard case .text(let value)? = rest.popFirst() else { throw notSimple }
      return [value]
    case .word("IN"):
      guard rest.popFirst() == .mark(UInt8(ascii: "(")) else { throw notSimple }
      var values: [String] = []
      while case .text(let value)? = rest.popFirst() {
        values.append(value)
        switch rest.popFirst() {
        case .mark(UInt8(ascii: ",")): continue
        case .mark(UInt8(ascii: ")")): return values
        default: throw notSimple
        }
      }
      throw notSimple
    default: throw notSimple
    }
  }

  private static let notSimple = Refusal(
    message: "not a simple pattern: only comparisons with = or IN, joined by OR, can be searched")

  private static func tokens(_ pattern: String) throws(Refusal) -> [Token] {
    let bytes = Array(pattern.utf8)
    guard bytes.count <= limit else { throw Refusal(message: "a pattern longer than \(limit) bytes") }
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x20 || (9...13).contains(byte) {
        index += 1
      } else if byte == UInt8(ascii: "'") {
        tokens.append(.text(try quoted(bytes, &index)))
      } else if "[]()=,".utf8.contains(byte) {
        tokens.append(.mark(byte))
        index += 1
      } else {
        tokens.append(try word(bytes, &index))
      }
    }
    return tokens
  }

  /// A text between single quotes; a backslash takes the next character as it is.
  private static func quoted(_ bytes: [UInt8], _ index: inout Int) throws(Refusal) -> String {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "'") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), index < bytes.count {
        text.append(bytes[index])
        index += 1
      } else {
        text.append(byte)
      }
    }
    throw Refusal(message: "a quote in the pattern is not closed")
  }

  /// An operator or an object path, whose parts may be quoted: `file:hashes.'SHA-256'`.
  private static func word(_ bytes: [UInt8], _ index: inout Int) throws(Refusal) -> Token {
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] > 0x20, !"[]()=,".utf8.contains(bytes[index]) {
      if bytes[index] == UInt8(ascii: "'") {
        text += try quoted(bytes, &index).utf8
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return .word(String(decoding: text, as: UTF8.self))
  }

  /// What a property is, or `nil` if no fact holds it.
  static func kind(of path: String) -> Indicator.Kind? {
    switch path.lowercased() {
    case "file:hashes.sha-256", "file:hashes.sha256": .sha256
    case "file:hashes.sha-1", "file:hashes.sha1": .sha1
    case "file:hashes.md5": .md5
    case "ipv4-addr:value", "ipv6-addr:value", "network-traffic:dst_ref.value", "network-traffic:src_ref.value":
      .address
    case "domain-name:value": .domain
    case "url:value": .url
    case "file:name": .fileName
    case "directory:path": .filePath
    case "user-account:account_login", "user-account:user_id": .account
    case "process:name", "process:image_ref.name": .process
    default: nil
    }
  }
}
