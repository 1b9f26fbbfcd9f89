/// The forms of the words that go into a template.
enum AWSWords {
  /// - Throws: `TemplateError.malformed` unless it is the prefix and 8 to 17 lower-case hex digits.
  static func check(_ word: String, prefix: String, _ what: String) throws(TemplateError) {
    let digits = word.dropFirst(prefix.utf8.count)
    guard word.hasPrefix(prefix), (8...17).contains(digits.utf8.count), digits.utf8.allSatisfy(isLowerHex) else {
      throw TemplateError(.malformed, "not \(what): \(shown(word))")
    }
  }

  /// The number of an IPv4 address in the one canonical form: four decimal numbers without leading zeros.
  static func address(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var number: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(isDigit), part == "0" || !part.hasPrefix("0"),
        let byte = UInt8(part)
      else { return nil }
      number = number << 8 | UInt32(byte)
    }
    return number
  }

  /// `euc1-az1`, and local zones such as `usw2-lax1-az1`.
  static func isZoneID(_ text: String) -> Bool {
    (4...32).contains(text.utf8.count) && text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// `needletail` and the like: the pattern of the templates' parameter Prefix.
  static func isPrefix(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (3...20).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
    return isLower(first) && last != UInt8(ascii: "-")
      && bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// `arn:PARTITION:kms:REGION:ACCOUNT:key/ID`.
  static func isKeyARN(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "kms", parts[5].hasPrefix("key/")
    else { return false }
    let word: (UInt8) -> Bool = { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    return parts[1].utf8.allSatisfy(word) && !parts[3].isEmpty && parts[3].utf8.allSatisfy(word)
      && parts[4].utf8.count == 12 && parts[4].utf8.allSatisfy(isDigit) && parts[5].utf8.count > 4
      && parts[5].dropFirst(4).utf8.allSatisfy(word)
  }

  /// A word for a message: cut, and nothing in it that a terminal would obey.
  static func shown(_ text: String) -> String {
    String(decoding: text.utf8.prefix(80).map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isLowerHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
