/// Values that stand behind a name: `name=value`, `name: value`, `"name": "value"`, `'name' => 'value'`.
extension SecretScan {
  mutating func findNamedValues() {
    var index = 0
    while let sign = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) {
      index = sign + 1
      let name = self.name(before: sign)
      guard !name.isEmpty, let meaning = SecretNames.meaning(of: bytes[name].lowercased) else { continue }
      guard let start = valueStart(after: sign, name: name) else { continue }
      guard let range = range(at: start, name: name, meaning: meaning) else { continue }
      add(range)
      index = max(index, range.upperBound)
    }
  }

  /// The name in front of the sign, without quotes, blanks and leading dashes.
  private func name(before sign: Int) -> Range<Int> {
    var end = sign
    var blanks = 0
    while end > 0, bytes[end - 1] == 32 || bytes[end - 1] == UInt8(ascii: ":"), blanks < 3 {
      end -= 1
      blanks += 1
    }
    while end > 0, Self.isQuote(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    var start = end
    while start > 0, end - start < 64, Self.isNameByte(bytes[start - 1]) { start -= 1 }
    while start < end, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: ".") { start += 1 }
    return start..<end
  }

  private func valueStart(after sign: Int, name: Range<Int>) -> Int? {
    var start = sign + 1
    guard start < bytes.count else { return nil }
    let isColon = bytes[sign] == UInt8(ascii: ":")
    if isColon, bytes[start] == UInt8(ascii: "=") || bytes[start] == UInt8(ascii: "/") { return nil }
    if !isColon, bytes[start] == UInt8(ascii: "=") { return nil }
    let isArrow = !isColon && bytes[start] == UInt8(ascii: ">")
    if isArrow { start += 1 }
    if isColon || isArrow || sign > name.upperBound {
      while start < bytes.count, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    }
    return start
  }

  private func range(at start: Int, name: Range<Int>, meaning: SecretNames.Meaning) -> Range<Int>? {
    switch meaning {
    case .header: return header(at: start)
    case .secret: return value(at: start, wholeArgument: beginsArgument(name.lowerBound))
    case .keyMaterial:
      guard let range = value(at: start), Self.isKeyMaterial(bytes[range]) else { return nil }
      return range
    }
  }

  /// The credentials of an HTTP header to the end of its quotes or line; the scheme's name stays.
  private func header(at start: Int) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    let begin = Self.isQuote(bytes[start]) ? start + 1 : start
    let end = end(from: min(begin, bytes.count), limit: 2048) { Self.isQuote($0) || $0 == 10 || $0 == 0 }
    guard begin < end else { return nil }
    let first = bytes[begin..<end].firstWord
    guard ["bearer", "basic", "digest", "token"].contains(where: first.lowercased.equals) else {
      return value(at: begin) == nil ? nil : begin..<end
    }
    let rest = first.endIndex + 1
    return rest < end && value(at: rest) != nil ? rest..<end : nil
  }

  private func beginsArgument(_ start: Int) -> Bool {
    var index = start
    while index > 0, bytes[index - 1] == UInt8(ascii: "-") { index -= 1 }
    return index == 0 || bytes[index - 1] == 0
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// At least 16 bytes of base64 or hex with letters and digits.
  private static func isKeyMaterial(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= 16 && value.contains(where: \.isDigit) && value.contains(where: \.isLetter)
      && value.allSatisfy { $0.isAlphanumeric || "+/=_-".utf8.contains($0) }
  }
}
